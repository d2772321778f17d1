CREATE VIRTUAL TABLE notes USING fts5(t, content = '');
INSERT INTO notes(rowid, t) VALUES (10, 'ten lords'), (20, 'twenty ladies');
CREATE VIRTUAL TABLE columns USING fts5(a UNINDEXED, b, detail = none, columnsize = 0);
INSERT INTO columns VALUES ('x', 'y z');
