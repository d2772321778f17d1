// What a grid says of its rows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { rowsInWords } from '../src/rowsInWords.js';

const whole = { live: true, total: 1000000, all: 1000000, saved: 50, isFiltered: false, isSorted: false, note: '', reading: false };
const saved = { live: false, total: 50 };

for (const [what, change, expected] of [
  ['all rows', {}, '1,000,000 rows'],
  ['a filter', { isFiltered: true, total: 12 }, '12 of 1,000,000 rows'],
  ['rows that come', { reading: true }, '1,000,000 rows, reading …'],
  ['rows that come, filtered', { reading: true, isFiltered: true, total: 0 }, '0 of 1,000,000 rows, reading …'],
  ['a part', { note: 'the reading was interrupted' }, 'first 1,000,000 rows; the reading was interrupted'],
  [
    'a part, filtered',
    { note: 'the reading was interrupted', isFiltered: true, total: 0 },
    '0 of the first 1,000,000 rows; the reading was interrupted'
  ],
  ['saved rows', saved, 'first 50 of 1,000,000 rows, not connected'],
  ['saved rows, sorted', { ...saved, isSorted: true }, 'the 50 stored rows of 1,000,000, sorted; not connected'],
  ['saved rows, filtered', { ...saved, total: 3, isFiltered: true }, '3 of the 50 stored rows of 1,000,000; not connected'],
  ['saved rows of nobody knows how many', { ...saved, all: null, total: 3, isFiltered: true }, '3 of the 50 stored rows; not connected'],
  ['all rows, saved', { live: false, total: 5, all: 5, saved: 5 }, '5 rows'],
  ['the only row, saved', { live: false, total: 1, all: 1, saved: 1 }, '1 row'],
  ['none, saved', { live: false, total: 0, all: 0, saved: 0 }, 'no rows'],
  ['all rows, saved, filtered', { live: false, total: 2, all: 5, saved: 5, isFiltered: true }, '2 of 5 rows']
]) {
  test(what, () => assert.equal(rowsInWords({ ...whole, ...change }), expected));
}
