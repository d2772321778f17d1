// What an editor of SQL has: colours of all there is, laying out, running a piece of a cell, comments and quotes by language.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tooFaint } from '../support/contrast.js';
import { Lab, until } from '../support/lab.js';

const COLOURS = `-- colours of everything
WITH recent AS (SELECT "a b", [c d], x'0f', date('now') AS today FROM {{table}} WHERE id IN ({list}))
SELECT count(*), CAST(price AS DECIMAL(10, 2)), replace(name, 'a', '{{b}}'), NULL, 1.5e3 /* and more */
FROM recent AS text WHERE a = :one AND b = @two AND c = $three AND d = ?4 OR text.date GLOB 'x*';
CREATE TABLE goods(id INTEGER PRIMARY KEY, price DECIMAL(10, 2) NOT NULL, "left" VARCHAR DEFAULT 'x');`;
const CELLS = [
  COLOURS,
  '%%sql --expect-rows 0\nSELECT * FROM sqlite_schema WHERE name = \'none\'',
  'int wanted = 3; // three\nString select = "SELECT" + \'c\' + 3.5;\nrecord Point(int x) {}',
  "SELECT 'one' AS first;\nSELECT 'two' AS second;\nSELECT nothing_like_it FROM second_line;",
  ''
];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('sql.ipynb', CELLS);
  page = await lab.open('sql.ipynb', { width: 1180, height: 900 });
  await until('the notebook is known as one of ours', () => page.evaluate(() => document.querySelector('.rowan-Notebook') !== null));
});
after(() => lab?.stop());

/** The words of a cell with the looks of each. */
const colours = index =>
  page.evaluate(i => {
    const found = {};
    for (const span of window.jupyterapp.shell.currentWidget.content.widgets[i].node.querySelectorAll('.cm-line span')) {
      const { color, fontWeight, fontStyle } = getComputedStyle(span);
      found[span.textContent] = `${color} ${fontWeight} ${fontStyle}`;
    }
    return found;
  }, index);

const SOURCE = () => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.getSource();
const source = () => page.evaluate(SOURCE);

/** Writes a text into a cell; | is where the cursor is left, « and » are the ends of a selection. */
async function write(marked, index = CELLS.length - 1) {
  const text = marked.replaceAll(/[|«»]/g, '');
  const from = marked.search(/[|«]/);
  const to = marked.includes('»') ? marked.indexOf('»') - 1 : from;
  await page.evaluate(
    async ([i, t, anchor, head]) => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      notebook.activeCellIndex = i;
      notebook.mode = 'edit';
      const { editor, model } = notebook.activeCell;
      if (model.sharedModel.getSource() !== t) {
        model.sharedModel.setSource(t);
      }
      editor.focus();
      editor.editor.dispatch({ selection: { anchor, head } });
    },
    [index, text, from < 0 ? text.length : from, from < 0 ? text.length : to]
  );
}

const press = key => page.page.keyboard.press(key);

test('everything in SQL has its colour, in the words of the kernel', async () => {
  const seen = await until('colours', async () => ((await colours(0)).WITH ? colours(0) : null));
  const { SELECT: keyword, NULL: literal, count, DECIMAL: type } = seen;
  for (const word of ['WITH', 'AS', 'FROM', 'GLOB', 'CAST', 'DEFAULT', 'PRIMARY']) {
    assert.equal(seen[word], keyword, word);
  }
  for (const word of ['date', 'replace']) {
    assert.equal(seen[word], count, word);
  }
  for (const word of ['INTEGER', 'VARCHAR']) {
    assert.equal(seen[word], type, word);
  }
  for (const word of [':one', '@two', '$three', '?4', '{{table}}', '{list}', '{{b}}']) {
    assert.equal(seen[word], seen[':one'], word);
  }
  assert.equal(new Set([keyword, literal, count, type, seen[':one'], seen["x'0f'"], seen['"a b"'], seen['/* and more */']]).size, 8, JSON.stringify(seen));
  for (const word of ['text', 'today', 'recent', 'price', 'id', 'name']) {
    assert.ok(![keyword, count, type].includes(seen[word]), `${word} is a name here`);
  }
  assert.equal((await colours(1)).SELECT, keyword);
});

test('every word of code, each option and comment stands out enough, in both themes', async () => {
  for (const theme of ['JupyterLab Dark', 'JupyterLab Light']) {
    await page.theme(theme);
    for (const index of [4, 0]) {
      await page.evaluate(i => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = i), index);
      await page.painted();
      const { measured, faint } = await tooFaint(page.page, '.jp-CodeCell .cm-content');
      assert.ok(measured > 60, `${measured} texts`);
      assert.deepEqual(faint, [], theme);
    }
    await page.shot(`colours-${theme.endsWith('Dark') ? 'dark' : 'light'}`);
  }
});

const MESSY = `-- kept
select u.id,u.name ,count(*) as n from users u left join posts p on p.user_id=u.id where u.city=:city and u.name like '{{pattern}}' -- why
group by 1 order by n desc; select  {column}  from t;`;

test('SQL is laid out by its key, and one undo takes it back', async () => {
  const chunks = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /rowan-labextension/.test(name)).length);
  const before = await chunks();
  await write(MESSY);
  await press('Alt+Shift+F');
  await until('laid out', async () => (await source()).includes('\nfrom\n'));
  const laidOut = await source();
  assert.equal(laidOut.replaceAll(/\s+/g, ''), MESSY.replaceAll(/\s+/g, ''));
  assert.match(laidOut, /^-- kept\nselect\n +u\.id,\n +u\.name,\n +count\(\*\) as n\nfrom\n/);
  assert.match(laidOut, /;\nselect\n +\{column\}\nfrom\n +t;$/);
  assert.ok((await chunks()) > before, 'the formatter is loaded only now');
  await page.shot('format');
  await press('Control+z');
  await until('as it was', async () => (await source()) === MESSY);
});

test('of a selection, the statements in it are laid out; commands and Java never are', async () => {
  await write('%sql select  1\nselect  «2»;\nselect  3;\n%status\nint  x = 4;');
  await page.command('rowan:format-sql');
  await until('laid out', async () => (await source()) === '%sql select  1\nselect\n    2;\nselect  3;\n%status\nint  x = 4;');
});

const said = () => page.evaluate(() => document.querySelector('.Toastify')?.innerText ?? '');

test('what the formatter cannot read stays, and it is said why', async () => {
  await write('select  1;\nselect  a[1  from t');
  await page.command('rowan:format-sql');
  await until('it is said', async () => /Line 2 stays as it is/.test(await said()));
  assert.equal(await source(), 'select\n    1;\nselect  a[1  from t');
});

test('the statement at the cursor runs alone, below the cell, which keeps its text', async () => {
  await write(CELLS[3].replace('two', 't|wo'), 3);
  await press('Control+Shift+Enter');
  await until('the second result', async () => /second/.test(await page.shown(3)));
  assert.doesNotMatch(await page.shown(3), /first/);
  assert.equal(await source(), CELLS[3]);
  const { count, widgets, focused } = await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    return { count: content.activeCell.model.executionCount, widgets: content.widgets.length, focused: content.activeCell.editor.hasFocus() };
  });
  assert.deepEqual({ count, widgets, focused }, { count: null, widgets: CELLS.length, focused: true });
  await page.shot('statement');
  await write(CELLS[3].replace("SELECT 'one' AS first", "«SELECT 'one' AS first»"), 3);
  await press('Control+Shift+Enter');
  await until('the selection', async () => /first/.test(await page.shown(3)));
});

test('what is wrong with the statement at the cursor is told at its place in the cell', async () => {
  await write(CELLS[3].replace('nothing_like_it', 'not|hing_like_it'), 3);
  await press('Control+Shift+Enter');
  await until('the mistake', async () => /second_line/.test(await page.shown(3)));
  assert.match(await page.shown(3), /^3 │ SELECT nothing_like_it/m);
});

test('Ctrl+/ comments in the language at the cursor', async () => {
  for (const [marked, expected] of [
    ['SELECT 1;\nSELECT |2;', 'SELECT 1;\n-- SELECT 2;'],
    ['int x = 1;\nint y| = 2;', 'int x = 1;\n// int y = 2;'],
    ['SELECT 1;\n%status\nint y| = 2;', 'SELECT 1;\n%status\n// int y = 2;'],
    ['SELECT 1;\n%sta|tus', 'SELECT 1;\n-- %status'],
    ['%sta|tus\nint y = 2;', '// %status\nint y = 2;'],
    ['%%sql --expect-rows 1\nSELECT |2', '%%sql --expect-rows 1\n-- SELECT 2']
  ]) {
    await write(marked);
    await press('Control+/');
    await until(expected, async () => (await source()) === expected);
    await press('Control+/');
    await until(`${marked} again`, async () => (await source()) === marked.replace('|', ''));
  }
});

test('quotes are paired in the way of the language, and not in comments or behind letters', async () => {
  await page.evaluate(() =>
    window.jupyterapp.shell.currentWidget.content.widgets.forEach(cell => cell.editor?.setOption('autoClosingBrackets', true))
  );
  for (const [before, typed, expected] of [
    ['SELECT |', "'", "SELECT ''"],
    ['SELECT |', "it'", "SELECT it'"],
    ['SELECT |', '(', 'SELECT ()'],
    ['SELECT |', '`', 'SELECT ``'],
    ['-- the users |', "'", "-- the users '"],
    ['SELECT 1 /* | */', "'", "SELECT 1 /* ' */"],
    ['String s = |;', '"', 'String s = "";'],
    ['int x; // the users |', "'", "int x; // the users '"]
  ]) {
    await write(before);
    await page.page.keyboard.type(typed);
    assert.equal(await source(), expected, before);
  }
});

test('all of it is in the palette and in the menu of an editor', async () => {
  await write('SELECT |1');
  await page.page.click('.jp-CodeCell.jp-mod-active .cm-line', { button: 'right' });
  const items = await until('the menu', () =>
    page.evaluate(() => {
      const found = [...document.querySelectorAll('.lm-Menu-itemLabel')].map(item => item.innerText);
      return found.length > 0 ? found : null;
    })
  );
  assert.deepEqual(items.filter(item => /^(Run Selection|Format)/.test(item)), ['Run Selection or Statement at Cursor', 'Format SQL']);
  await page.shot('editor-menu');
  await press('Escape');
  await page.command('apputils:activate-command-palette');
  await page.page.fill('.lm-CommandPalette-input', 'format sql');
  await page.page.waitForSelector('.lm-CommandPalette-item[data-command="rowan:format-sql"]');
  await press('Escape');
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
