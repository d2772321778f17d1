// The database panel: what is open, with its tables and columns, and what can be done with each.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Lab, until } from '../support/lab.js';

const SHOP = `CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), total REAL, gross REAL AS (total * 1.19));
CREATE INDEX orders_by_user ON orders(user_id);
CREATE TRIGGER no_refunds BEFORE INSERT ON orders WHEN NEW.total < 0 BEGIN SELECT RAISE(ABORT, 'refunds are not allowed'); END;
CREATE VIEW best AS SELECT name, sum(total) AS spent FROM users JOIN orders ON users.id = user_id GROUP BY name;
INSERT INTO users VALUES (1, 'Ada'), (2, 'Bea'), (3, 'Cem');`;

const LARGE = Array.from({ length: 2_000 }, (_, i) => {
  const number = String(i).padStart(4, '0');
  return `CREATE TABLE t${number}(id INTEGER PRIMARY KEY, ${'abcdefgh'.replaceAll(/./g, 'col_$& TEXT, ')}needle_${number} TEXT);`;
}).join('\n');

const CELLS = [
  SHOP,
  `CREATE TABLE "order ""lines"""(a); CREATE TABLE "<b>🙂</b>"(b)`,
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT count(*) FROM n',
  '%sql sqlite:// --alias scratch\nCREATE TABLE drafts(a)',
  '%sql notebook',
  '.read large.sql'
];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('shop.ipynb', CELLS);
  lab.write('other.ipynb', ['CREATE TABLE elsewhere(a)']);
  writeFileSync(join(lab.notebooks, 'large.sql'), LARGE);
  page = await lab.open('shop.ipynb', { width: 1180, height: 760 });
  await page.evaluate(() => window.jupyterapp.shell.activateById('rowan-database'));
});
after(() => lab?.stop());

/** What the panel shows in place of a tree. */
const obstacle = () => page.evaluate(() => document.querySelector('.rowan-Obstacle:not(.lm-mod-hidden)')?.innerText ?? '');
const note = () => page.evaluate(() => document.querySelector('.rowan-Note:not(.lm-mod-hidden)')?.innerText ?? '');

/** The rows as a screen reader tells them, indented by their level. */
const tree = () => page.evaluate(() =>
  [...document.querySelectorAll('.rowan-Row')]
    .sort((a, b) => a.dataset.index - b.dataset.index)
    .map(row => '  '.repeat(row.getAttribute('aria-level') - 1) + row.getAttribute('aria-label'))
    .join('\n'));
const active = () => page.evaluate(() => {
  const id = document.querySelector('.rowan-Tree').getAttribute('aria-activedescendant');
  return document.getElementById(id)?.querySelector('.rowan-RowName').innerText ?? '';
});
const press = async (...keys) => {
  for (const key of keys) {
    await page.page.keyboard.press(key);
  }
};
const focusTree = () => page.page.focus('.rowan-Tree');
const shows = (hope, pattern) => until(hope, async () => pattern.test(await tree()));
const sources = () => page.evaluate(() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(c => c.sharedModel.getSource()));
const filter = text => page.page.fill('.rowan-Filter input', text);

/** Chooses from the menu of a row, which is opened by the button on it. */
async function choose(name, label) {
  await page.page.click(`.rowan-Row:has(.rowan-RowName:text-is(${JSON.stringify(name)})) .rowan-More`);
  await page.page.click(`.rowan-DatabaseMenu .lm-Menu-item:not(.lm-mod-hidden):has-text("${label}")`);
}

test('it follows the kernel: empty at first, then what each cell has made', async () => {
  await until('it says that there is nothing', async () => /No tables yet/.test(await note()));
  await page.run(0);
  await shows('the tables', /users/);
  assert.match(await tree(), /^connection, notebook, current/);
  await focusTree();
  await press('Home', 'o', 'ArrowRight');
  assert.match(await tree(), new RegExp([
    'table, orders',
    'key, id, INTEGER · PK',
    'reference, user_id, INTEGER · FK → users.id · NOT NULL',
    'column, total, REAL',
    'column, gross, REAL · generated',
    'index, orders_by_user, \\(user_id\\)',
    'trigger, no_refunds, trigger'
  ].join('\\n\\s+')));
  assert.match(await tree(), /view, best/);
});

test('by keyboard it is a tree: arrows, Home, End, letters', async () => {
  await focusTree();
  await press('Home');
  assert.equal(await active(), 'notebook');
  await press('ArrowDown');
  assert.equal(await active(), 'orders');
  await press('ArrowRight');
  assert.equal(await active(), 'id', 'into what is open');
  await press('ArrowLeft');
  assert.equal(await active(), 'orders', 'back to what it belongs to');
  await press('ArrowLeft');
  assert.doesNotMatch(await tree(), /user_id/);
  await press('End');
  assert.equal(await active(), 'best');
  await press('u');
  assert.equal(await active(), 'users');
  await press('Shift+F10');
  await page.page.waitForSelector('.rowan-DatabaseMenu');
  await page.painted();
  await page.shot('database-menu');
  await press('Escape');
  await until('the menu is gone', () => page.evaluate(() => !document.querySelector('.rowan-DatabaseMenu')));
  assert.equal(await page.evaluate(() => document.activeElement.className.includes('rowan-Tree')), true, 'back in the tree');
  const focusable = await page.evaluate(() => document.querySelectorAll('.rowan-Tree [tabindex="0"]').length);
  assert.equal(focusable, 0, 'one stop of the key Tab');
});

test('the mouse selects a row, opens its menu and inserts by a double click', async () => {
  const users = '.rowan-RowName:text-is("users")';
  await page.page.click(users, { button: 'right' });
  await page.page.waitForSelector('.rowan-DatabaseMenu .lm-Menu-item:has-text("Count Rows")');
  assert.equal(await active(), 'users');
  assert.equal(await page.evaluate(() => document.querySelectorAll('.lm-Menu').length), 1, "none of Lab's own");
  await press('Escape');
  await until('the menu is gone', () => page.evaluate(() => !document.querySelector('.rowan-DatabaseMenu')));
  await page.evaluate(() => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = 5));
  await page.page.dblclick(users);
  await until('the name is there', async () => /users/.test((await sources())[5]));
  await press('Control+z');
  await until('it is taken back', async () => (await sources())[5] === CELLS[5]);
});

test('names with quotes and markup are text, and are inserted as SQL needs them', async () => {
  await page.run(1);
  await shows('the names', /<b>🙂<\/b>/);
  assert.equal(await page.evaluate(() => document.querySelector('.rowan-Tree b')), null);
  await page.evaluate(() => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;
    window.jupyterapp.shell.currentWidget.content.activeCell.editor.setCursorPosition({ line: 0, column: 0 });
  });
  await choose('order "lines"', 'Insert Name');
  await until('the name is there', async () => (await sources())[1].startsWith('"order ""lines"""'));
  await until('the cursor is behind it', () => page.evaluate(() => document.activeElement.closest('.cm-editor') !== null));
  await focusTree();
  await press('Home', 'u', 'Enter');
  await until('the name is behind it', async () => (await sources())[1].startsWith('"order ""lines"""users'));
});

test('a SELECT and the schema come in a new cell below, the definition into the clipboard', async () => {
  await page.evaluate(() => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1));
  await choose('users', 'Select 20 Rows');
  await until('the cell', async () => (await sources())[2] === 'SELECT * FROM users LIMIT 20');
  await page.ended(2);
  assert.match(JSON.stringify(await page.outputs(2)), /Bea/);
  await choose('order "lines"', 'Show Schema');
  await page.ended(3);
  assert.match(await page.shown(3), /CREATE TABLE "order ""lines"""/);
  await choose('orders', 'Copy DDL');
  const copied = await until('it is copied', () => page.evaluate(() => navigator.clipboard.readText()));
  assert.match(copied, /^CREATE TABLE orders[\s\S]*CREATE INDEX orders_by_user[\s\S]*CREATE TRIGGER no_refunds/);
});

test('rows are counted on demand, and the number is an estimate once a further cell has run', async () => {
  await choose('users', 'Count Rows');
  await shows('the number', /table, users, 3 rows/);
  await page.run(2);
  await shows('it is as good as an estimate', /table, users, ≈ 3 rows/);
});

test('while a cell runs it can be used, and a count waits for its turn', async () => {
  await page.begin(4);
  await until('it says so', async () => /A cell is running/.test(await note()));
  await focusTree();
  await press('Home', 'u', 'ArrowRight');
  await shows('it opens', /column, name, TEXT · NOT NULL/);
  await choose('users', 'Count Rows');
  await shows('it waits', /users, counting/);
  await page.shot('database-busy');
  await page.command('notebook:interrupt-kernel');
  await page.ended(4);
  await until('it is told how it went', async () => !/counting/.test(await tree()));
});

test('several connections: the current one is marked, and a SELECT on another one says which', async () => {
  await page.run(5);
  await shows('the second connection', /connection, scratch, current[\s\S]*table, drafts/);
  await page.run(6);
  await shows('the first one is current again', /connection, notebook, current/);
  await page.page.click('.rowan-Row:has(.rowan-RowName:text-is("scratch")) .rowan-Twisty');
  await choose('drafts', 'Select 20 Rows');
  await until('the cell', async () => (await sources()).includes('%sql scratch\nSELECT * FROM drafts LIMIT 20'));
  await shows('it is current now', /connection, scratch, current/);
  await page.run(6);
  await shows('the first one again', /connection, notebook, current/);
});

test('a filter leaves what fits: tables by their names, columns with the way to them', async () => {
  await filter('user_');
  assert.match(await tree(), /^connection, notebook.*\n\s+table, orders.*\n\s+reference, user_id[^\n]*$/);
  await filter('nothing like it');
  assert.match(await note(), /Nothing is called nothing like it/);
  await page.page.press('.rowan-Filter input', 'Escape');
  await filter('');
  assert.match(await tree(), /view, best/);
});

test('it follows the notebook in front, and comes back to what was open', async () => {
  const open = await tree();
  await page.command('docmanager:open', { path: 'other.ipynb' });
  await until('the other one is empty', async () => /No tables yet/.test(await note()));
  await page.run(0);
  await shows('its table', /elsewhere/);
  assert.doesNotMatch(await tree(), /users/);
  await page.command('docmanager:save');
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.close());
  await until('the first one', async () => (await tree()) === open);
});

test('it looks as it should: light, dark and narrow', async () => {
  await page.page.click('.rowan-Row:has(.rowan-RowName:text-is("orders")) .rowan-Twisty');
  await focusTree();
  for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
    await page.theme(theme);
    await page.painted();
    await page.shot(`database-${theme.split(' ')[1].toLowerCase()}`);
    await page.page.setViewportSize({ width: 400, height: 760 });
    await page.painted();
    await page.shot(`database-narrow-${theme.split(' ')[1].toLowerCase()}`);
    await page.page.setViewportSize({ width: 1180, height: 760 });
  }
  await page.theme('JupyterLab Light');
});

test('two thousand tables stay quick', async t => {
  const cells = await sources();
  await page.run(cells.length - 1, 120_000);
  await shows('they are there', /table, t0000/);
  const drawn = await page.evaluate(() => document.querySelectorAll('.rowan-Row').length);
  assert.ok(drawn < 100, `${drawn} rows are drawn`);
  const timed = work => page.evaluate(async source => {
    const start = performance.now();
    const field = document.querySelector('.rowan-Filter input');
    const tree = document.querySelector('.rowan-Tree');
    new Function('field', 'tree', source)(field, tree);
    await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
    return performance.now() - start;
  }, work);
  const filtering = await timed("field.value = 'needle_19'; field.dispatchEvent(new Event('input'))");
  await shows('what fits', /needle_1999|needle_1900/);
  const clearing = await timed("field.value = ''; field.dispatchEvent(new Event('input'))");
  const scrolling = await timed('tree.scrollTop = 30000');
  await shows('far rows', /t1[0-9]{3}/);
  t.diagnostic(`filter ${filtering.toFixed(0)} ms, no filter ${clearing.toFixed(0)} ms, far row ${scrolling.toFixed(0)} ms`);
});

test('it says what is the matter where there is no tree', async () => {
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart());
  await until('what was in the database is gone', async () => /No tables yet/.test(await note()));
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown());
  await until('no kernel', async () => /has no kernel/.test(await obstacle()));
  await page.command('docmanager:save');
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.close());
  await until('no notebook', async () => /No notebook is open/.test(await obstacle()));
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
