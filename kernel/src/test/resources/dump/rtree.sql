CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x, min_y, max_y, +name TEXT);
INSERT INTO places VALUES (1, -80.77, -80.73, 35.2, 35.3, 'a'), (2, 0, 1, 2, 3, 'it''s');
CREATE VIRTUAL TABLE whole USING rtree_i32(id, a, b);
INSERT INTO whole VALUES (7, -5, 5);
CREATE VIEW wide AS SELECT id FROM places WHERE max_x - min_x > 0.5;
