CREATE TABLE t (v TEXT, w);
INSERT INTO t VALUES ('a' || char(0) || 'b', char(0)), (char(0, 0), 'x' || char(0)), ('\0' || char(0) || '\1\0', '\r' || char(13)),
  (char(13, 10), 'a' || char(13) || 'b' || char(10)), (char(27) || '[31m', char(127)), ('', ' '), ('''', ''''''), ('it''s' || char(0) || char(13), 'end\');
INSERT INTO t SELECT replace(hex(zeroblob(3000)), '00', 'line' || char(13, 10)), replace(hex(zeroblob(3000)), '00', char(0) || '''');
INSERT INTO t VALUES ('INSERT INTO t VALUES(1);', ');'), ('{{name}}', ':name @name $name ?1'), ('--', '/*');
