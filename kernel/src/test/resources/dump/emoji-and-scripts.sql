CREATE TABLE "🦉 owls" ("名前" TEXT, "größe" REAL, "שם" TEXT, "👩‍👩‍👧" TEXT);
INSERT INTO "🦉 owls" VALUES ('ふくろう', 1.5, 'ינשוף', '🏳️‍🌈'), (char(0x10FFFF), 0.0, char(0x202E) || 'abc', char(0xFEFF) || 'x');
CREATE TABLE Ünquoted(ß, ﬁ);
INSERT INTO Ünquoted VALUES ('é', 'é');
CREATE VIEW "👁" AS SELECT "名前" AS "👀" FROM "🦉 owls";
CREATE VIEW wide AS SELECT 1 AS a　;
