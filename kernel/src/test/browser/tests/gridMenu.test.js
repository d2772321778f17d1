// What can be done with a result as in an editor of SQL: the menu, filters by column, copies, values and summaries; with
// the kernel, and with the rows that a notebook has saved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tooFaint } from '../support/contrast.js';
import { gridOf } from '../support/grid.js';
import { Lab, until } from '../support/lab.js';

const MIME = 'application/vnd.rowan.result+json';
const [ONE, SMALL, SAVED, LIVE] = [0, 1, 2, 3];

const cities = ['Oslo', 'Bergen', '<b>Bold</b>', 'שלום', '😀 "x"', "it's"];
const manyRows = Array.from({ length: 50 }, (_, i) => [
  `i${i + 1}`,
  i % 7 === 3 ? null : i % 9 === 4 ? 't' : `t${cities[i % 6]}`,
  `r${i / 4}`,
  i % 3 === 0 ? "bx'00ff41' 3 bytes" : `t{"n": ${i}, "of": [1, 2]}`
]);
const columns = ['id', 'city <b>', 'amount', 'note'];
const results = [
  { columns: ['count(*)'], rows: [['i1000000']], total: 1, notes: [] },
  { columns, rows: manyRows.slice(0, 6), total: 6, notes: [] },
  { columns, rows: manyRows, total: 1_000_000, notes: ['A transaction is open.'] }
];
const live = `CREATE TABLE "my orders"(id INTEGER PRIMARY KEY, city TEXT, amount REAL, note);
INSERT INTO "my orders" WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
SELECT i, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'Oslo' ELSE 'O''Hare' END, i / 4.0,
  CASE i % 2 WHEN 0 THEN x'89504e470d0a1a0a0000' ELSE '{"n":' || i || '}' END FROM n;
SELECT * FROM "my orders"`;

let lab;
let page;
let mouse;

before(async () => {
  lab = await Lab.start();
  const saved = results.map((result, i) => ({
    id: `saved-${i}`,
    cell_type: 'code',
    source: 'SELECT',
    metadata: {},
    execution_count: i + 1,
    outputs: [{ output_type: 'display_data', metadata: {}, data: { [MIME]: result, 'text/plain': '' } }]
  }));
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'rowan', display_name: 'Rowan', language: 'sql' } },
    cells: [...saved, { id: 'live', cell_type: 'code', source: live, metadata: {}, execution_count: null, outputs: [] }]
  };
  writeFileSync(join(lab.notebooks, 'menu.ipynb'), JSON.stringify(notebook));
  page = await lab.open('menu.ipynb', { height: 1100 });
  mouse = page.page;
  await page.run(LIVE);
  await until('all rows are read', () => inGrid(LIVE, g => g.model.live && !g.model.reading && g.model.total === 20_000));
});
after(() => lab?.stop());

const inGrid = (index, work, argument) => gridOf(page, index, work, argument);
const cellOf = (index, row, column) => mouse.locator('.jp-Cell').nth(index).locator(`tr[data-row="${row}"] > td[data-index="${column}"]`);
const chips = index => inGrid(index, g => [...g.bar.chips.querySelectorAll('bdi')].map(chip => chip.textContent));
const said = index => inGrid(index, g => g.bar.info.textContent);
const ids = index => inGrid(index, g => Array.from({ length: Math.min(g.model.total, 200) }, (_, i) => g.model.row(i)[0].slice(1)));
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const plainly = index => inGrid(index, g => g.arranging.arrange({ sort: [], filter: '', filters: [] }));

/** Chooses from the menu that is open, or from the one in it. */
async function choose(label, from = null) {
  const item = name => mouse.locator('.rowan-GridMenu .lm-Menu-item:not(.lm-mod-hidden):not([data-type=separator])', { has: mouse.locator(`.lm-Menu-itemLabel:text-is("${name}")`) });
  if (from) {
    await item(from).click();
  }
  await item(label).click();
  await until('the menu is gone', () => page.evaluate(() => !document.querySelector('.rowan-GridMenu')));
}

/** Puts the cursor on a value, as a click does, and opens its menu by the keys. */
async function ask(index, row, column) {
  await inGrid(index, (g, [r, c]) => {
    g.node.scrollIntoView({ block: 'center' });
    g.select(r, c);
  }, [row, column]);
  await mouse.keyboard.press('Shift+F10');
  await mouse.waitForSelector('.rowan-GridMenu');
}

const copiedRows = async index => {
  await until('copied', async () => /copied/.test(await said(index)));
  return clipboard();
};

test('a small result is a table with its names and values as text, and of buttons it has one', async () => {
  const shown = await inGrid(SMALL, g => {
    const table = g.node.querySelector('table');
    return {
      role: table.getAttribute('role'),
      heads: [...table.querySelectorAll('th[scope=col]')].map(th => th.innerText.trim()),
      bold: table.querySelectorAll('b').length,
      third: table.rows[3].cells[1].textContent,
      canvas: g.node.querySelectorAll('canvas').length
    };
  });
  assert.deepEqual(shown, { role: 'grid', heads: columns, bold: 0, third: '<b>Bold</b>', canvas: 0 });
  assert.equal(await inGrid(ONE, g => g.bar.node.querySelectorAll('button, input').length), 1);
  assert.equal(await said(ONE), '1 row');
});

test('a right click filters by a value and excludes it, and chips take that back', async () => {
  await cellOf(SMALL, 1, 1).click({ button: 'right' });
  await choose('Exclude This Value');
  await until('filtered', async () => (await said(SMALL)) === '4 of 6 rows');
  assert.deepEqual(await chips(SMALL), ['city <b> <> Bergen']);
  await cellOf(SMALL, 0, 0).click({ button: 'right' });
  await choose('Filter by This Value');
  await until('one row is left', async () => (await ids(SMALL)).join() === '1');
  assert.deepEqual(await chips(SMALL), ['city <b> <> Bergen', 'id = 1']);
  for (const name of ['city <b> <> Bergen', 'id = 1']) {
    await mouse.getByRole('button', { name: `Remove the filter ${name}` }).click();
  }
  await until('all rows', async () => (await said(SMALL)) === '6 rows');
});

test('NULL and the empty text differ to see and in a copy of all', async () => {
  assert.equal(await cellOf(SMALL, 3, 1).locator('i').textContent(), 'NULL');
  assert.equal(await cellOf(SMALL, 4, 1).getAttribute('title'), 'the empty text');
  await cellOf(SMALL, 0, 0).click();
  await mouse.keyboard.press('Control+a');
  await mouse.keyboard.press('Control+c');
  const lines = (await copiedRows(SMALL)).split('\n');
  assert.deepEqual(lines.slice(3, 5).map(line => line.split('\t')[1]), ['', '""']);
});

test('keys walk through a table, and its menu gives the focus back', async () => {
  await cellOf(SMALL, 0, 0).click();
  for (const key of ['ArrowDown', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowRight']) {
    await mouse.keyboard.press(key);
  }
  assert.equal(await inGrid(SMALL, g => g.node.querySelectorAll('td[aria-selected=true]').length), 4);
  await mouse.keyboard.press('Shift+F10');
  await until('the menu has the focus', () => page.evaluate(() => Boolean(document.activeElement.closest('.rowan-GridMenu'))));
  await mouse.keyboard.press('Escape');
  await until('the cell has it again', () => page.evaluate(() => document.activeElement.matches('td[data-index="1"]')));
  await mouse.keyboard.press('Control+c');
  assert.equal((await copiedRows(SMALL)).split('\n').length, 2);
  await mouse.keyboard.press('Alt+Enter');
  await until('sorted', () => inGrid(SMALL, g => g.node.querySelector('th[data-index="1"]').getAttribute('aria-sort') === 'ascending'));
  await plainly(SMALL);
});

test('a click on a name sorts, and with Shift by a further column', async () => {
  const name = text => mouse.locator('.jp-Cell').nth(SMALL).locator('.rowan-Name', { hasText: text });
  await name('city').click();
  await until('sorted', async () => (await ids(SMALL)).join() === '4,5,3,2,1,6'); // NULL, the empty text, and by code points.
  await name('city').click();
  await name('amount').click({ modifiers: ['Shift'] });
  await until('by two', () => inGrid(SMALL, g => g.model.arrangement.sort.length === 2));
  assert.match(await name('city').innerText(), /▼1$/);
  assert.match(await name('amount').innerText(), /▲2$/);
  await plainly(SMALL);
});

test('saved rows of a large result are sorted and filtered without the kernel, and it is said that they are not all', async () => {
  assert.equal(await said(SAVED), 'first 50 of 1,000,000 rows, not connected');
  await ask(SAVED, 0, 2);
  await choose('Sort Descending');
  await until('sorted', async () => (await ids(SAVED))[0] === '50');
  assert.equal(await said(SAVED), 'the 50 stored rows of 1,000,000, sorted; not connected');
  await inGrid(SAVED, g => void g.arranging.search('bergen'));
  await until('filtered', async () => /^\d of the 50 stored rows of 1,000,000, sorted; not connected$/.test(await said(SAVED)));
  await plainly(SAVED);
});

for (const [what, index] of [['on a canvas', SAVED], ['in a table', SMALL]]) {
  test(`the fields of the filters ${what} take conditions, and a mistake is said and changes nothing`, async () => {
    await ask(index, 0, 0);
    await choose('Filter by Column …');
    await until('the field has the focus', () => page.evaluate(() => document.activeElement.getAttribute('aria-label') === 'Filter of id'));
    await mouse.keyboard.type('>= 4');
    await mouse.keyboard.press('Tab');
    await mouse.keyboard.type('is not null');
    await until('filtered', async () => (await ids(index))[0] === '5');
    assert.equal((await chips(index)).length, 2);
    await mouse.keyboard.press('Tab');
    await mouse.keyboard.type('> ');
    await until('the mistake is said', () => inGrid(index, g => /^amount: A value is missing/.test(g.bar.mistake.textContent)));
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-invalid')), 'true');
    assert.equal((await ids(index))[0], '5');
    await mouse.keyboard.press('Escape');
    await until('back in the result', () => page.evaluate(() => !document.activeElement.matches('input') && Boolean(document.activeElement.closest('.rowan-Result'))));
    await ask(index, 0, 0);
    await choose('Clear Filters');
    await until('all rows', async () => (await chips(index)).length === 0);
    await inGrid(index, g => g.arranging.hideFields());
  });
}

test('columns are hidden and come back', async () => {
  await ask(SAVED, 0, 1);
  await choose('Hide Column');
  assert.match(await said(SAVED), /1 column hidden/);
  assert.equal(await inGrid(SAVED, g => g.canvas.grid.columnCount('body')), 3);
  await ask(SAVED, 0, 1);
  await choose('CSV', 'Copy As');
  assert.match(await copiedRows(SAVED), /^amount\n/, 'what is copied is the column that is seen');
  await mouse.getByRole('button', { name: 'Actions for this result' }).nth(2).click();
  await choose('Show All Columns');
  assert.equal(await inGrid(SAVED, g => g.canvas.grid.columnCount('body')), 4);
  assert.doesNotMatch(await said(SAVED), /hidden/);
});

test('a value is shown as JSON, as bytes and as text', async () => {
  const below = () => inGrid(SAVED, g => g.below.node.innerText);
  await ask(SAVED, 1, 3);
  await choose('Show Value');
  await until('JSON with indents', async () => /"n": 1,\n/.test(await below()));
  await ask(SAVED, 1, 3);
  await choose('Show as Text');
  await until('as it is', async () => /\{"n": 1, "of": \[1, 2\]\}/.test(await below()));
  await ask(SAVED, 0, 3);
  await choose('Show Value');
  await until('bytes', async () => /000000 {2}00 ff 41 .*··A/.test(await below()));
  await mouse.locator('.rowan-Below:visible').getByRole('button', { name: 'Close' }).click();
  assert.equal(await inGrid(SAVED, g => g.below.isHidden), true);
});

test('a summary tells what a column has', async () => {
  await ask(SAVED, 0, 0);
  await choose('Column Summary');
  const facts = await until('numbers', () => inGrid(SAVED, g => g.below.node.querySelector('.rowan-Facts')?.innerText));
  assert.match(facts, /rows\s+50\s+NULL\s+0[^]*distinct\s+50\s+least\s+1\s+greatest\s+50\s+mean\s+25\.5/);
  assert.match(await inGrid(SAVED, g => g.below.node.querySelector('.rowan-Histogram li').title), /^1 to .*rows?$/);
  await ask(SAVED, 0, 1);
  await choose('Column Summary');
  await until('the most frequent', () => inGrid(SAVED, g => g.below.node.querySelector('.rowan-Most li')?.innerText.includes('row')));
});

test('live, the kernel filters by a value and copies a whole column', async () => {
  await ask(LIVE, 0, 1);
  await choose('Exclude This Value');
  await until('filtered', async () => (await said(LIVE)).startsWith('12,000 of 20,000 rows'));
  assert.deepEqual(await chips(LIVE), ["city <> ''"]);
  await ask(LIVE, 0, 1);
  await choose('Filter by This Value');
  await until('filtered', async () => (await said(LIVE)).startsWith('4,000 of 20,000 rows'));
  await ask(LIVE, 0, 0);
  await choose('Copy Column');
  const lines = (await copiedRows(LIVE)).split('\n');
  assert.deepEqual([lines.length, lines[0], lines.at(-1)], [4_000, '2', '19997']);
  await plainly(LIVE);
});

test('live, a copy of several pieces is one JSON, and an INSERT names the table', async () => {
  await inGrid(LIVE, g => g.selection.select({ r1: 0, c1: 0, r2: 4_999, c2: 1, cursorRow: 0, cursorColumn: 0, clear: 'all' }));
  await inGrid(LIVE, g => g.copy('json', true));
  await until('copied', async () => (await said(LIVE)) === '5,000 rows copied');
  const rows = JSON.parse(await clipboard());
  assert.equal(rows.length, 5_000);
  assert.deepEqual([rows[0], rows[4]], [{ id: 1, city: '' }, { id: 5, city: null }]);
  await inGrid(LIVE, g => g.select(2, 1));
  await inGrid(LIVE, g => g.copy('insert', true));
  await until('the statement', async () => (await clipboard()).startsWith('INSERT INTO "my orders" (city) VALUES'));
  assert.match(await clipboard(), /'O''Hare'/);
});

test('live, the kernel sums up a column of which the notebook has few rows', async () => {
  await ask(LIVE, 0, 2);
  await choose('Column Summary');
  const facts = await until('numbers', () => inGrid(LIVE, g => g.below.node.querySelector('.rowan-Facts')?.innerText));
  assert.match(facts, /rows\s+20,000\s+NULL\s+0[^]*distinct\s+20,000\s+least\s+0\.25\s+greatest\s+5000\.0\s+mean\s+2500\.1/);
  assert.match(await inGrid(LIVE, g => g.below.node.querySelector('.rowan-Histogram li').title), /^0\.25 to [\d.]+: 1,000 rows$/);
  await inGrid(LIVE, g => g.below.clear());
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`${theme}: chips, fields, mistakes, tables and what is below can be read`, async () => {
    await page.theme(theme);
    await ask(SAVED, 0, 0);
    await choose('Column Summary');
    await inGrid(SAVED, g => {
      g.arranging.filtered(0, '> 5');
      g.arranging.showFields(1);
      g.node.scrollIntoView({ block: 'center' });
    });
    await mouse.keyboard.type('in (');
    await until('the mistake is said', () => inGrid(SAVED, g => g.bar.mistake.textContent !== ''));
    await inGrid(SAVED, g => g.showSummary(2));
    await until('the summary', () => inGrid(SAVED, g => Boolean(g.below.node.querySelector('.rowan-Histogram'))));
    await page.painted();
    const { faint, measured } = await tooFaint(mouse, '.rowan-Result');
    assert.ok(measured > 20);
    assert.deepEqual(faint, []);
    await page.shot(`grid-menu-${theme.endsWith('Dark') ? 'dark' : 'light'}`);
    await mouse.keyboard.press('Escape');
    await inGrid(SAVED, g => g.arranging.hideFields());
    await plainly(SAVED);
  });
}

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
