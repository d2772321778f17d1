// The tour as a person meets it: run from top to bottom, light and dark, on paper, and opened by somebody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tooFaint } from '../support/contrast.js';
import { Lab } from '../support/lab.js';

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.copy('00-tour.ipynb');
  page = await lab.open('00-tour.ipynb', { height: 1000, scale: 2 });
});
after(() => lab?.stop());

test('every cell of the tour runs', async () => {
  await page.runAll();
  const cells = await page.evaluate(() => {
    const { cells } = window.jupyterapp.shell.currentWidget.content.model;
    return [...cells].filter(c => c.type === 'code').map(c => ({ count: c.executionCount, tags: c.getMetadata('tags') ?? [], outputs: c.outputs.toJSON() }));
  });
  for (const cell of cells) {
    assert.notEqual(cell.count, null);
    const failed = cell.outputs.some(output => output.output_type === 'error');
    assert.equal(failed, cell.tags.includes('raises-exception'), JSON.stringify(cell.outputs).slice(0, 500));
  }
});

test('tables, plans, errors and comparisons are there to be seen', async () => {
  const text = await page.evaluate(() => [...window.jupyterapp.shell.currentWidget.content.widgets].map(w => w.node.textContent).join('\n'));
  assert.match(text, /nmae[^]*did you mean name/i);
  assert.match(text, /full scan/);
  assert.match(text, /× faster/);
  assert.match(text, /transaction open/);
  const tables = await page.evaluate(() => document.querySelectorAll('.jp-OutputArea-output table').length);
  assert.ok(tables > 5, `${tables} tables`);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`${theme}: text can be read, and nothing sticks out`, async () => {
    await page.theme(theme);
    let measured = 0;
    const faint = [];
    await page.everyScreen(async i => {
      const seen = await tooFaint(page.page, '.jp-Cell-outputArea, .rowan-Badge');
      measured += seen.measured;
      faint.push(...seen.faint);
      await page.shot(`tour-${theme.endsWith('Dark') ? 'dark' : 'light'}-${i}`);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('.jp-OutputArea-output')].filter(o => o.scrollWidth > o.clientWidth + 1).map(o => o.innerText.slice(0, 80))
      );
      assert.deepEqual(wide, []);
    });
    assert.ok(measured > 100, `${measured} texts`);
    assert.deepEqual(faint, []);
  });
}

test('on paper everything is black on white and within the page', async () => {
  await page.theme('JupyterLab Light');
  await page.page.emulateMedia({ media: 'print' });
  const { faint } = await tooFaint(page.page, '.jp-Cell-outputArea');
  assert.deepEqual(faint, []);
  await page.shot('tour-print');
  await page.page.emulateMedia({ media: 'screen' });
});

test('opened by somebody who does not trust it, everything can still be read', async () => {
  await page.command('docmanager:save');
  const saved = JSON.parse(lab.read('00-tour.ipynb'));
  for (const cell of saved.cells) {
    delete cell.metadata.trusted;
  }
  // Another text has another signature, so the server does not know it.
  saved.cells.push({ id: 'by-hand', cell_type: 'markdown', source: 'sent by somebody', metadata: {} });
  writeFileSync(join(lab.notebooks, 'foreign.ipynb'), JSON.stringify(saved));
  const foreign = await lab.open('foreign.ipynb', { height: 1000, scale: 2 });
  const cells = await foreign.evaluate(() => [...window.jupyterapp.shell.currentWidget.content.model.cells].filter(c => c.type === 'code').map(c => c.trusted));
  assert.ok(cells.some(trusted => !trusted), 'the notebook is not trusted');
  let measured = 0;
  const faint = [];
  await foreign.everyScreen(async i => {
    const seen = await tooFaint(foreign.page, '.jp-Cell-outputArea');
    measured += seen.measured;
    faint.push(...seen.faint);
    await foreign.shot(`tour-untrusted-${i}`);
  });
  const text = await foreign.evaluate(() => window.jupyterapp.shell.currentWidget.content.node.textContent);
  assert.match(text, /user 1[^]*full scan/);
  assert.ok(measured > 100, `${measured} texts`);
  assert.deepEqual(faint, []);
  assert.deepEqual(foreign.complaints, []);
  await foreign.close();
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
