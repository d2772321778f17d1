// What a grid says of its rows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { rowsInWords } from '../src/rowsInWords.js';

const whole = { live: true, total: 1000000, all: 1000000, filter: '', note: '', reading: false };

for (const [what, change, expected] of [
  ['all rows', {}, '1,000,000 rows'],
  ['a filter', { filter: 'x', total: 12 }, '12 of 1,000,000 rows'],
  ['rows that come', { reading: true }, '1,000,000 rows, reading …'],
  ['rows that come, filtered', { reading: true, filter: 'x', total: 0 }, '0 of 1,000,000 rows, reading …'],
  ['a part', { note: 'the reading was interrupted' }, 'first 1,000,000 rows; the reading was interrupted'],
  [
    'a part, filtered',
    { note: 'the reading was interrupted', filter: 'x', total: 0 },
    '0 of the first 1,000,000 rows; the reading was interrupted'
  ],
  ['saved rows', { live: false, total: 50 }, 'first 50 of 1,000,000 rows, not connected'],
  ['all rows, saved', { live: false, total: 5, all: 5 }, '5 rows']
]) {
  test(what, () => assert.equal(rowsInWords({ ...whole, ...change }), expected));
}
