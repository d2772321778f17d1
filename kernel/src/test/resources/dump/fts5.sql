CREATE VIRTUAL TABLE mail USING fts5(subject, body, tokenize = 'porter ascii', prefix = '2 3');
INSERT INTO mail VALUES ('Lunch', 'at noon, it''s free'), ('Dinner', 'running late'), ('quote "this"', 'new
line');
DELETE FROM mail WHERE rowid = 2;
CREATE VIRTUAL TABLE words USING fts5vocab(mail, row);
