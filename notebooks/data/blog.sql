-- A blog: who writes, what they write, what it is about, what others say to it.
--
-- Made by counting, so that everybody has the same rows, fewer than five thousand in all.
-- Load it into a database without tables of these names:  .read data/blog.sql
--
-- How it is written:
--   STRICT             a column holds what its type says, not whatever is put into it
--   points in time     are text, YYYY-MM-DD HH:MM:SS in UTC; IS refuses what datetime() does not understand
--   what is unique     is an index with a name: plans show it, and a migration can replace it without a new table
--   foreign keys       say what happens when the other row is deleted, and have an index
--   sets of words      are a CHECK with NOT NULL beside it, since a CHECK lets NULL pass

BEGIN;

CREATE TABLE users (
  id         INTEGER PRIMARY KEY,
  email      TEXT NOT NULL CHECK (email LIKE '_%@_%' AND email = lower(email)),
  name       TEXT NOT NULL CHECK (trim(name) <> ''),
  bio        TEXT,                                                  -- NULL: has not written one
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at))
) STRICT;

-- What was written stays, whoever wants its author gone: RESTRICT. A draft has no day of publication, all others have one.
CREATE TABLE posts (
  id           INTEGER PRIMARY KEY,
  author_id    INTEGER NOT NULL REFERENCES users(id) ON DELETE RESTRICT,
  slug         TEXT NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
  title        TEXT NOT NULL CHECK (trim(title) <> ''),
  body         TEXT NOT NULL DEFAULT '',
  status       TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
  view_count   INTEGER NOT NULL DEFAULT 0 CHECK (view_count >= 0),
  published_at TEXT CHECK (published_at IS datetime(published_at)),
  created_at   TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  updated_at   TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (updated_at IS datetime(updated_at)),
  CONSTRAINT published_unless_draft CHECK ((status = 'draft') = (published_at IS NULL)),
  CONSTRAINT changed_after_it_was_made CHECK (updated_at >= created_at)
) STRICT;

CREATE TABLE tags (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[^a-z0-9-]*')
) STRICT;

-- Many to many: a post has several tags, each once; a tag has many posts.
CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
  tag_id  INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, tag_id)
) STRICT, WITHOUT ROWID;

-- A comment belongs to its post and goes with it. Its author may go; then it stays, without a name.
-- An answer belongs to the same post as what it answers: the foreign key of two columns sees to that.
CREATE TABLE comments (
  id         INTEGER PRIMARY KEY,
  post_id    INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
  author_id  INTEGER REFERENCES users(id) ON DELETE SET NULL,       -- NULL: the account is gone
  parent_id  INTEGER CHECK (parent_id <> id),                       -- NULL: answers the post itself
  body       TEXT NOT NULL CHECK (trim(body) <> ''),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  UNIQUE (id, post_id),
  CONSTRAINT answers_within_a_post FOREIGN KEY (parent_id, post_id) REFERENCES comments(id, post_id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX users_email ON users(email);
CREATE UNIQUE INDEX posts_slug  ON posts(slug);
CREATE UNIQUE INDEX tags_name   ON tags(name);

CREATE INDEX posts_author    ON posts(author_id);
CREATE INDEX post_tags_tag   ON post_tags(tag_id);
CREATE INDEX comments_post   ON comments(post_id);
CREATE INDEX comments_author ON comments(author_id);
CREATE INDEX comments_parent ON comments(parent_id, post_id);

-- 120 people: 20 first names, 6 family names. Every third has written something about themselves.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 119),
first(i, name) AS (VALUES
  (0, 'Amara'), (1, 'Bruno'), (2, 'Chloe'), (3, 'Dario'), (4, 'Elif'), (5, 'Femi'), (6, 'Greta'), (7, 'Hugo'), (8, 'Ines'),
  (9, 'Jonas'), (10, 'Kaori'), (11, 'Lars'), (12, 'Mina'), (13, 'Nils'), (14, 'Olga'), (15, 'Pavel'), (16, 'Rosa'),
  (17, 'Samir'), (18, 'Tilda'), (19, 'Yusuf')),
family(i, name) AS (VALUES (0, 'Berg'), (1, 'Costa'), (2, 'Diallo'), (3, 'Evans'), (4, 'Fischer'), (5, 'Ganguly'))
INSERT INTO users(id, email, name, bio, created_at)
SELECT n.i + 1,
       lower(first.name || '.' || family.name) || '@example.org',
       first.name || ' ' || family.name,
       CASE n.i % 3 WHEN 0 THEN 'Writes about what breaks, and how it was found.' END,
       datetime('2024-01-01', (n.i * 2) || ' days', (n.i * 41 % 1440) || ' minutes')
FROM n JOIN first ON first.i = n.i % 20 JOIN family ON family.i = n.i / 20;

-- 480 posts in a year and a half: 12 ways to begin a title, 40 things to write about. Six authors write much, most a little,
-- the last thirty nothing. The newest are drafts.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 479),
opening(i, title, slug) AS (VALUES
  (0, 'Notes on ', 'notes-on-'), (1, 'A Year of ', 'a-year-of-'), (2, 'What I Got Wrong about ', 'wrong-about-'),
  (3, 'Measuring ', 'measuring-'), (4, 'The Case for ', 'the-case-for-'), (5, 'The Case against ', 'the-case-against-'),
  (6, 'Explaining ', 'explaining-'), (7, 'A Field Guide to ', 'a-field-guide-to-'), (8, 'Small Steps to ', 'small-steps-to-'),
  (9, 'Living with ', 'living-with-'), (10, 'Before and after ', 'before-and-after-'), (11, 'Questions about ', 'questions-about-')),
topic(i, title, slug) AS (VALUES
  (0, 'Indexes', 'indexes'), (1, 'Query Plans', 'query-plans'), (2, 'Foreign Keys', 'foreign-keys'), (3, 'NULL', 'null'),
  (4, 'Transactions', 'transactions'), (5, 'Deadlocks', 'deadlocks'), (6, 'Migrations', 'migrations'), (7, 'Backups', 'backups'),
  (8, '100% Coverage', '100-percent-coverage'), (9, 'snake_case', 'snake-case'), (10, 'Time Zones', 'time-zones'),
  (11, 'UUIDs', 'uuids'), (12, 'Caches', 'caches'), (13, 'Queues', 'queues'), (14, 'Feature Flags', 'feature-flags'),
  (15, 'Code Review', 'code-review'), (16, 'Pair Programming', 'pair-programming'), (17, 'Test Data', 'test-data'),
  (18, 'Flaky Tests', 'flaky-tests'), (19, 'Logging', 'logging'), (20, 'Tracing', 'tracing'), (21, 'Alerts', 'alerts'),
  (22, 'Being on Call', 'being-on-call'), (23, 'Post-Mortems', 'post-mortems'), (24, 'Records in Java', 'records-in-java'),
  (25, 'Streams in Java', 'streams-in-java'), (26, 'Virtual Threads', 'virtual-threads'), (27, 'Recursion', 'recursion'),
  (28, 'Window Functions', 'window-functions'), (29, 'JSON Columns', 'json-columns'), (30, 'Full-Text Search', 'full-text-search'),
  (31, 'Pagination', 'pagination'), (32, 'Rate Limits', 'rate-limits'), (33, 'Idempotence', 'idempotence'), (34, 'Monoliths', 'monoliths'),
  (35, 'Side Projects', 'side-projects'), (36, 'Documentation', 'documentation'), (37, 'Onboarding', 'onboarding'),
  (38, 'Estimates', 'estimates'), (39, 'Meetings', 'meetings')),
written AS (SELECT n.i, datetime('2024-09-10', (n.i * 27) || ' hours', (n.i * 17 % 60) || ' minutes') AS created_at FROM n)
INSERT INTO posts(id, author_id, slug, title, body, status, view_count, published_at, created_at, updated_at)
SELECT w.i + 1,
       CASE WHEN w.i % 4 = 0 THEN 3 + (w.i / 4) % 6 ELSE 1 + (w.i * 37) % 90 END,
       opening.slug || topic.slug,
       opening.title || topic.title,
       'We have lived with ' || lower(topic.title) || ' for ' || (2 + w.i % 9) || ' years. '
         || CASE w.i % 3 WHEN 0 THEN 'It began with a page that was slow on Mondays. '
                         WHEN 1 THEN 'Nobody had written down why. ' ELSE 'The first attempt made it worse. ' END
         || CASE w.i % 5 WHEN 0 THEN 'Here is what performance cost us.' WHEN 1 THEN 'Here is what we measured.'
                         WHEN 2 THEN 'Here is what we would do again.' WHEN 3 THEN 'Here is what we threw away.'
                         ELSE 'Here is what we still do not know.' END,
       CASE WHEN w.i >= 444 OR w.i % 20 = 11 THEN 'draft' WHEN w.i < 60 THEN 'archived' ELSE 'published' END,
       CASE WHEN w.i >= 444 OR w.i % 20 = 11 THEN 0 ELSE 12000 / (1 + (w.i * 61) % 97) END,
       CASE WHEN w.i >= 444 OR w.i % 20 = 11 THEN NULL ELSE datetime(w.created_at, '9 hours') END,
       w.created_at,
       datetime(w.created_at, CASE WHEN w.i % 6 = 2 THEN '40 days' ELSE '9 hours' END)
FROM written w JOIN opening ON opening.i = w.i % 12 JOIN topic ON topic.i = (w.i / 12 + 7 * (w.i % 12)) % 40
ORDER BY w.i;

INSERT INTO tags(id, name) VALUES
  (1, 'sql'), (2, 'java'), (3, 'databases'), (4, 'performance'), (5, 'design'), (6, 'testing'), (7, 'operations'), (8, 'teams'),
  (9, 'tools'), (10, 'security'), (11, 'sqlite'), (12, 'postgres'), (13, 'http'), (14, 'api'), (15, 'logging'), (16, 'careers'),
  (17, 'writing'), (18, 'refactoring'), (19, 'concurrency'), (20, 'statistics'), (21, 'legacy'), (22, 'beginners'),
  (23, 'opinion'), (24, 'unfinished');

-- One to four tags each: every second post is about sql, every third about databases; the last tag has no post.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 3)
INSERT INTO post_tags(post_id, tag_id)
SELECT DISTINCT posts.id,
       CASE WHEN k.j = 0 AND posts.id % 2 = 0 THEN 1 WHEN k.j = 1 AND posts.id % 3 = 0 THEN 3
            ELSE 1 + (posts.id * 5 + k.j * 7) % 23 END
FROM posts JOIN k ON k.j <= posts.id % 4
ORDER BY 1, 2;

-- Up to nine comments below what was published; every third answers the one before it. Of some the author is gone.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 8),
said AS (
  SELECT row_number() OVER (ORDER BY posts.id, k.j) AS id, posts.id AS post_id, posts.published_at, k.j
  FROM posts JOIN k ON k.j <= (posts.id * 7) % 11 - 2
  WHERE posts.status <> 'draft')
INSERT INTO comments(id, post_id, author_id, parent_id, body, created_at)
SELECT id, post_id,
       CASE WHEN id % 97 = 0 THEN NULL WHEN id % 3 = 0 THEN 100 + id % 20 ELSE 1 + (id * 29) % 120 END,
       CASE WHEN j % 3 = 2 THEN id - 1 END,
       CASE (id * 5) % 7 WHEN 0 THEN 'Thank you, this saved me an afternoon.' WHEN 1 THEN 'We saw the same, with twice the rows.'
                         WHEN 2 THEN 'Which version was that?' WHEN 3 THEN 'I do not agree with the second half.'
                         WHEN 4 THEN 'Could you show the plan?' WHEN 5 THEN 'Same here.' ELSE 'Please write more about this.' END,
       datetime(published_at, (1 + j * 5 + id % 4) || ' hours')
FROM said
ORDER BY id;

COMMIT;
