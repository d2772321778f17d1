CREATE TABLE t (a, b);
INSERT INTO t VALUES (1, 2), (3, 4);
CREATE VIEW v1 AS SELECT a, b, a + b AS "sum; of" FROM t;
CREATE VIEW v2 (x, y) AS SELECT v1.a, "sum; of" FROM v1;
CREATE VIEW v3 AS WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 3) SELECT * FROM c, v2;
CREATE VIEW commented AS SELECT 1 AS one -- not the end; of it
;
CREATE VIEW remarked AS SELECT 2 /* a remark */ ;
