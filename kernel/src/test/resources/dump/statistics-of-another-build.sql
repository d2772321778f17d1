CREATE TABLE t (a);
INSERT INTO t VALUES (1);
PRAGMA writable_schema = ON;
CREATE TABLE sqlite_stat3 (tbl, idx, neq, nlt, ndlt, sample);
INSERT INTO sqlite_stat3 VALUES ('t', NULL, '1', '0', '0', x'01');
PRAGMA writable_schema = RESET;
