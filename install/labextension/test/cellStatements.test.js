// What runs of a cell: | is the cursor, « and » are the ends of a selection.
import assert from 'node:assert/strict';
import test from 'node:test';
import { runnable } from '../src/cellStatements.js';

for (const [marked, expected] of [
  ['SELECT 1; SEL|ECT 2; SELECT 3', '          SELECT 2;'],
  ['|SELECT 1;\nSELECT 2', 'SELECT 1;'],
  ['SELECT 1;|\nSELECT 2', 'SELECT 1;'],
  ['SELECT 1; -- be|hind\nSELECT 2', 'SELECT 1;'],
  ['SELECT 1;\n|\n\nSELECT 2', '\n\n\nSELECT 2'],
  ['SELECT 1;\n-- ab|ove\nSELECT 2', '\n\nSELECT 2'],
  ['SELECT 1;\n\n|', 'SELECT 1;'],
  ["SELECT ';|';\nSELECT 2", "SELECT ';';"],
  [
    'CREATE TRIGGER g AFTER INSERT ON t BEGIN\n  DELETE FROM| u;\nEND;\nSELECT 2',
    'CREATE TRIGGER g AFTER INSERT ON t BEGIN\n  DELETE FROM u;\nEND;'
  ],
  ['SELECT 1, «2 + 3»', '          2 + 3'],
  ['%%sql --on b\nSELECT 1;\nSELECT |2', '%%sql --on b\n         \nSELECT 2'],
  ['%%sql --on b\n«SELECT 1»;\nSELECT 2', '%%sql --on b\nSELECT 1'],
  ['%%compare\nSELECT 1\n-- arm: b\nSELECT |2', '         \n        \n         \nSELECT 2'],
  ['%sql SELECT| 1\nint x = 3;', '%sql SELECT 1'],
  ['SELECT 1;\n.tab|les', '         \n.tables'],
  ['x << SELECT| 1; SELECT 2', 'x << SELECT 1;'],
  ['SELECT {{na|me}}; SELECT 2', 'SELECT {{name}};'],
  ['int x| = 3;', null],
  ['«int x = 3;»\nint y = 4;', 'int x = 3;'],
  ['|', null]
]) {
  test(marked, () => {
    const text = marked.replaceAll(/[|«»]/g, '');
    const from = marked.search(/[|«]/);
    const to = marked.includes('»') ? marked.indexOf('»') - 1 : from;
    const code = runnable(text, from, to);
    assert.equal(code?.replaceAll(/ +(?=\n)/g, ''), expected?.replaceAll(/ +(?=\n)/g, ''));
  });
}

test('what is told about a place of the piece holds for the cell', () => {
  const text = 'SELECT 1; -- größe 🙂\n  SELECT wrong';
  assert.equal(runnable(text, text.length, text.length).indexOf('wrong'), text.indexOf('wrong'));
});
