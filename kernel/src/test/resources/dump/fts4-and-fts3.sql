CREATE VIRTUAL TABLE pages USING fts4(title, body, notindexed=title);
INSERT INTO pages VALUES ('One', 'first page'), ('Two', 'second page');
CREATE VIRTUAL TABLE old USING fts3(content TEXT);
INSERT INTO old VALUES ('ancient words');
CREATE VIRTUAL TABLE bare USING fts4(content="", x);
INSERT INTO bare(docid, x) VALUES (3, 'nothing kept');
