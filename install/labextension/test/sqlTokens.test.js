// The kernel's own examples of tokens and statements hold for the extension too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { statementsOf, tokensOf } from '../src/sqlTokens.js';

const table = new URL('../../../kernel/src/test/resources/sql-tokens.json', import.meta.url);
const { tokens, statements } = JSON.parse(readFileSync(table, 'utf8'));

for (const [text, expected] of Object.entries(tokens)) {
  test(`tokens of ${JSON.stringify(text)}`, () =>
    assert.deepEqual(tokensOf(text).filter(t => t.kind !== 'space').map(t => `${t.kind.toUpperCase()} ${t.text}`), expected));
}

for (const [text, expected] of Object.entries(statements)) {
  test(`statements of ${JSON.stringify(text)}`, () =>
    assert.deepEqual(statementsOf(text).map(s => text.slice(s.from, s.to)), expected));
}

test('tokens cover the text without gaps', () => {
  const text = "SELECT \uFEFF'a' /* b */, \"c\" FROM [d], {{e}} WHERE f IN ({g}); -- h\n🙂";
  assert.equal(tokensOf(text).map(t => t.text).join(''), text);
  assert.deepEqual(tokensOf(text).filter(t => t.kind === 'template').map(t => t.text), ['{{e}}', '{g}']);
});

test('the arms of a comparison are statements, each for itself', () => {
  const text = 'SELECT 1\n-- arm: b\nSELECT 2; -- arm c\nSELECT 3 -- note: d\n, 4';
  assert.deepEqual(statementsOf(text, true).map(s => text.slice(s.from, s.to)), ['SELECT 1', 'SELECT 2', 'SELECT 3 -- note: d\n, 4']);
});

test('a long text that is not finished takes no long time', () => {
  const start = performance.now();
  for (const text of [`'${"''".repeat(100_000)}`, '{{'.repeat(20_000), `${'/*'.repeat(50_000)}`, "x'".repeat(50_000)]) {
    tokensOf(text);
  }
  assert.ok(performance.now() - start < 2_000);
});
