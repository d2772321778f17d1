// The kernel's own examples of its language rule hold for the highlighting too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { languageOf } from '../src/languageRule.js';
import { partsOf } from '../src/parts.js';

const table = new URL('../../../kernel/src/test/resources/language-rule.json', import.meta.url);
const examples = JSON.parse(readFileSync(table, 'utf8'));

for (const [kind, byDefault, expected] of [
  ['sql', 'java', 'sql'],
  ['java', 'java', 'java'],
  ['default', 'sql', 'sql'],
  ['java whatever the default', 'sql', 'java']
]) {
  for (const cell of examples[kind]) {
    test(`${kind}: ${JSON.stringify(cell)}`, () => assert.equal(languageOf(cell, byDefault), expected));
  }
}

/** The parts of a cell as `kind:text`. */
const cut = cell => partsOf(cell).map(p => `${p.kind}:${cell.slice(p.from, p.to).trim()}`);

for (const [cell, parts] of [
  ['SELECT 1', ['sql:SELECT 1']],
  ['int x = 1;', ['java:int x = 1;']],
  ['%%sql --alias a\nSELECT 1', ['command:%%sql', 'option:--alias a', 'sql:SELECT 1']],
  ['%%compare --expect faster\nSELECT 1;\n-- arm: b\nSELECT 2', ['command:%%compare', 'option:--expect faster', 'sql:SELECT 1;\n-- arm: b\nSELECT 2']],
  ['%sql SELECT name FROM t', ['command:%sql', 'sql:SELECT name FROM t']],
  ['%sql sqlite:///update.db', ['command:%sql']],
  ['var x = %sql SELECT 1', ['java:var x =', 'command:%sql', 'sql:SELECT 1']],
  ['# of Python\n%sql SELECT 1', ['java:# of Python', 'command:%sql', 'sql:SELECT 1']],
  ['// and\n/* more\n */\n%%sql\nSELECT 1', ['java:// and\n/* more\n */', 'command:%%sql', 'sql:SELECT 1']],
  ['.tables\nSELECT 1;', ['command:.tables', 'sql:SELECT 1;']],
  ['SELECT 1;\n%status\nint x = 3;', ['sql:SELECT 1;', 'command:%status', 'java:int x = 3;']],
  ['int x = 10\n  %y;', ['java:int x = 10\n  %y;']],
  ['SELECT a = %b', ['sql:SELECT a = %b']],
  ['%%exercise a rule\ncheck("it is there", "a" + 1)', ['command:%%exercise', 'java:check("it is there", "a" + 1)']],
  ['-- to be written', ['sql:-- to be written']],
  ['--count', ['java:--count']],
  ['', []]
]) {
  test(`parts of ${JSON.stringify(cell)}`, () => assert.deepEqual(cut(cell), parts));
}
