CREATE TABLE articles (title TEXT, body TEXT);
INSERT INTO articles(rowid, title, body) VALUES (5, 'Five', 'the fifth one'), (9, 'Nine', 'the ninth one');
CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, content = 'articles', content_rowid = 'rowid');
INSERT INTO articles_fts(rowid, title, body) SELECT rowid, title, body FROM articles;
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, body) VALUES ('delete', old.rowid, old.title, old.body);
END;
INSERT INTO articles(rowid, title, body) VALUES (100, 'Hundred', 'by the trigger');
DELETE FROM articles WHERE rowid = 5;
