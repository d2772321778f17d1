// Writing cells: colours by language, completion with Tab, inspection with Shift-Tab, also while a cell runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Lab, until } from '../support/lab.js';

const LONG = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n';
const CELLS = [
  'CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE posts(id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES users(id), title TEXT);',
  'SELECT name FROM users -- all',
  'int wanted = 3; // three\nString select = "SELECT";',
  '%%sql --expect-rows 0\nSELECT title FROM posts',
  '%sql SELECT 1\nvar x = List.of(1);',
  LONG,
  ''
];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('editing.ipynb', CELLS);
  page = await lab.open('editing.ipynb');
  await page.run(0);
});
after(() => lab?.stop());

/** The words of a cell with the colour each is drawn in. */
const colours = index =>
  page.evaluate(i => {
    const found = {};
    for (const span of window.jupyterapp.shell.currentWidget.content.widgets[i].node.querySelectorAll('.cm-line span')) {
      found[span.textContent] = `${getComputedStyle(span).color} ${getComputedStyle(span).fontWeight}`;
    }
    return found;
  }, index);

test('each cell is coloured as what it is', async () => {
  const sql = await until('colours', async () => ((await colours(1)).SELECT ? colours(1) : null));
  const java = await colours(2);
  assert.ok(sql.SELECT && sql.FROM && sql['-- all'], JSON.stringify(sql));
  assert.ok(java['"SELECT"'] && java['// three'] && java['3'], JSON.stringify(java));
  assert.notEqual(java.select, sql.SELECT, 'a variable is no keyword');
  const command = await colours(3);
  assert.ok(command['%%sql'] && command['--expect-rows 0'], JSON.stringify(command));
  assert.equal(command.SELECT, sql.SELECT);
  const mixed = await colours(4);
  assert.equal(mixed.SELECT, sql.SELECT);
  assert.ok(mixed['%sql'] && mixed.new === undefined);
});

/** Writes a text into the last cell and leaves the cursor behind it. */
async function write(text) {
  await page.evaluate(t => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.length - 1;
    notebook.mode = 'edit';
    const { editor, model } = notebook.activeCell;
    model.sharedModel.setSource(t);
    editor.focus();
    editor.setCursorPosition(editor.getPositionAt(t.length));
  }, text);
}

/** Each offer, with what the style puts beside it. */
async function offers(text) {
  await write(text);
  await page.page.keyboard.press('Tab');
  return until(`something is offered for ${text}`, () =>
    page.evaluate(() => {
      const nodes = [...document.querySelectorAll('.jp-Completer:not(.lm-mod-hidden) .jp-Completer-item')];
      const beside = node => getComputedStyle(node, '::after').content;
      return nodes.length ? nodes.map(n => ({ name: n.querySelector('.jp-Completer-match').innerText, beside: beside(n) })) : null;
    })
  );
}

async function offered(text) {
  const items = await offers(text);
  await page.page.keyboard.press('Escape');
  return items.map(item => item.name);
}

async function told(text) {
  await write(text);
  await page.page.keyboard.press('Shift+Tab');
  const tooltip = await until(`something is told about ${text}`, () => page.evaluate(() => document.querySelector('.jp-Tooltip')?.innerText));
  await page.page.keyboard.press('Escape');
  return tooltip;
}

test('Tab offers columns, Shift-Tab tells about a table', async () => {
  const items = await offered('SELECT p. FROM posts p'.replace('p. FROM posts p', 'title FROM posts p WHERE p.'));
  assert.ok(items.some(item => item.startsWith('author_id')), items.join());
  assert.match(await told('SELECT * FROM posts'), /author_id/);
  assert.match(await told('%compare'.replace('%', '%%')), /with changes, on private copies/);
});

/** Each offer with what is shown beside it. */
async function described(text) {
  const items = await offers(text);
  const heights = await page.evaluate(() => [...document.querySelectorAll('.jp-Completer-item')].map(n => [n.offsetHeight, n.scrollHeight]));
  assert.ok(heights.every(([height, inner]) => inner <= height), `no type is broken: ${heights}`);
  return items.map(({ name, beside }) => `${name} ${JSON.parse(beside).replaceAll('\u00a0', ' ')}`);
}

test('beside each offer stands what it is and its type, in its own letters', async () => {
  for (const theme of ['JupyterLab Dark', 'JupyterLab Light']) {
    await page.theme(theme);
    assert.deepEqual(await described('SELECT title FROM posts p WHERE p.'), ['id column INTEGER', 'author_id column INTEGER', 'title column TEXT']);
    await page.shot(`types-${theme.endsWith('Dark') ? 'dark' : 'light'}`);
    await page.page.keyboard.press('Escape');
  }
});

test('what a type has itself stands before what every object has', async () => {
  await page.run(2); // JupyterLab waits for offers no longer than a second, which Java may need to start.
  const items = await described('record Point(int x, String y) {}\nvar corner = new Point(1, "2");\ncorner.');
  assert.deepEqual(items.slice(0, 3), ['x() method (): int', 'y() method (): String', 'equals( method (Object o): boolean']);
  await page.shot('types-java');
  await page.page.keyboard.press('Escape');
});

test('Tab behind a whole command offers a cell to begin with', async () => {
  const items = await offered('%%compare');
  assert.match(items[0], /^%%compare\s+SELECT/);
  await page.page.keyboard.press('Tab');
  await page.page.waitForSelector('.jp-Completer:not(.lm-mod-hidden) .jp-Completer-item');
  await page.shot('snippet');
  await page.page.keyboard.press('Enter');
  const source = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.getSource());
  await until('the cell is written', async () => /^%%compare\nSELECT [^]*\n-- arm: [^]*\nCREATE INDEX [^\n]*;$/.test(await source()));
});

test('Tab and Shift-Tab answer while a cell runs, and the kernel is said to be busy', async t => {
  await page.begin(5);
  await until('busy', () => page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'));
  // The answer to Tab is only taken with its idle, behind which the kernel says busy again at once.
  await page.evaluate(() => {
    window.longestIdle = 0;
    let since = 0;
    window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.statusChanged.connect((_, status) => {
      window.longestIdle = Math.max(window.longestIdle, since ? performance.now() - since : 0);
      since = status === 'idle' ? performance.now() : 0;
    });
  });
  const start = performance.now();
  assert.ok((await offered('SELECT u. FROM users u'.replace('u. FROM users u', 'name FROM users u WHERE u.'))).length >= 2);
  assert.match(await told('SELECT * FROM users'), /name/);
  const { longest, status } = await page.evaluate(() => ({
    longest: window.longestIdle,
    status: window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status
  }));
  t.diagnostic(`both within ${Math.round(performance.now() - start)} ms, idle for at most ${longest.toFixed(1)} ms`);
  assert.equal(status, 'busy');
  assert.ok(longest < 200);
  await page.command('notebook:interrupt-kernel');
  await page.ended(5);
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
