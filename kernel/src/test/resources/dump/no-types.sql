CREATE TABLE bare (a, b, c);
INSERT INTO bare VALUES (1, 1.0, '1'), (x'31', NULL, ''), ('0x10', 1e3, 'NULL'), (true, 'true', 007);
CREATE TABLE affinities (t TEXT, n NUMERIC, i INTEGER, r REAL, b BLOB);
INSERT INTO affinities VALUES (1, '1', '1', '1', '1'), (1.5, '1.5', 1.5, 1, 1.5), (x'00ff', x'00ff', x'00ff', x'00ff', x'00ff'), ('a', 'a', 'a', 'a', 'a');
CREATE TABLE made AS SELECT a, b AS "b b", 1 + 1 FROM bare;
