CREATE TABLE boxes (w REAL, v REAL GENERATED ALWAYS AS (w * h) VIRTUAL, h REAL, s TEXT AS (w || ' by ' || h) STORED, d INTEGER PRIMARY KEY);
INSERT INTO boxes (w, h) VALUES (2, 3), (NULL, 4), (1.5, 2.5);
CREATE INDEX by_area ON boxes (v);
CREATE TABLE only_one (a, b AS (a + 1));
INSERT INTO only_one (a) VALUES (1), ('text');
