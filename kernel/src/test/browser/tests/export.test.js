// What rowan export gives, in a browser without a network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { tooFaint } from '../support/contrast.js';

const NOTEBOOK = '12-indexes-and-query-plans';
const SCREENSHOTS = join(process.env.ROWAN_BROWSER_HOME, 'screenshots');

let directory;
let browser;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rowan-export-'));
  const rowan = join(process.env.ROWAN_BROWSER_PREFIX, 'bin', 'rowan');
  execFileSync(rowan, ['export', join(process.env.ROWAN_NOTEBOOKS, `${NOTEBOOK}.ipynb`), '--html', join(directory, 'out.html')]);
  browser = await chromium.launch({ executablePath: process.env.ROWAN_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  mkdirSync(SCREENSHOTS, { recursive: true });
});
after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

for (const colorScheme of ['light', 'dark']) {
  test(`${colorScheme}: nothing is missing, nothing complains, text can be read`, async () => {
    const context = await browser.newContext({ colorScheme, offline: true, viewport: { width: 1000, height: 1000 }, deviceScaleFactor: 2 });
    const page = await context.newPage();
    const complaints = [];
    page.on('console', message => complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('request', request => /^(file|data):/.test(request.url()) || complaints.push(request.url()));
    await page.goto(pathToFileURL(join(directory, 'out.html')).href);
    const pictures = await page.evaluate(() => [...document.images].filter(image => !image.complete || image.naturalWidth === 0).length);
    assert.equal(pictures, 0);
    let measured = 0;
    const faint = [];
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let top = 0, i = 0; top < height; top += 950, i++) {
      await page.evaluate(y => window.scrollTo(0, y), top);
      const seen = await tooFaint(page, 'body');
      measured += seen.measured;
      faint.push(...seen.faint);
      await page.screenshot({ path: join(SCREENSHOTS, `export-${colorScheme}-${i}.png`) });
    }
    assert.ok(measured > 200, `${measured} texts`);
    assert.deepEqual(faint, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing sticks out');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.click('nav a >> nth=1');
    await page.click('label[for=code]');
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('.in')].some(node => node.offsetHeight > 0)), false, 'code is folded');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
