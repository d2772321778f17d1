CREATE TABLE here (a);
INSERT INTO here VALUES (1);
CREATE VIEW early AS SELECT * FROM later;
CREATE VIEW never AS SELECT no_such_function(b) FROM nowhere;
CREATE VIEW ring_a AS SELECT * FROM ring_b;
CREATE VIEW ring_b AS SELECT * FROM ring_a;
CREATE TABLE later (z);
INSERT INTO later VALUES (2);
