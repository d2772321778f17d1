// What the history says of a cell.
import assert from 'node:assert/strict';
import test from 'node:test';
import { entryInWords } from '../src/historyWords.js';

const NOW = new Date(2026, 11, 1, 18, 0);
const at = (...parts) => new Date(...parts).getTime();

for (const [entry, expected] of [
  [{ start: at(2026, 11, 1, 9, 5), millis: 12, failed: false }, '09:05 · 12 ms'],
  [{ start: at(2026, 11, 1, 9, 5), millis: 999, failed: true }, '09:05 · 999 ms · failed'],
  [{ start: at(2026, 11, 1, 9, 5), millis: 1_249, failed: false }, '09:05 · 1.2 s'],
  [{ start: at(2026, 11, 1, 9, 5), millis: 59_960, failed: false }, '09:05 · 1 min 0 s'],
  [{ start: at(2026, 11, 1, 9, 5), millis: 125_000, failed: false }, '09:05 · 2 min 5 s'],
  [{ start: at(2026, 10, 30, 21, 18), millis: 1, failed: false }, '30 Nov, 21:18 · 1 ms'],
  [{ start: at(2025, 10, 30, 21, 18) }, '30 Nov 2025, 21:18']
]) {
  test(expected, () => assert.equal(entryInWords(entry, NOW, 'en-GB'), expected));
}
