// A result of a million rows, as a person works with it. Times are printed, and held only against what a hang would take:
// the machine may be busy.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { statSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { tooFaint } from '../support/contrast.js';
import { gridOf } from '../support/grid.js';
import { Lab, until } from '../support/lab.js';

const MIME = 'application/vnd.rowan.result+json';
const CELLS = [
  `CREATE TABLE orders(id INTEGER PRIMARY KEY, customer TEXT, city TEXT, amount REAL, day TEXT, note);
INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
SELECT i, 'Customer ' || (i * 7919 % 50000), CASE i % 4 WHEN 0 THEN 'Bergen' WHEN 1 THEN 'Oslo' ELSE 'Tromsø' END,
  (i * 7919 % 9973) / 100.0, date('2026-01-01', (i % 365) || ' days'),
  CASE WHEN i % 5 = 0 THEN NULL WHEN i % 7 = 0 THEN '' WHEN i % 3 = 0 THEN x'00ff10' ELSE '{"n": ' || i || ', "of": [1, 2]}' END FROM n;`,
  'SELECT * FROM orders',
  'SELECT o.id, p.customer, o.amount FROM orders o JOIN orders p ON p.id = 1000001 - o.id ORDER BY o.amount DESC',
  "UPDATE orders SET customer = 'nobody' WHERE id > 10",
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000000000) SELECT count(*) FROM n',
  '1 + 1'
];

let lab;
let page;

before(async () => {
  lab = await Lab.start();
  lab.write('grid.ipynb', CELLS);
  page = await lab.open('grid.ipynb');
  await page.run(5); // What Java needs to start is not to be taken for what results need.
  await page.run(0);
});
// Whatever a test has sorted or filtered, the next one finds the result as it is.
afterEach(async () => {
  for (const index of [1, 2]) {
    if (await inGrid(index, grid => grid.model.live && Boolean(grid.model.wanted.sort.length || grid.model.wanted.filter))) {
      await arranged(index, [], '');
    }
  }
});
after(() => lab?.stop());

const inGrid = (index, work, argument) => gridOf(page, index, work, argument);
const isLive = index => inGrid(index, grid => grid.model.live);
const hasAll = index => inGrid(index, grid => grid.model.live && !grid.model.reading && grid.model.total);
const timed = async work => {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
};

/** Scrolls to a row and waits until it is there and painted. */
const goTo = (index, row) =>
  timed(async () => {
    await inGrid(index, (grid, r) => grid.canvas.grid.scrollToRow(r), row);
    await until(`row ${row}`, () => inGrid(index, (grid, r) => Boolean(grid.model.row(r)), row));
    await page.painted();
  });

/** Sorts and filters, and waits until that is shown. */
const arranged = (index, sort, filter) =>
  timed(async () => {
    await inGrid(index, (grid, change) => void grid.arranging.arrange(change), { sort, filter, filters: [] });
    await until('the kernel has arranged', () => inGrid(index, grid => !grid.model.isArranging));
  });

const memory = () => {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  for (const pid of pids) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (command.includes(process.env.ROWAN_BROWSER_PREFIX) && command.includes('kernel\0')) {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return NaN;
};
/** Memory at rest: what the kernel makes ready in a quiet moment is no part of what a result takes. */
const memoryAtRest = async () => {
  for (;;) {
    const before = memory();
    await new Promise(resolve => setTimeout(resolve, 1_500));
    if (Math.abs(memory() - before) < 2) {
      return memory();
    }
  }
};
const heap = async () => {
  await page.evaluate(() => window.gc());
  return page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
};

for (const [index, what] of [[1, 'a scan of a table'], [2, 'a join, sorted by what no index has']]) {
  test(`a million rows of ${what} are paged, sorted and filtered`, async t => {
    const [kernelBefore, pageBefore] = [await memoryAtRest(), await heap()];
    await page.run(index);
    const live = await timed(() => until('the grid is live', () => isLive(index)));
    assert.equal(await until('all rows are read', () => hasAll(index), 60_000), 1_000_000);
    const far = await goTo(index, 899_999);
    const jumps = [];
    for (let i = 0; i < 20; i++) {
      jumps.push(await goTo(index, (i * 48_611) % 1_000_000));
    }
    const sorted = await arranged(index, [{ column: 1, descending: true }], '');
    assert.equal(await inGrid(index, grid => grid.model.row(0)[1]), 'tCustomer 9999');
    assert.equal(await inGrid(index, grid => grid.canvas.grid.currentViewport.firstRow), 0, 'another order is shown from its beginning');
    const farInOrder = await goTo(index, 899_999);
    const filtered = await arranged(index, [], 'customer 4711');
    await until('the filter shows', () => inGrid(index, grid => grid.model.total < 1_000_000));
    const [kernelAfter, pageAfter] = [memory(), await heap()];
    t.diagnostic(`live ${live} ms after the cell, row 900,000 ${far} ms, 20 jumps median ${jumps.sort((a, b) => a - b)[10]} ms, sort ${sorted} ms, row 900,000 right after it ${farInOrder} ms, filter ${filtered} ms`);
    t.diagnostic(`kernel +${Math.round(kernelAfter - kernelBefore)} MB, page heap +${(pageAfter - pageBefore).toFixed(1)} MB; load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);
    assert.ok(live < 10_000 && far < 5_000 && sorted < 20_000 && filtered < 20_000);
    assert.ok(kernelAfter - kernelBefore < 100, 'the kernel holds no rows');
    assert.ok(pageAfter - pageBefore < 15, 'the page holds few rows');
    await arranged(index, [], '');
  });
}

test('a later change of the table leaves the result as it was', async t => {
  await page.run(3);
  const far = await goTo(1, 500_000);
  assert.equal(await inGrid(1, grid => grid.model.row(500_000)[1]), `tCustomer ${(500_001 * 7919) % 50_000}`);
  const sorted = await arranged(1, [{ column: 4, descending: false }, { column: 1, descending: false }], '');
  assert.deepEqual(await inGrid(1, grid => grid.model.row(0).slice(1, 5)), ['tCustomer 100', 'tBergen', 'r97.13', 't2026-01-01']);
  const farInOrder = await goTo(1, 899_999);
  const filtered = await arranged(1, [], 'customer 15');
  t.diagnostic(`row 500,000 ${far} ms, sort by two columns ${sorted} ms, row 900,000 in that order ${farInOrder} ms, filter ${filtered} ms`);
  await arranged(1, [], '');
});

test('while a cell runs, rows come, and the kernel is said to be busy', async t => {
  await page.begin(4);
  await until('the light is on', () => page.evaluate(() => document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'busy'));
  await page.evaluate(() => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    window.idle = { since: 0, longest: 0, seen: 0 };
    kernel.statusChanged.connect((_, status) => {
      const now = performance.now();
      if (status === 'idle') {
        window.idle.since = now;
      } else if (window.idle.since) {
        window.idle.longest = Math.max(window.idle.longest, now - window.idle.since);
        window.idle.since = 0;
      }
    });
    const look = () => {
      const light = document.querySelector('.jp-Notebook-ExecutionIndicator');
      window.idle.seen += light?.dataset.status === 'idle' ? 1 : 0;
      window.idle.frame = requestAnimationFrame(look);
    };
    look();
  });
  const took = [];
  for (const row of [100_000, 700_000, 300_000, 999_999]) {
    took.push(await goTo(1, row));
  }
  const light = await page.evaluate(() => {
    cancelAnimationFrame(window.idle.frame);
    return { ...window.idle, status: window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status };
  });
  t.diagnostic(`rows after ${took.join(', ')} ms; idle for at most ${light.longest.toFixed(1)} ms, seen in ${light.seen} frames`);
  assert.equal(light.status, 'busy', 'the cell still runs');
  assert.equal(light.seen, 0, 'no frame shows an idle kernel');
  assert.equal(light.longest, 0);
  await page.command('notebook:interrupt-kernel');
  await page.ended(4);
});

test('keys: arrows move, Enter shows a whole value, Alt+Enter sorts, Control+C copies, Tab and Escape leave', async () => {
  const count = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.model.cells.length);
  const cells = await count();
  await inGrid(1, grid => {
    grid.canvas.grid.scrollToRow(0);
    grid.node.scrollIntoView();
    grid.canvas.grid.viewport.node.focus();
    grid.canvas.grid.selectionModel.select({ r1: 0, c1: 0, r2: 0, c2: 0, cursorRow: 0, cursorColumn: 0, clear: 'all' });
  });
  const { keyboard } = page.page;
  for (const key of ['d', 'd', 'x', 'b', 'm']) {
    await keyboard.press(key);
  }
  assert.equal(await count(), cells, 'typing in the grid runs no command of the notebook');
  await keyboard.press('ArrowDown');
  await keyboard.press('End');
  assert.deepEqual(await inGrid(1, g => [g.canvas.grid.selectionModel.cursorRow, g.canvas.grid.selectionModel.cursorColumn]), [1, 5]);
  await keyboard.press('Enter');
  await until('the value as a whole', () => inGrid(1, g => g.below.node.innerText.includes('"n": 2,\n')));
  assert.match(await inGrid(1, g => g.bar.spoken.textContent), /row 2, note/);
  await keyboard.press('Home');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Control+c');
  await until('copied', () => inGrid(1, g => g.bar.spoken.textContent === '2 rows copied'));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '2\tCustomer 15838\n3\tCustomer 23757');
  await keyboard.press('Enter');
  await until('a value', () => inGrid(1, g => !g.below.isHidden));
  await keyboard.press('Alt+Enter');
  await until('sorted', () => inGrid(1, g => g.model.arrangement.sort.length === 1));
  assert.deepEqual(await inGrid(1, g => [g.canvas.grid.selectionModel.cursorRow, g.canvas.grid.selectionModel.cursorColumn]), [0, 0], 'the cursor goes along');
  assert.equal(await inGrid(1, g => g.below.isHidden), true, 'a value of a row that has another number now is closed');
  await keyboard.press('Tab');
  assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest('.rowan-Grid'))), false, 'Tab leaves the grid');
  await inGrid(1, g => g.canvas.grid.viewport.node.focus());
  await keyboard.press('Escape');
  assert.equal(await inGrid(1, g => g.below.isHidden), true);
  await arranged(1, [], '');
});

test('cells look as Lumino draws them', async () => {
  await inGrid(1, g => {
    g.canvas.grid.resizeColumn('body', 1, 40);
    g.canvas.grid.resizeColumn('body', 5, 900);
  });
  await page.painted();
  await inGrid(1, g => g.canvas.grid.scrollTo(37, 11));
  await page.painted();
  const seen = await inGrid(1, g => {
    const { grid } = g.canvas;
    const { offsetWidth: width, offsetHeight: height } = grid.viewport.node;
    const painted = () => {
      grid.paintContent(0, 0, width, height);
      grid.paintContent(101, 61, 303, 77); // A part, as when a column is dragged or rows have come.
      return grid.canvasGC.getImageData(0, 0, width, height).data;
    };
    const ours = painted();
    grid._drawCells = Object.getPrototypeOf(Object.getPrototypeOf(grid))._drawCells;
    const theirs = painted();
    delete grid._drawCells;
    const colours = new Set(new Uint32Array(ours.buffer)).size;
    return { colours, differs: ours.reduce((most, byte, i) => Math.max(most, Math.abs(byte - theirs[i])), 0), place: [grid.scrollX, grid.scrollY] };
  });
  assert.deepEqual(seen.place, [37, 11]);
  assert.ok(seen.colours > 50, 'something is drawn');
  assert.ok(seen.differs <= 3, `a colour differs by ${seen.differs} of 255`);
  await inGrid(1, g => {
    [1, 5].forEach(column => g.canvas.fitColumn(column));
    g.canvas.grid.scrollTo(0, 0);
  });
});

test('a screen reader gets a plain table, and a whole result can be exported', async () => {
  await goTo(1, 0);
  await inGrid(1, g => g.toggleTable());
  const table = await inGrid(1, g => {
    const rows = g.table.node.querySelectorAll('tbody tr');
    return { rows: rows.length, fifth: rows[4].innerText, heads: g.table.node.querySelectorAll('thead th[scope=col]').length };
  });
  assert.equal(table.rows, 200);
  assert.match(table.fifth, /NULL/);
  assert.equal(table.heads, 6);
  await arranged(1, [], 'Customer 15838');
  assert.match(await inGrid(1, g => g.table.node.querySelector('tbody tr').innerText), /^1\s+2\s+Customer 15838/, 'the table follows the filter');
  await inGrid(1, g => g.toggleTable());
  await inGrid(1, (g, filter) => void g.arranging.search(filter), 'Customer 4711');
  await until('filtered', () => inGrid(1, g => g.model.live && g.model.total < 1_000));
  await inGrid(1, g => g.exportAll());
  await until('exported', () => inGrid(1, g => /rows written to result-1\.csv/.test(g.bar.info.textContent)));
  assert.match(readFileSync(join(lab.notebooks, 'result-1.csv'), 'utf8'), /^id,customer,city,amount,day,note\r?\n/);
  await arranged(1, [], '');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`${theme}: what stands around the grid can be read`, async () => {
    await page.theme(theme);
    await inGrid(1, g => g.node.scrollIntoView({ block: 'center' }));
    await page.page.waitForTimeout(400);
    const { faint } = await tooFaint(page.page, '.rowan-Bar, .rowan-Below, .rowan-TableBox, .rowan-Notes, .rowan-Badge');
    assert.deepEqual(faint, []);
    await page.shot(`grid-${theme.endsWith('Dark') ? 'dark' : 'light'}`);
  });
}

test('the saved notebook is small, and shows its first rows without the kernel, and live after a reload with it', async t => {
  await page.command('docmanager:save');
  await until('saved', () => lab.read('grid.ipynb').includes(MIME));
  const bytes = statSync(join(lab.notebooks, 'grid.ipynb')).size;
  t.diagnostic(`${Math.round(bytes / 1000)} kB`);
  assert.ok(bytes < 100_000);
  await page.reload();
  await until('live again', () => isLive(1));
  assert.equal(await hasAll(1), 1_000_000);
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart());
  await until('what is saved', () => inGrid(1, g => !g.model.live && /first 50 rows, not connected/.test(g.bar.info.textContent)));
  assert.equal(await inGrid(1, g => g.model.row(49)[0]), 'i50');
});

test('untrusted, the saved rows are shown; without the extension, the table', async () => {
  const saved = JSON.parse(lab.read('grid.ipynb'));
  saved.cells.push({ id: 'by-hand', cell_type: 'markdown', source: 'sent by somebody', metadata: {} });
  writeFileSync(join(lab.notebooks, 'foreign.ipynb'), JSON.stringify(saved));
  const foreign = await lab.open('foreign.ipynb');
  assert.equal(await foreign.evaluate(() => window.jupyterapp.shell.currentWidget.content.model.cells.get(1).trusted), false);
  await until('the saved rows', () => foreign.shown(1).then(text => /first 50 rows, not connected/.test(text)));
  for (const cell of saved.cells) {
    for (const output of cell.outputs ?? []) {
      delete output.data?.[MIME];
    }
  }
  writeFileSync(join(lab.notebooks, 'plain.ipynb'), JSON.stringify(saved));
  const plain = await lab.open('plain.ipynb');
  assert.match(await plain.shown(1), /first 50 rows[^]*Customer 7919/);
  assert.deepEqual([...foreign.complaints, ...plain.complaints], []);
});

test('the console has no complaint of ours', () => assert.deepEqual(page.complaints, []));
