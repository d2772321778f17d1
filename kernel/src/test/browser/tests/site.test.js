// What rowan export --site gives, in a browser without a network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { tooFaint } from '../support/contrast.js';

const SCREENSHOTS = join(process.env.ROWAN_BROWSER_HOME, 'screenshots');
const NOTEBOOKS = readdirSync(process.env.ROWAN_NOTEBOOKS).filter(name => name.endsWith('.ipynb')).sort();

let directory;
let browser;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rowan-site-'));
  const rowan = join(process.env.ROWAN_BROWSER_PREFIX, 'bin', 'rowan');
  execFileSync(rowan, ['export', ...NOTEBOOKS.map(name => join(process.env.ROWAN_NOTEBOOKS, name)), '--site', directory]);
  browser = await chromium.launch({ executablePath: process.env.ROWAN_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  mkdirSync(SCREENSHOTS, { recursive: true });
});
after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

const address = name => pathToFileURL(join(directory, name)).href;

/** A page that notes what it complains of and what it asks for elsewhere. */
async function opened(options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => /^(file|data):/.test(request.url()) || complaints.push(request.url()));
  return { context, page, complaints };
}

const pages = () => readdirSync(directory).filter(name => name.endsWith('.html'));

for (const width of [1280, 400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${width} pixels, ${colorScheme}: every page fits and can be read`, async () => {
      const { context, page, complaints } = await opened({ colorScheme, viewport: { width, height: 900 } });
      for (const name of pages()) {
        await page.goto(address(name));
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name}: nothing sticks out`);
        assert.deepEqual((await tooFaint(page, 'body')).faint, [], name);
        await page.screenshot({ path: join(SCREENSHOTS, `site-${width}-${colorScheme}-${name}.png`) });
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

test('every page leads to the first and to the search, and every link leads to something', async () => {
  const { context, page } = await opened({});
  const sections = {};
  const links = {};
  for (const name of pages()) {
    await page.goto(address(name));
    sections[name] = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(each => each.id));
    links[name] = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map(link => link.href).filter(href => href.startsWith('file:')));
  }
  for (const [name, hrefs] of Object.entries(links)) {
    const targets = hrefs.map(href => new URL(href)).map(url => [decodeURIComponent(url.pathname.split('/').pop()), decodeURIComponent(url.hash.slice(1))]);
    assert.ok(['index.html', 'search.html'].every(wanted => targets.some(([file]) => file === wanted)), name);
    assert.deepEqual(targets.filter(([file, section]) => !sections[file] || (section && !sections[file].includes(section))), [], name);
  }
  await context.close();
});

test('the search finds a word, shows it, and leads to its section', async () => {
  const { context, page, complaints } = await opened({});
  await page.goto(address('search.html'));
  await page.keyboard.type('phone book');
  const link = page.locator('#found a', { hasText: 'Several columns in one index' });
  assert.match(await page.locator('#found mark').first().textContent(), /phone/i);
  await link.click();
  assert.match(page.url(), /12-indexes-and-query-plans\.html#5-several-columns-in-one-index$/);
  await page.goto(address('search.html'));
  await page.keyboard.type('<img src=x onerror=alert(1)> zzz');
  assert.match(await page.locator('#count').textContent(), /^Nothing is found/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('on paper nothing is cut and nothing is folded', async () => {
  const { context, page } = await opened({ viewport: { width: 720, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  for (const name of NOTEBOOKS.map(each => each.replace(/ipynb$/, 'html'))) {
    await page.goto(address(name));
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('pre, .out, table, img')]
        .filter(each => each.getClientRects().length > 0)
        .filter(each => each.getBoundingClientRect().right > innerWidth + 1 || (getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1))
        .map(each => `${each.tagName} ${each.textContent.slice(0, 60)}`));
    assert.deepEqual(cut, [], name);
    const folded = await page.evaluate(() => [...document.querySelectorAll('main details > :not(summary)')].filter(each => each.getClientRects().length === 0 && each.textContent.trim()).length);
    assert.equal(folded, 0, name);
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll('td, th')]
        .filter(each => /^\S{1,10}$/.test(each.textContent) && each.closest('tr').children.length <= 6)
        .filter(each => {
          const text = document.createRange();
          text.selectNodeContents(each);
          return new Set([...text.getClientRects()].map(line => Math.round(line.top / 4))).size > 1;
        })
        .map(each => each.textContent));
    assert.deepEqual(broken, [], name);
    await page.pdf({ path: join(SCREENSHOTS, `site-${name}.pdf`), format: 'A4' });
  }
  await context.close();
});
