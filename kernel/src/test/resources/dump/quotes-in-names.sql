CREATE TABLE "say ""it""" ("a 'b' c" TEXT, [d e] INT, `f``g` REAL, 'h' BLOB);
INSERT INTO "say ""it""" VALUES ('it''s', 1, 2.5, x'00'), ('"', 2, 3.5, x'ff');
CREATE TABLE "semi;colon" ("a;b", "c--d", "e/*f");
INSERT INTO "semi;colon" VALUES (';', '--', '/*'), ('''; DROP TABLE x; --', '*/', ';;');
CREATE INDEX "an ""index""" ON "say ""it""" ("a 'b' c");
