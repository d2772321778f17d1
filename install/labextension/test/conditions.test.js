// The kernel's own cases of conditions hold for the stored rows too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { condition, conditionOf, mistakeIn } from '../src/conditions.js';

const table = new URL('../../../kernel/src/test/resources/rowan/sql/grid/conditions.json', import.meta.url);
const { rows, cases } = JSON.parse(readFileSync(table, 'utf8'));

/** The numbers of the rows that a condition finds. */
const found = written => {
  const matches = condition(written);
  return rows.flatMap(([cell], i) => (matches(cell) ? [i] : []));
};

for (const { condition: written, matches, fails } of cases) {
  if (fails) {
    test(`${JSON.stringify(written)} is no condition, and it is said why`, () => assert.match(mistakeIn(written), /[.]$|here: /));
  } else {
    test(`the rows that ${JSON.stringify(written)} finds`, () => assert.deepEqual(found(written), matches));
  }
}

for (const [i, [cell]] of rows.entries()) {
  if (cell?.[0] !== 'b') {
    test(`the condition of ${JSON.stringify(cell)} finds it, and its opposite does not`, () => {
      assert.ok(found(conditionOf(cell)).includes(i));
      assert.ok(!found(conditionOf(cell, true)).includes(i));
    });
  }
}
