CREATE TABLE sqlitish (a);
INSERT INTO sqlitish VALUES (1);
CREATE VIRTUAL TABLE "quo""ted 'name'" USING fts5(x);
INSERT INTO "quo""ted 'name'" VALUES ('found');
CREATE TABLE t (a);
CREATE TABLE t_data (a);
INSERT INTO t_data VALUES ('no shadow');
