// What rowan export makes of notebooks that want a script to run or something to be fetched, in a browser that lets them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { HOSTILE, UNSAFE } from '../support/hostile.js';

const run = promisify(execFile);
const ROWAN = join(process.env.ROWAN_BROWSER_PREFIX, 'bin', 'rowan');

let directory;
let browser;
let page;
let address;
let seen = [];

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rowan-hostile-'));
  browser = await chromium.launch({ executablePath: process.env.ROWAN_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext();
  page = await context.newPage();
  page.on('dialog', dialog => {
    seen.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on('request', request => request.url() === address || request.url().startsWith('data:') || seen.push(`request ${request.url()}`));
  context.on('page', () => seen.push('another page'));
  const names = Object.keys(HOSTILE);
  const exporting = async () => {
    for (let name = names.pop(); name; name = names.pop()) {
      writeFileSync(join(directory, `${name}.ipynb`), JSON.stringify(HOSTILE[name]));
      await run(ROWAN, ['export', join(directory, `${name}.ipynb`), '--html', join(directory, `${name}.html`)]);
    }
  };
  await Promise.all([exporting(), exporting()]);
});
after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Opens a file, and clicks what can be clicked; all that its scripts did, and all that it asked for. */
async function watched(file) {
  address = pathToFileURL(file).href;
  seen = [];
  await page.goto(address, { waitUntil: 'load' });
  const found = await page.evaluate(async () => {
    document.querySelectorAll('details').forEach(each => (each.open = true));
    // Links that lead elsewhere may be there; those that would run something may not.
    document.querySelectorAll('a').forEach(each => /^(https?|file|mailto)?:$/.test(each.protocol) || each.hasAttribute('download') || each.click());
    document.querySelectorAll('button, summary, [autofocus]').forEach(each => each.click());
    // What was begun has had its turn when the page has drawn twice.
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return {
      ran: 'hostile' in window,
      scripts: document.scripts.length,
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? ''
    };
  });
  return { ...found, seen: found.ran ? [...seen, 'a script'] : seen };
}

test('a script and a request are seen where there are any', async () => {
  const file = join(directory, 'unsafe.html');
  writeFileSync(file, UNSAFE);
  const { seen, scripts } = await watched(file);
  assert.ok(seen.includes('dialog 1'), String(seen));
  assert.ok(seen.includes('a script'), String(seen));
  assert.ok(seen.some(what => what.endsWith('/picture')), String(seen));
  assert.ok(seen.some(what => what.endsWith('/script')), String(seen));
  assert.equal(scripts, 1);
});

test('there are sixty hostile notebooks', () => assert.ok(Object.keys(HOSTILE).length >= 60, String(Object.keys(HOSTILE).length)));

for (const name of Object.keys(HOSTILE)) {
  test(`${name}: nothing runs, nothing is fetched`, async () => {
    const made = join(directory, `${name}.html`);
    const { seen, scripts, policy } = await watched(made);
    assert.deepEqual(seen, []);
    assert.equal(scripts, 0);
    assert.match(policy, /^default-src 'none'/);
    // Not everything that shows HTML keeps to a policy.
    const unguarded = join(directory, `${name}-unguarded.html`);
    writeFileSync(unguarded, readFileSync(made, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    const again = await watched(unguarded);
    assert.equal(again.policy, '');
    assert.deepEqual(again.seen, []);
  });
}
