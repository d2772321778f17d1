CREATE VIRTUAL TABLE vocabulary USING fts5vocab(nowhere, col);
