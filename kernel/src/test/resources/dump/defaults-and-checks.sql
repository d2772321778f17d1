CREATE TABLE t (a DEFAULT (1 + 1), b TEXT DEFAULT 'it''s; -- x', c DEFAULT CURRENT_TIMESTAMP, d DEFAULT (random() % 1), e DEFAULT -5, f DEFAULT x'00', g DEFAULT "text", h NOT NULL ON CONFLICT REPLACE DEFAULT 7,
  CONSTRAINT "named; check" CHECK (a > 0 AND b <> ');'));
INSERT INTO t (c) VALUES ('fixed');
PRAGMA ignore_check_constraints = ON;
INSERT INTO t (a, c) VALUES (-1, 'breaks the check');
PRAGMA ignore_check_constraints = OFF;
CREATE TABLE keep (k PRIMARY KEY ON CONFLICT IGNORE, v UNIQUE ON CONFLICT REPLACE);
INSERT INTO keep VALUES (NULL, NULL), (NULL, NULL), (1, 2);
