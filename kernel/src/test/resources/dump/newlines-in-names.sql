CREATE TABLE "two
lines" ("a
b" TEXT, "tab	here" TEXT, " " TEXT, "" TEXT);
INSERT INTO "two
lines" VALUES ('x
y', '	', ' ', '');
CREATE INDEX "in
dex" ON "two
lines" ("a
b");
CREATE VIEW "v
w" AS SELECT * FROM "two
lines";
