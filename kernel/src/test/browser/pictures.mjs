// Takes the pictures of the README anew, in a running JupyterLab, light and dark: node run.mjs --pictures
// They are kept small: pngquant --quality 70-95 --speed 1 --force --ext .png FILE && optipng -o2 FILE
import { join } from 'node:path';
import { Lab, until } from './support/lab.js';

const TARGET = process.env.ROWAN_NOTEBOOKS;
const THEMES = { light: 'JupyterLab Light', dark: 'JupyterLab Dark' };

/** A cell, light and dark; to the end of the first of what it shows that a selector finds, or whole. */
async function take(page, name, index, end = '') {
  for (const [suffix, theme] of Object.entries(THEMES)) {
    await page.theme(theme);
    await page.evaluate(i => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      notebook.activeCellIndex = 0;
      notebook.widgets[i].node.scrollIntoView({ block: 'center' });
    }, index);
    await page.page.waitForTimeout(1_500);
    const clip = await page.evaluate(
      ([i, selector]) => {
        const { node } = window.jupyterapp.shell.currentWidget.content.widgets[i];
        const cell = node.getBoundingClientRect();
        const last = selector ? node.querySelector(`.jp-OutputArea ${selector}`) : node;
        return { x: cell.x, y: cell.y, width: cell.width, height: last.getBoundingClientRect().bottom - cell.y + (selector ? 8 : 0) };
      },
      [index, end]
    );
    await page.page.screenshot({ path: join(TARGET, `${name}-${suffix}.png`), clip });
  }
}

const MILLION = [
  `CREATE TABLE orders(id INTEGER PRIMARY KEY, customer TEXT, city TEXT, amount REAL, day TEXT, note);
INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
SELECT i, 'Customer ' || (i * 7919 % 50000), CASE i % 4 WHEN 0 THEN 'Bergen' WHEN 1 THEN 'Oslo' ELSE 'Tromsø' END,
  (i * 7919 % 9973) / 100.0, date('2026-01-01', (i % 365) || ' days'), CASE WHEN i % 5 THEN 'paid' END FROM n;`,
  'SELECT * FROM orders'
];

const lab = await Lab.start();
try {
  lab.copy('00-tour.ipynb');
  const tour = await lab.open('00-tour.ipynb', { width: 1040, height: 2000, scale: 2 });
  await tour.runAll();
  const cells = await tour.evaluate(() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(c => c.sharedModel.getSource()));
  await take(tour, 'plan', cells.findIndex(source => source.startsWith('%%plan')));
  await take(tour, 'compare', cells.findIndex(source => source.startsWith('%%compare')), 'figure img');
  await tour.close();

  lab.write('million.ipynb', MILLION);
  const million = await lab.open('million.ipynb', { width: 1040, height: 800, scale: 2 });
  await million.run(0);
  await million.run(1);
  await until('all rows are read', () => million.shown(1).then(text => /1,000,000 rows(?!, reading)/.test(text)), 60_000);
  await take(million, 'grid', 1);
} finally {
  await lab.stop();
}
