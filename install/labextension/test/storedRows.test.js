// What the rows of a notebook answer without a kernel.
import assert from 'node:assert/strict';
import test from 'node:test';
import { StoredRows } from '../src/storedRows.js';

const result = {
  columns: ['id', 'city', 'a "b"'],
  rows: [
    ['i1', 'tOslo', 'r0.5'],
    ['i2', null, "bx'00ff' 2 bytes"],
    ['i3', 't', 'rInf'],
    ['i9007199254740993', "tO'Hare|\n<b>", 'tx']
  ],
  total: 4
};

/** The numbers of the rows in the order in which they are shown. */
const shown = question => new StoredRows(result).answer({ op: 'view', gen: 1, ...question }).rows.map(row => result.rows.indexOf(row));
const copy = (format, { rows = 4, headers = true, columns = [0, 1, 2], table } = {}) =>
  new StoredRows({ ...result, table }).answer({ op: 'copy', start: 0, count: rows, columns, format, headers }).text;

test('sorted, values follow each other as SQLite orders them, NULL first', () => {
  assert.deepEqual(shown({ sort: [{ column: 1, descending: false }] }), [1, 2, 3, 0]);
  assert.deepEqual(shown({ sort: [{ column: 2, descending: true }] }), [1, 3, 2, 0]);
});

test('sorted by several columns, the first decides and equal rows keep their order', () => {
  const rows = [['i2', 'ta'], ['i1', 'tb'], ['i2', 'tb'], ['i1', 'tb']];
  const view = sort => new StoredRows({ columns: ['a', 'b'], rows }).answer({ op: 'view', gen: 1, sort }).rows.map(row => rows.indexOf(row));
  assert.deepEqual(view([{ column: 1, descending: true }, { column: 0, descending: false }]), [1, 3, 2, 0]);
  assert.deepEqual(view([{ column: 0, descending: true }]), [0, 2, 1, 3]);
});

test('a filter of all columns and filters of columns all hold', () => {
  assert.deepEqual(shown({ filter: 'O' }), [0, 3]);
  assert.deepEqual(shown({ filters: [{ column: 0, text: '>= 2' }, { column: 1, text: 'is not null' }] }), [2, 3]);
  assert.deepEqual(shown({ filter: 'hare', filters: [{ column: 0, text: '< 3' }] }), []);
});

test('what is no condition is answered with its column and a sentence', () => {
  const answer = new StoredRows(result).answer({ op: 'view', gen: 7, filters: [{ column: 1, text: '>' }] });
  assert.deepEqual([answer.op, answer.gen, answer.column], ['failed', 7, 1]);
  assert.match(answer.sentence, /missing/);
});

test('copied, NULL and the empty text differ in each format', () => {
  const columns = [1];
  assert.equal(copy('tsv', { rows: 3, columns }), 'city\nOslo\n\n""');
  assert.equal(copy('csv', { rows: 3, columns, headers: false }), 'Oslo\n\n""');
  assert.equal(copy('json', { rows: 3, columns }), '[\n  {"city": "Oslo"},\n  {"city": null},\n  {"city": ""}\n]');
  assert.equal(copy('markdown', { rows: 3, columns }), '| city |\n| --- |\n| Oslo |\n| NULL |\n|  |');
  assert.equal(copy('insert', { rows: 3, columns }), "INSERT INTO result (city) VALUES\n  ('Oslo'),\n  (NULL),\n  ('');");
});

test('copied, numbers keep their digits, and names, quotes and BLOBs are written so that they can be read back', () => {
  assert.deepEqual(JSON.parse(copy('json').replace('9007199254740993', '"whole"')), [
    { id: 1, city: 'Oslo', 'a "b"': 0.5 },
    { id: 2, city: null, 'a "b"': '00ff' },
    { id: 3, city: '', 'a "b"': Infinity },
    { id: 'whole', city: "O'Hare|\n<b>", 'a "b"': 'x' }
  ]);
  assert.equal(
    copy('insert', { table: 'my orders' }),
    `INSERT INTO "my orders" (id, city, "a ""b""") VALUES
  (1, 'Oslo', 0.5),
  (2, NULL, X'00ff'),
  (3, '', 9e999),
  (9007199254740993, 'O''Hare|\n<b>', 'x');`
  );
  assert.match(copy('csv'), /^id,city,"a ""b"""\n1,Oslo,0\.5\n2,,00ff\n/);
  assert.match(copy('markdown'), /O'Hare\\\|<br>\\<b>/, 'a value of Markdown is text');
});

test('a copy says where a value is only a beginning', () => {
  const answer = cell => new StoredRows({ columns: ['a'], rows: [[cell]] }).answer({ op: 'copy', start: 0, count: 1, columns: [0], format: 'tsv' });
  assert.equal(answer('Tlong').isCut, true);
  assert.equal(answer("bx'00…' 1.0 MB").isCut, true);
  assert.equal(answer("bx'00' 1 byte").isCut, false);
});

test('a summary counts the rows that the filter leaves', () => {
  const rows = new StoredRows({ columns: ['n'], rows: [['i1'], ['r1.0'], ['i4'], [null], ['i10']] });
  rows.answer({ op: 'view', gen: 1, filters: [{ column: 0, text: 'is null' }] });
  assert.equal(rows.answer({ op: 'summary', column: 0 }).rows, 1);
  rows.answer({ op: 'view', gen: 2 });
  const { bins, ...summary } = rows.answer({ op: 'summary', id: 3, gen: 2, column: 0 });
  assert.deepEqual(summary, { op: 'summary', id: 3, gen: 2, column: 0, kind: 'numbers', rows: 5, nulls: 1, distinct: 3, min: 'i1', max: 'i10', mean: 'r4', most: [] });
  assert.equal(bins.reduce((sum, bin) => sum + bin.rows, 0), 4);
  assert.deepEqual([bins[0].from, bins.at(-1).to], [1, 10]);
});

test('a summary of texts has the most frequent ones first', () => {
  const rows = new StoredRows({ columns: ['t'], rows: [['tb'], ['ta'], ['tb'], ['t'], [null]] });
  const { kind, distinct, min, max, most } = rows.answer({ op: 'summary', column: 0 });
  assert.deepEqual({ kind, distinct, min, max }, { kind: 'texts', distinct: 3, min: 't', max: 'tb' });
  assert.deepEqual(most[0], { value: 'tb', rows: 2 });
});
