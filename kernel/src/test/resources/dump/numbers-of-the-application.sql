PRAGMA user_version = 42;
PRAGMA application_id = -252006675;
CREATE TABLE t (a);
INSERT INTO t VALUES (1);
