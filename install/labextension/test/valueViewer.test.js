// How a value is laid out to be read.
import assert from 'node:assert/strict';
import test from 'node:test';
import { decoded, hexadecimal, indented } from '../src/valueViewer.js';

test('JSON is indented, and its numbers keep their digits', () => {
  assert.equal(indented('{"n":9007199254740993,"of":[1, 2.50],"s":"a, {b}: \\"c\\"","e":{ },"f":[]}'), `{
  "n": 9007199254740993,
  "of": [
    1,
    2.50
  ],
  "s": "a, {b}: \\"c\\"",
  "e": {},
  "f": []
}`);
});

test('what only looks like JSON, and what is a number, stays as it is', () => {
  assert.equal(indented('{a}'), null);
  assert.equal(indented('[1'), null);
  assert.equal(indented('3'), null);
});

test('bytes are sixteen a line, with letters beside', () => {
  assert.equal(hexadecimal('00ff41'), `000000  00 ff 41${' '.repeat(39)}  ·ÿA`.replace('ÿ', '·'));
  assert.equal(hexadecimal('41'.repeat(17)).split('\n').length, 2);
  assert.equal(hexadecimal(''), '');
});

test('bytes are read as UTF-8 only where they are', () => {
  assert.equal(decoded('c3a9e282ac'), 'é€');
  assert.equal(decoded('ff'), null);
});
