-- A place to write for many organizations at once: each has its members, its posts and its tags, and sees no others'.
--
-- Made by counting, so that everybody has the same rows, fewer than five thousand in all.
-- Load it into a database without tables of these names:  .read data/saas.sql
--
-- How it is written:
--   tenants            share the tables; organization_id says whose a row is, and leads the keys and indexes of what they own
--   between tenants    no row can refer to one of another organization: their foreign keys have organization_id in them
--   users              belong to nobody; one account may be a member of several organizations
--   STRICT             a column holds what its type says, not whatever is put into it
--   points in time     are text, YYYY-MM-DD HH:MM:SS in UTC; IS refuses what datetime() does not understand
--   what is unique     is an index with a name: plans show it, and a migration can replace it without a new table
--   foreign keys       say what happens when the other row is deleted, and have an index
--   sets of words      are a CHECK with NOT NULL beside it, since a CHECK lets NULL pass

BEGIN;

CREATE TABLE organizations (
  id         INTEGER PRIMARY KEY,
  slug       TEXT NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
  name       TEXT NOT NULL CHECK (trim(name) <> ''),
  plan       TEXT NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'pro', 'enterprise')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at))
) STRICT;

CREATE TABLE users (
  id         INTEGER PRIMARY KEY,
  email      TEXT NOT NULL CHECK (email LIKE '_%@_%' AND email = lower(email)),
  name       TEXT NOT NULL CHECK (trim(name) <> ''),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at))
) STRICT;

-- Many to many, with a role: the pair is the key, so nobody is in an organization twice.
CREATE TABLE members (
  organization_id INTEGER NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
  user_id         INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  role            TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
  joined_at       TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (joined_at IS datetime(joined_at)),
  PRIMARY KEY (organization_id, user_id)
) STRICT, WITHOUT ROWID;

-- The author is a member of the organization that the post belongs to, and one who has written there cannot be taken out.
-- NO ACTION says so when a statement ends, RESTRICT would at once: then no organization could go with all that it has.
-- version is for programs that read a post, let somebody edit it, and write it back; deleted_at is a soft delete.
CREATE TABLE posts (
  id              INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
  author_id       INTEGER NOT NULL,
  slug            TEXT NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
  title           TEXT NOT NULL CHECK (trim(title) <> ''),
  body            TEXT NOT NULL DEFAULT '',
  status          TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
  version         INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at      TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  updated_at      TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (updated_at IS datetime(updated_at)),
  deleted_at      TEXT CHECK (deleted_at IS datetime(deleted_at)),  -- NULL: it is not
  CONSTRAINT written_by_a_member FOREIGN KEY (organization_id, author_id)
    REFERENCES members(organization_id, user_id) ON DELETE NO ACTION,
  CONSTRAINT changed_after_it_was_made CHECK (updated_at >= created_at),
  CONSTRAINT deleted_after_it_was_made CHECK (deleted_at >= created_at)
) STRICT;

-- Each organization has tags of its own. Names that are unique among all of them would tell one what others have.
CREATE TABLE tags (
  id              INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
  name            TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[^a-z0-9-]*')
) STRICT;

-- A post and its tags are of one organization: both foreign keys use the same organization_id.
CREATE TABLE post_tags (
  organization_id INTEGER NOT NULL,
  post_id         INTEGER NOT NULL,
  tag_id          INTEGER NOT NULL,
  PRIMARY KEY (organization_id, post_id, tag_id),
  FOREIGN KEY (organization_id, post_id) REFERENCES posts(organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tag_id) REFERENCES tags(organization_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who is logged in, until when. Real tokens are random, and only a hash of them is kept; these are counted.
CREATE TABLE sessions (
  id         INTEGER PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  token      TEXT NOT NULL CHECK (length(token) = 32),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  expires_at TEXT NOT NULL CHECK (expires_at IS datetime(expires_at)),
  CONSTRAINT ends_after_it_begins CHECK (expires_at > created_at)
) STRICT;

-- Unique everywhere: what the whole world addresses. Unique within an organization: what it gives names to itself.
CREATE UNIQUE INDEX organizations_slug ON organizations(slug);
CREATE UNIQUE INDEX users_email        ON users(email);
CREATE UNIQUE INDEX sessions_token     ON sessions(token);
CREATE UNIQUE INDEX members_one_owner  ON members(organization_id) WHERE role = 'owner';
CREATE UNIQUE INDEX posts_slug         ON posts(organization_id, slug) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX tags_name          ON tags(organization_id, name);

-- What the foreign keys of post_tags refer to: with the organization beside it, an id can be looked up as its own only.
CREATE UNIQUE INDEX posts_own ON posts(organization_id, id);
CREATE UNIQUE INDEX tags_own  ON tags(organization_id, id);

CREATE INDEX members_user     ON members(user_id);
CREATE INDEX posts_author     ON posts(organization_id, author_id);
CREATE INDEX posts_newest     ON posts(organization_id, status, created_at DESC);  -- the list that every page begins with
CREATE INDEX post_tags_tag    ON post_tags(organization_id, tag_id);
CREATE INDEX sessions_user    ON sessions(user_id);
CREATE INDEX sessions_expires ON sessions(expires_at);                             -- for the job that clears them away

-- 20 organizations: two large ones that pay much, a few that pay, and many small ones.
WITH listed(id, name) AS (VALUES
  (1, 'Northwind Rail'), (2, 'Atlas Bakery'), (3, 'Blue Heron'), (4, 'Copper Kettle'), (5, 'Delta Dental'), (6, 'Ember Studio'),
  (7, 'Fathom Maps'), (8, 'Granite Gym'), (9, 'Harbor Books'), (10, 'Iris Optics'), (11, 'Juniper Farm'), (12, 'Kite School'),
  (13, 'Lantern Films'), (14, 'Maple Movers'), (15, 'Nimbus Weather'), (16, 'Otter Tours'), (17, 'Pepper Kitchen'),
  (18, 'Quartz Watches'), (19, 'Raven Press'), (20, 'Saffron Tea'))
INSERT INTO organizations(id, slug, name, plan, created_at)
SELECT id, lower(replace(name, ' ', '-')), name,
       CASE WHEN id <= 2 THEN 'enterprise' WHEN id <= 8 THEN 'pro' ELSE 'free' END,
       datetime('2024-03-01', (id * 9) || ' days', (id * 47 % 1440) || ' minutes')
FROM listed;

-- 160 people: 20 first names, 8 family names.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 159),
first(i, name) AS (VALUES
  (0, 'Aiko'), (1, 'Bela'), (2, 'Carla'), (3, 'Diego'), (4, 'Esra'), (5, 'Finn'), (6, 'Gloria'), (7, 'Henri'), (8, 'Ilse'),
  (9, 'Jamal'), (10, 'Kofi'), (11, 'Lena'), (12, 'Marek'), (13, 'Nadia'), (14, 'Oskar'), (15, 'Paula'), (16, 'Rafael'),
  (17, 'Selma'), (18, 'Tomas'), (19, 'Vera')),
family(i, name) AS (VALUES
  (0, 'Adler'), (1, 'Bauer'), (2, 'Cohen'), (3, 'Dahl'), (4, 'Engel'), (5, 'Ferreira'), (6, 'Grant'), (7, 'Horvat'))
INSERT INTO users(id, email, name, created_at)
SELECT n.i + 1,
       lower(first.name || '.' || family.name) || '@example.net',
       first.name || ' ' || family.name,
       datetime('2024-04-01', n.i || ' days', (n.i * 53 % 1440) || ' minutes')
FROM n JOIN first ON first.i = n.i % 20 JOIN family ON family.i = n.i / 20;

-- 48 members in the first organization, five in the last; the first of each owns it, the second helps. Seats are given out
-- to one person after the other, and once everybody has one, to the first again: these are members of two organizations.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 47),
seats AS (
  SELECT o.id AS organization_id, k.j, row_number() OVER (ORDER BY o.id, k.j) - 1 AS seat
  FROM organizations o JOIN k ON k.j < 3 + 45 / o.id)
INSERT INTO members(organization_id, user_id, role, joined_at)
SELECT organization_id, 1 + seat % 160,
       CASE j WHEN 0 THEN 'owner' WHEN 1 THEN 'admin' ELSE 'member' END,
       datetime('2024-10-01', (j + seat % 30) || ' days')
FROM seats
ORDER BY organization_id, 2;

-- 300 posts in the first organization, half as many in the second, a third as many in the third, and so on, all within the
-- same year. Everybody writes about the same things, so a slug is taken in many organizations, and in each of them once.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 299),
opening(i, title, slug) AS (VALUES
  (0, 'How We Do ', 'how-we-do-'), (1, 'Plans for ', 'plans-for-'), (2, 'News about ', 'news-about-'),
  (3, 'Questions on ', 'questions-on-'), (4, 'What Changes in ', 'what-changes-in-'), (5, 'Costs of ', 'costs-of-'),
  (6, 'Who Helps with ', 'who-helps-with-'), (7, 'First Steps in ', 'first-steps-in-'), (8, 'A Better Way to Do ', 'a-better-way-to-do-'),
  (9, 'Looking Back at ', 'looking-back-at-')),
topic(i, title, slug) AS (VALUES
  (0, 'Invoices', 'invoices'), (1, 'Holidays', 'holidays'), (2, 'Deliveries', 'deliveries'), (3, 'Hiring', 'hiring'),
  (4, 'Training', 'training'), (5, 'Office Keys', 'office-keys'), (6, 'Complaints', 'complaints'), (7, 'Suppliers', 'suppliers'),
  (8, 'Opening Hours', 'opening-hours'), (9, 'Newsletters', 'newsletters'), (10, 'Backups', 'backups'), (11, 'Passwords', 'passwords'),
  (12, 'Meetings', 'meetings'), (13, 'Travel', 'travel'), (14, 'Lunch', 'lunch'), (15, 'First Aid', 'first-aid'),
  (16, 'Stocktaking', 'stocktaking'), (17, 'Price Lists', 'price-lists'), (18, 'Trade Fairs', 'trade-fairs'), (19, 'Returns', 'returns'),
  (20, 'Phone Calls', 'phone-calls'), (21, 'Warranties', 'warranties'), (22, 'Leaflets', 'leaflets'), (23, 'Night Shifts', 'night-shifts'),
  (24, 'Bicycles', 'bicycles'), (25, 'Printers', 'printers'), (26, 'Contracts', 'contracts'), (27, 'Surveys', 'surveys'),
  (28, 'Photographs', 'photographs'), (29, 'Anniversaries', 'anniversaries')),
written AS (
  SELECT o.id AS organization_id, k.j,
         datetime('2025-01-01', (k.j * o.id * 29 + o.id * 7) || ' hours', ((k.j * 17 + o.id) % 60) || ' minutes') AS created_at
  FROM organizations o JOIN k ON k.j < 300 / o.id),
seats AS (
  SELECT organization_id, user_id,
         row_number() OVER (PARTITION BY organization_id ORDER BY user_id) - 1 AS seat,
         count(*) OVER (PARTITION BY organization_id) AS seats
  FROM members)
INSERT INTO posts(id, organization_id, author_id, slug, title, body, status, version, created_at, updated_at, deleted_at)
SELECT row_number() OVER (ORDER BY w.created_at, w.organization_id),
       w.organization_id,
       s.user_id,
       opening.slug || topic.slug,
       opening.title || topic.title,
       CASE w.j % 4 WHEN 0 THEN 'Please read this before Monday.' WHEN 1 THEN 'A short summary of what we agreed on.'
                    WHEN 2 THEN 'Comments are welcome until the end of the week.' ELSE '' END,
       CASE w.j % 10 WHEN 3 THEN 'draft' WHEN 6 THEN 'archived' WHEN 9 THEN 'draft' ELSE 'published' END,
       1 + w.j % 4,
       w.created_at,
       datetime(w.created_at, (w.j % 4) || ' days'),
       CASE WHEN w.j % 25 = 12 THEN datetime(w.created_at, '10 days') END
FROM written w
JOIN seats s ON s.organization_id = w.organization_id AND s.seat = (w.j * 7) % s.seats
JOIN opening ON opening.i = w.j % 10
JOIN topic ON topic.i = (w.j / 10 + w.j % 10 * 7) % 30
ORDER BY 1;

-- Four to seven tags in each organization, out of the same seven names; and in one organization a name that is nobody
-- else's business.
WITH name(i, name) AS (VALUES
  (0, 'important'), (1, 'sales'), (2, 'people'), (3, 'safety'), (4, 'ideas'), (5, 'customers'), (6, 'money'))
INSERT INTO tags(organization_id, name)
SELECT o.id, name.name
FROM organizations o JOIN name ON name.i < 4 + o.id % 4
UNION ALL SELECT 3, 'merger-with-atlas'
ORDER BY 1, 2;

-- One to three different tags for each post, of its own organization.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 2),
own AS (
  SELECT organization_id, id,
         row_number() OVER (PARTITION BY organization_id ORDER BY id) - 1 AS place,
         count(*) OVER (PARTITION BY organization_id) AS places
  FROM tags)
INSERT INTO post_tags(organization_id, post_id, tag_id)
SELECT p.organization_id, p.id, own.id
FROM posts p JOIN k ON k.j <= p.id % 3
JOIN own ON own.organization_id = p.organization_id AND own.place = (p.id * 11 + k.j) % own.places
ORDER BY p.organization_id, p.id, own.id;

-- Two sessions for each person, of 30 days; on the last day of the year three quarters of them are over.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 320)
INSERT INTO sessions(id, user_id, token, created_at, expires_at)
SELECT i, 1 + i * 7 % 160,
       printf('%08x%08x%08x%08x', i * 2654435761 % 4294967296, i * 2246822519 % 4294967296,
              i * 3266489917 % 4294967296, i * 668265263 % 4294967296),
       datetime('2025-10-01', (i * 6) || ' hours'),
       datetime('2025-10-31', (i * 6) || ' hours')
FROM n;

COMMIT;
