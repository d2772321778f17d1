// Running cells: progress in place, questions, interrupts, restarts, the state in the toolbar.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Lab, until } from '../support/lab.js';

const CELLS = [
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT count(*) FROM n',
  'var answer = new java.util.Scanner(System.in).nextLine();\n"hello " + answer',
  'while (true) {}',
  'CREATE TABLE t(a);\nBEGIN;\nINSERT INTO t VALUES (1);',
  'ROLLBACK',
  'SELECT * FROM t'
];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('running.ipynb', CELLS);
  page = await lab.open('running.ipynb');
});
after(() => lab?.stop());

const badge = () => page.evaluate(() => document.querySelector('.rowan-Badge:not(.lm-mod-hidden)')?.innerText ?? '');
const busy = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy');

test('a long statement tells after a second how long it has run, in place, and an interrupt stops it', async () => {
  await page.begin(0);
  const first = await until('progress', async () => /running/.exec(await page.shown(0)) && page.shown(0));
  await until('it goes on', async () => (await page.shown(0)) !== first);
  assert.equal((await page.outputs(0)).length, 1, 'one output, drawn anew');
  assert.match(await badge(), /\d s/);
  const spoken = await page.evaluate(() => document.querySelector('.rowan-Badge [role=status]').textContent);
  assert.doesNotMatch(spoken, /\d s/, 'the time is seen, and no screen reader speaks every change of it');
  await page.command('notebook:interrupt-kernel');
  await page.ended(0);
  assert.match(await page.shown(0), /interrupted/i);
  assert.doesNotMatch(await page.shown(0), /running/, 'what was told on the way is gone');
});

test('a cell asks, and gets the answer', async () => {
  await page.begin(1);
  await page.page.waitForSelector('.jp-Stdin-input');
  await page.page.fill('.jp-Stdin-input', 'Ada');
  await page.page.press('.jp-Stdin-input', 'Enter');
  await page.ended(1);
  assert.match(await page.shown(1), /hello Ada/);
});

test('an endless loop of Java is interrupted, and the next cell runs', async () => {
  await page.begin(2);
  await until('busy', busy);
  await page.command('notebook:interrupt-kernel');
  await page.ended(2);
  assert.match(await page.shown(2), /interrupted/i);
});

test('an open transaction is in the toolbar until it ends', async () => {
  await page.run(3);
  await until('the badge tells', async () => /transaction open/.test(await badge()));
  await page.shot('transaction');
  await page.run(4);
  await until('the badge tells no more', async () => !/transaction/.test(await badge()));
});

test('after a restart the badge is back, and the database is said to be gone', async () => {
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart());
  await until('idle again', () => page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'));
  await page.run(5);
  assert.match(await page.shown(5), /empty, as it is after every start of the kernel/);
  await until('the badge', async () => /notebook/.test(await badge()));
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
