CREATE TABLE t (t TEXT, b BLOB, i INTEGER PRIMARY KEY);
INSERT INTO t VALUES (x'', x'', 1), (x'68656c6c6f', 'hello', 2), (x'00ff', x'27', 3), (zeroblob(10000), x'efbfbd', 4);
