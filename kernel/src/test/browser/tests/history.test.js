// The history panel: what was run, in this notebook and those before, found, inserted and run again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tooFaint } from '../support/contrast.js';
import { Lab, until } from '../support/lab.js';

const MANY = 1_000;
const CELLS = ['CREATE TABLE users(name);\nINSERT INTO users VALUES (1)', 'SELECT name FROM users', 'SELECT wrong FROM users', ''];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('first.ipynb', CELLS);
  lab.write('second.ipynb', ['SELECT 2 + 2', 'SELECT 3']);
  page = await lab.open('first.ipynb', { width: 1180, height: 760 });
});
after(() => lab?.stop());

const press = async (...keys) => {
  for (const key of keys) {
    await page.page.keyboard.press(key);
  }
};

/** Each entry: its text, and what is said of it but for the time. */
const entries = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.rowan-HistoryItem')].map(item => [
      item.children[0].textContent,
      item.children[1].textContent.replace(/^[^·]*(· )?/, '').replaceAll(/[\d.]+ (ms|s)/g, 'time')
    ])
  );
const texts = async () => (await entries()).map(([text]) => text);
const hasFocus = selector => page.evaluate(s => document.activeElement?.matches(s) ?? false, selector);

/** Shows the panel, and waits until one can type into its field. */
async function show() {
  await page.command('rowan:show-history');
  await until('the field has the focus', () => hasFocus('.rowan-History input'));
}

const count = () => page.evaluate(() => document.querySelectorAll('.rowan-HistoryItem').length);
const note = () => page.evaluate(() => document.querySelector('.rowan-History .rowan-Note:not([hidden])')?.innerText ?? '');
const source = index => page.evaluate(i => window.jupyterapp.shell.currentWidget.content.model.cells.get(i).sharedModel.getSource(), index);
const length = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.model.cells.length);

test('what was run stands there, the newest first, with how long it took and whether it failed', async () => {
  await show();
  await until('nothing yet', async () => /Nothing has been run yet/.test(await note()));
  await page.run(0);
  await page.run(1);
  await page.run(2);
  await until('three entries', async () => (await entries()).filter(([, said]) => said).length === 3);
  assert.deepEqual(await entries(), [
    ['SELECT wrong FROM users', 'time · failed'],
    ['SELECT name FROM users', 'time'],
    [CELLS[0], 'time']
  ]);
  for (const theme of ['JupyterLab Dark', 'JupyterLab Light']) {
    await page.theme(theme);
    const { measured, faint } = await tooFaint(page.page, '.rowan-History');
    assert.ok(measured >= 6);
    assert.deepEqual(faint, [], theme);
    await page.shot(`history-${theme.endsWith('Dark') ? 'dark' : 'light'}`);
  }
});

test('by keyboard alone: search, go through what was found, run it again', async () => {
  await show();
  await page.page.keyboard.type('NAME');
  await until('what was found', async () => (await count()) === 2);
  await press('ArrowDown');
  const before = await length();
  await page.evaluate(() => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1));
  await press('Enter');
  await until('it ran again', async () => (await texts())[0] === 'SELECT name FROM users' && (await count()) === 3);
  assert.equal(await length(), before + 1);
  assert.equal(await source(2), 'SELECT name FROM users');
  await page.ended(2);
  assert.ok(await hasFocus('.rowan-HistoryList'));
  await press('ArrowUp');
  await page.page.keyboard.type(' nowhere');
  await until('nothing', async () => /Nothing that was run contains NAME nowhere/.test(await note()));
  await page.page.fill('.rowan-History input', '');
  await until('all of it', async () => (await count()) === 4);
});

test('a click inserts into the empty cell, and else below', async () => {
  const last = (await length()) - 1;
  await page.evaluate(i => (window.jupyterapp.shell.currentWidget.content.activeCellIndex = i), last);
  await page.page.click('.rowan-HistoryItem >> text=wrong');
  await until('it is there', async () => (await source(last)) === 'SELECT wrong FROM users');
  await page.page.click('.rowan-HistoryItem >> text=CREATE');
  await until('it is below', async () => (await length()) === last + 2 && (await source(last + 1)) === CELLS[0]);
  assert.ok(await page.evaluate(() => window.jupyterapp.shell.currentWidget.content.activeCell.editor.hasFocus()));
});

test('another notebook knows it too, and a thousand entries are no burden', async t => {
  const other = await lab.open('second.ipynb', { width: 1180, height: 760 });
  await other.evaluate(async many => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    let last;
    for (let i = 0; i < many; i++) {
      last = kernel.requestExecute({ code: `-- entry ${i}` });
      if (i % 250 === 249) {
        await last.done;
      }
    }
  }, MANY);
  page = other;
  await show();
  await until('a page of them', async () => (await count()) === 100);
  assert.equal((await texts())[0], `-- entry ${MANY - 1}`);
  await other.page.click('.rowan-HistoryMore');
  await until('two pages', async () => (await count()) === 200);
  const start = performance.now();
  await other.page.fill('.rowan-History input', 'select name');
  await until('what the other notebook ran', async () => (await texts()).every(text => text === 'SELECT name FROM users') && (await count()) === 2);
  t.diagnostic(`found in ${Math.round(performance.now() - start)} ms`);
  await other.run(0);
  await other.page.fill('.rowan-History input', '2 + 2');
  await until('and this one', async () => (await texts()).join() === 'SELECT 2 + 2');
  assert.deepEqual(other.complaints, []);
});
