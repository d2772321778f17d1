-- A small shop: what people buy, what they paid, what they thought of it, where it was sent.
--
-- Made by counting, so that everybody has the same rows, fewer than five thousand in all.
-- Load it into a database without tables of these names:  .read data/shop.sql
--
-- How it is written:
--   STRICT             a column holds what its type says, not whatever is put into it
--   money              is an integer of cents: no fraction is lost
--   points in time     are text, YYYY-MM-DD HH:MM:SS in UTC; IS refuses what datetime() does not understand
--   foreign keys       say what happens when the other row is deleted, and have an index
--   sets of words      are a CHECK with NOT NULL beside it, since a CHECK lets NULL pass

BEGIN;

CREATE TABLE users (
  id         INTEGER PRIMARY KEY,
  email      TEXT NOT NULL UNIQUE CHECK (email LIKE '_%@_%' AND email = lower(email)),
  name       TEXT NOT NULL CHECK (trim(name) <> ''),
  role       TEXT NOT NULL DEFAULT 'customer' CHECK (role IN ('customer', 'seller', 'admin')),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at))
) STRICT;

CREATE TABLE categories (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  parent_id INTEGER REFERENCES categories(id) ON DELETE RESTRICT CHECK (parent_id <> id)  -- NULL at the top
) STRICT;

CREATE TABLE products (
  id          INTEGER PRIMARY KEY,
  sku         TEXT NOT NULL UNIQUE CHECK (sku GLOB '[A-Z][A-Z]-[0-9][0-9][0-9][0-9]'),
  name        TEXT NOT NULL CHECK (trim(name) <> ''),
  price_cents INTEGER NOT NULL CHECK (price_cents > 0),
  inventory   INTEGER NOT NULL DEFAULT 0 CHECK (inventory >= 0),
  seller_id   INTEGER NOT NULL REFERENCES users(id) ON DELETE RESTRICT,
  category_id INTEGER NOT NULL REFERENCES categories(id) ON DELETE RESTRICT,
  created_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at))
) STRICT;

-- An order outlives the wish to delete its customer: RESTRICT keeps what was sold.
CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  user_id     INTEGER NOT NULL REFERENCES users(id) ON DELETE RESTRICT,
  status      TEXT NOT NULL DEFAULT 'pending'
              CHECK (status IN ('pending', 'processing', 'shipped', 'delivered', 'cancelled')),
  total_cents INTEGER NOT NULL DEFAULT 0 CHECK (total_cents >= 0),  -- the sum of its items
  created_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  updated_at  TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (updated_at IS datetime(updated_at)),
  CONSTRAINT changed_after_it_was_made CHECK (updated_at >= created_at)
) STRICT;

-- A product stands once in an order, with its quantity; the price is the one of that day.
CREATE TABLE order_items (
  order_id    INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
  product_id  INTEGER NOT NULL REFERENCES products(id) ON DELETE RESTRICT,
  quantity    INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  PRIMARY KEY (order_id, product_id)
) STRICT, WITHOUT ROWID;

-- Not every order is sent, and none is sent twice.
CREATE TABLE shipments (
  id           INTEGER PRIMARY KEY,
  order_id     INTEGER NOT NULL UNIQUE REFERENCES orders(id) ON DELETE CASCADE,
  tracking_id  TEXT NOT NULL UNIQUE,
  carrier      TEXT NOT NULL CHECK (trim(carrier) <> ''),
  shipped_at   TEXT NOT NULL CHECK (shipped_at IS datetime(shipped_at)),
  delivered_at TEXT CHECK (delivered_at IS datetime(delivered_at)),  -- NULL as long as it is on its way
  CONSTRAINT delivered_after_shipped CHECK (delivered_at >= shipped_at)
) STRICT;

CREATE TABLE reviews (
  id         INTEGER PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES products(id) ON DELETE CASCADE,
  rating     INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  body       TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP CHECK (created_at IS datetime(created_at)),
  CONSTRAINT one_review_each UNIQUE (user_id, product_id)
) STRICT;

CREATE TABLE addresses (
  id         INTEGER PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  street     TEXT NOT NULL CHECK (trim(street) <> ''),
  city       TEXT NOT NULL CHECK (trim(city) <> ''),
  zip        TEXT NOT NULL CHECK (zip <> ''),  -- text: a leading zero is part of it
  country    TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX addresses_one_default ON addresses(user_id) WHERE is_default = 1;

CREATE INDEX categories_parent  ON categories(parent_id);
CREATE INDEX products_seller    ON products(seller_id);
CREATE INDEX products_category  ON products(category_id);
CREATE INDEX orders_user        ON orders(user_id);
CREATE INDEX order_items_product ON order_items(product_id);
CREATE INDEX reviews_product    ON reviews(product_id);
CREATE INDEX addresses_user     ON addresses(user_id);

-- 200 people: 20 first names, 10 family names. The last ten sell, the first is the administrator.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199),
first(i, name) AS (VALUES
  (0, 'Ada'), (1, 'Grace'), (2, 'Barbara'), (3, 'Edsger'), (4, 'Alan'), (5, 'Frances'), (6, 'Donald'), (7, 'Radia'),
  (8, 'Niklaus'), (9, 'Karen'), (10, 'Tony'), (11, 'Hedy'), (12, 'Kurt'), (13, 'Emmy'), (14, 'Blaise'), (15, 'Sophie'),
  (16, 'Leonhard'), (17, 'Maryam'), (18, 'Srinivasa'), (19, 'Mary')),
family(i, name) AS (VALUES
  (0, 'Ahlers'), (1, 'Brandt'), (2, 'Castro'), (3, 'Dubois'), (4, 'Eriksen'), (5, 'Farkas'), (6, 'Grau'), (7, 'Hansen'),
  (8, 'Ito'), (9, 'Jansen'))
INSERT INTO users(id, email, name, role, created_at)
SELECT n.i + 1,
       lower(first.name || '.' || family.name) || '@example.com',
       first.name || ' ' || family.name,
       CASE WHEN n.i = 0 THEN 'admin' WHEN n.i >= 190 THEN 'seller' ELSE 'customer' END,
       datetime('2024-01-01', n.i || ' days', (n.i * 37 % 1440) || ' minutes')
FROM n JOIN first ON first.i = n.i % 20 JOIN family ON family.i = n.i / 20;

INSERT INTO categories(id, name, parent_id) VALUES
  (1, 'Living', NULL), (2, 'Kitchen', NULL), (3, 'Office', NULL),
  (4, 'Lamps', 1), (5, 'Chairs', 1), (6, 'Tableware', 2), (7, 'Tools', 2), (8, 'Desks', 3), (9, 'Storage', 3);

-- 150 products: 15 things of 10 materials.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 149),
material(i, name) AS (VALUES
  (0, 'Oak'), (1, 'Steel'), (2, 'Glass'), (3, 'Linen'), (4, 'Copper'), (5, 'Birch'), (6, 'Stone'), (7, 'Cork'),
  (8, 'Walnut'), (9, 'Clay')),
thing(i, name, code, category_id) AS (VALUES
  (0, 'Desk Lamp', 'LA', 4), (1, 'Floor Lamp', 'LA', 4), (2, 'Lantern', 'LA', 4), (3, 'Stool', 'CH', 5),
  (4, 'Armchair', 'CH', 5), (5, 'Bowl', 'TW', 6), (6, 'Mug', 'TW', 6), (7, 'Plate', 'TW', 6), (8, 'Ladle', 'TO', 7),
  (9, 'Board', 'TO', 7), (10, 'Mortar', 'TO', 7), (11, 'Desk', 'DE', 8), (12, 'Side Table', 'DE', 8), (13, 'Shelf', 'ST', 9),
  (14, 'Box', 'ST', 9))
INSERT INTO products(id, sku, name, price_cents, inventory, seller_id, category_id, created_at)
SELECT n.i + 1,
       thing.code || '-' || (1000 + n.i),
       material.name || ' ' || thing.name,
       990 + (n.i * 1733) % 24000,
       (n.i * 7) % 60,
       191 + n.i % 10,
       thing.category_id,
       datetime('2024-08-01', (n.i % 90) || ' days')
FROM n JOIN material ON material.i = n.i / 15 JOIN thing ON thing.i = n.i % 15;

-- 800 orders in two years: a dozen customers with many, most with a few, some with none. The older ones have arrived.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800)
INSERT INTO orders(id, user_id, status, created_at, updated_at)
SELECT i,
       CASE WHEN i % 5 = 0 THEN 2 + (i / 5) % 12 ELSE 2 + (i * 53) % 163 END,
       CASE WHEN i % 16 = 5 THEN 'cancelled' WHEN i <= 720 THEN 'delivered' WHEN i <= 750 THEN 'shipped'
            WHEN i <= 775 THEN 'processing' ELSE 'pending' END,
       datetime('2025-01-01', (i * 22) || ' hours', (i * 13 % 60) || ' minutes'),
       datetime('2025-01-01', (i * 22 + CASE WHEN i <= 720 THEN 70 ELSE 5 END) || ' hours', (i * 13 % 60) || ' minutes')
FROM n;

-- One to four different products each, at the price of the day.
WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 3)
INSERT INTO order_items(order_id, product_id, quantity, price_cents)
SELECT orders.id, products.id, 1 + (orders.id * 5 + k.j) % 3,
       CASE WHEN orders.id < 400 THEN products.price_cents * 9 / 10 ELSE products.price_cents END
FROM orders
JOIN k ON k.j <= orders.id % 4
JOIN products ON products.id = 1 + (orders.id * 31 + k.j * 37) % 150;

UPDATE orders SET total_cents =
  (SELECT sum(quantity * price_cents) FROM order_items WHERE order_id = orders.id);

INSERT INTO shipments(order_id, tracking_id, carrier, shipped_at, delivered_at)
SELECT id,
       'TR' || (7000000 + id * 101),
       CASE id % 3 WHEN 0 THEN 'Postbote' WHEN 1 THEN 'Kestrel' ELSE 'Northway' END,
       datetime(created_at, '20 hours'),
       CASE status WHEN 'delivered' THEN updated_at END
FROM orders WHERE status IN ('shipped', 'delivered');

-- Who has received a product may review it, once. Half of them do.
INSERT INTO reviews(user_id, product_id, rating, body, created_at)
SELECT o.user_id, i.product_id,
       CASE WHEN (o.id * 3 + i.product_id) % 11 = 0 THEN 1 + o.id % 2 ELSE 3 + (o.id + i.product_id) % 3 END,
       CASE o.id % 4 WHEN 0 THEN '' WHEN 1 THEN 'As described.' WHEN 2 THEN 'Would buy it again.' ELSE 'Took a while to arrive.' END,
       datetime(min(o.updated_at), '9 days')
FROM orders o JOIN order_items i ON i.order_id = o.id
WHERE o.status = 'delivered' AND (o.id + i.product_id) % 2 = 0
GROUP BY o.user_id, i.product_id
ORDER BY min(o.id), i.product_id;

-- An address for every customer, the default one; a second for every fourth.
WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 190),
city(i, name, zip, country) AS (VALUES
  (0, 'Bremen', '28195', 'DE'), (1, 'Leipzig', '04109', 'DE'), (2, 'Lyon', '69001', 'FR'), (3, 'Utrecht', '3511', 'NL'),
  (4, 'Aarhus', '8000', 'DK'), (5, 'Boston', '02108', 'US'))
INSERT INTO addresses(user_id, street, city, zip, country, is_default)
SELECT n.i, CASE k.j WHEN 0 THEN 'Mill Lane ' ELSE 'Station Road ' END || (1 + n.i * 7 % 120),
       city.name, city.zip, city.country, k.j = 0
FROM n
JOIN (SELECT 0 AS j UNION ALL SELECT 1) k ON k.j = 0 OR n.i % 4 = 0
JOIN city ON city.i = (n.i + k.j * 2) % 6
ORDER BY n.i, k.j;

COMMIT;
