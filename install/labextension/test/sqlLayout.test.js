// Laying out changes blanks of statements, and nothing else, whatever the formatter says.
import assert from 'node:assert/strict';
import test from 'node:test';
import { layoutOf } from '../src/sqlLayout.js';

/** A formatter: each token on a line of its own. */
const tokenByLine = sql => sql.match(/--.*|'[^']*'|\{\{.*?\}\}|[:?$]\w+|\w+|\S/g).join('\n');

function laidOut(text, range = { from: 0, to: text.length }, layOut = tokenByLine) {
  const { changes, left } = layoutOf(text, range, layOut);
  const result = changes.reduceRight((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
  return { result, left };
}

for (const [text, expected] of [
  ['SELECT  1', 'SELECT\n1'],
  ['SELECT 1; SELECT 2', 'SELECT\n1;\nSELECT\n2'],
  ['-- above\n  SELECT :a -- behind\n, 2;\n-- below', '-- above\nSELECT\n:a\n-- behind\n,\n2;\n-- below'],
  ["%%sql --on b\nSELECT 'a  b'", "%%sql --on b\nSELECT\n'a  b'"],
  ['%sql SELECT 1\nSELECT 2', '%sql SELECT 1\nSELECT\n2'],
  ['%%compare\nSELECT 1\n-- arm: b\nSELECT 2', '%%compare\nSELECT\n1\n-- arm: b\nSELECT\n2'],
  ['x << SELECT {{a b}}', 'x << SELECT\n{{a b}}'],
  ['int x  =  1;', 'int x  =  1;'],
  ['.tables  a\nSELECT 1', '.tables  a\nSELECT\n1']
]) {
  test(JSON.stringify(text), () => assert.deepEqual(laidOut(text), { result: expected, left: [] }));
}

test('of a selection, the statements that it touches', () =>
  assert.equal(laidOut('SELECT 1;\nSELECT 2;\nSELECT 3', { from: 12, to: 14 }).result, 'SELECT 1;\nSELECT\n2;\nSELECT 3'));

test('a formatter that changes a word changes nothing, and it is said', () => {
  const text = 'SELECT 1;\nSELECT order_Id FROM t';
  const { result, left } = laidOut(text, undefined, sql => tokenByLine(sql).toLowerCase());
  assert.equal(result, text);
  assert.deepEqual(left.map(each => each.slice(0, 7)), ['Line 1 ', 'Line 2 ']);
});

test('a formatter that loses a comment changes nothing', () => {
  const text = 'SELECT 1 -- one\n, 2';
  assert.equal(laidOut(text, undefined, sql => sql.replace(/--.*/, '')).result, text);
});

test('what the formatter cannot read is left, and why is said', () => {
  const { result, left } = laidOut('SELECT  1', undefined, () => {
    throw new Error('Unexpected');
  });
  assert.equal(result, 'SELECT  1');
  assert.deepEqual(left, ['Line 1 stays as it is: the formatter cannot read it.']);
});

test('the layout of a trigger is left', () =>
  assert.equal(laidOut('CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END').left.length, 1));
