CREATE TABLE t (a TEXT COLLATE NOCASE, b INT, c REAL, UNIQUE (b, c));
INSERT INTO t VALUES ('x', 1, 1.5), ('X', 2, NULL), (NULL, 2, NULL);
CREATE UNIQUE INDEX partial ON t (b) WHERE c IS NOT NULL;
CREATE INDEX expression ON t (lower(a) || ';', abs(b) DESC);
CREATE INDEX collated ON t (a COLLATE BINARY DESC, c ASC);
CREATE INDEX "where" ON t (b) WHERE a = 'it''s' OR a LIKE '--%';
CREATE INDEX remarked ON t (c) -- and why
;
CREATE TABLE covered (v);
INSERT INTO covered VALUES (3), (1), (2);
CREATE INDEX covering ON covered (v);
