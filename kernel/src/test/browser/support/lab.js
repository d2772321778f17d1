// A JupyterLab server with the kernel under test, and a browser in it, for one file of tests.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const HOME = process.env.ROWAN_BROWSER_HOME;
const PREFIX = process.env.ROWAN_BROWSER_PREFIX;
const NOTEBOOKS = process.env.ROWAN_NOTEBOOKS;
const SCREENSHOTS = join(HOME, 'screenshots');
const PATIENCE = 30_000;

/** Messages of the console that are JupyterLab's own, with this server. */
const NOT_OURS = [/404 \(Not Found\)/, /yjs#509/, /was preloaded using link/, /Not same Y\.Doc/, /api\/events\/subscribe/];

const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Waits until `look` gives something, asking again and again; fails with what was hoped for. */
export async function until(hope, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) {
      return seen;
    }
    if (Date.now() > end) {
      throw new Error(`did not happen in ${patience} ms: ${hope}`);
    }
    await sleep(20);
  }
}

/** The server. */
export class Lab {
  static async start() {
    const lab = new Lab();
    lab.directory = mkdtempSync(join(tmpdir(), 'rowan-browser-'));
    lab.notebooks = join(lab.directory, 'notebooks');
    mkdirSync(lab.notebooks);
    lab.port = await freePort();
    const state = join(lab.directory, 'state');
    const at = name => join(state, name);
    lab.server = spawn(
      '/usr/bin/python3',
      [
        join(HOME, 'lab', 'server.py'),
        `--ServerApp.port=${lab.port}`,
        '--ServerApp.port_retries=0',
        '--ServerApp.ip=127.0.0.1',
        '--ServerApp.token=t',
        '--ServerApp.open_browser=False',
        `--ServerApp.root_dir=${lab.notebooks}`,
        '--allow-root'
      ],
      {
        env: {
          ...process.env,
          ROWAN_BROWSER_STATE: state,
          JUPYTER_NO_CONFIG: '1',
          JUPYTER_PATH: join(PREFIX, 'share', 'jupyter'),
          JUPYTER_CONFIG_DIR: at('config'),
          JUPYTER_RUNTIME_DIR: at('runtime'),
          JUPYTER_DATA_DIR: at('data'),
          XDG_DATA_HOME: at('share')
        },
        stdio: ['ignore', 'pipe', 'pipe']
      }
    );
    lab.said = '';
    for (const stream of [lab.server.stdout, lab.server.stderr]) {
      stream.on('data', text => (lab.said += text));
    }
    await until('the server answers', async () => {
      if (lab.server.exitCode !== null) {
        throw new Error(`the server ended: ${lab.said.slice(-2000)}`);
      }
      return fetch(`${lab.address}/api/status?token=t`).then(answer => answer.ok, () => false);
    });
    lab.browser = await chromium.launch({
      executablePath: process.env.ROWAN_CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--js-flags=--expose-gc', '--enable-precise-memory-info']
    });
    return lab;
  }

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Puts a notebook with these cells beside the others. */
  write(name, cells) {
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'rowan', display_name: 'Rowan', language: 'sql' } },
      cells: cells.map((source, i) => ({ id: `cell-${i}`, cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null }))
    };
    writeFileSync(join(this.notebooks, name), JSON.stringify(notebook));
  }

  /** Puts a bundled notebook there. */
  copy(name) {
    copyFileSync(join(NOTEBOOKS, name), join(this.notebooks, name));
  }

  read(name) {
    return readFileSync(join(this.notebooks, name), 'utf8');
  }

  /** Opens a notebook in a page of its own. */
  async open(name, { theme = 'JupyterLab Light', width = 1180, height = 900, scale = 1 } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = new Page(this, await context.newPage(), name);
    await page.load(theme);
    return page;
  }

  async stop() {
    await this.browser?.close();
    const kernels = await fetch(`${this.address}/api/kernels?token=t`).then(answer => answer.json(), () => []);
    for (const { id } of kernels) {
      await fetch(`${this.address}/api/kernels/${id}?token=t`, { method: 'DELETE' }).catch(() => {});
    }
    this.server.kill('SIGTERM');
    await until('the server ends', () => this.server.exitCode !== null || this.server.signalCode !== null, 10_000);
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** One notebook in a page. */
export class Page {
  constructor(lab, page, name) {
    this.lab = lab;
    this.page = page;
    this.name = name;
    this.complaints = [];
    page.on('pageerror', error => this.complaints.push(String(error)));
    page.on('console', message => {
      const text = `${message.text()} ${message.location().url}`;
      if (message.type() === 'error' && !NOT_OURS.some(pattern => pattern.test(text))) {
        this.complaints.push(text);
      }
    });
  }

  async load(theme) {
    await this.page.goto(`${this.lab.address}/lab/tree/${this.name}?token=t&reset`);
    await this.ready();
    if (theme) {
      await this.theme(theme);
    }
    await this.command('application:toggle-left-area').catch(() => {});
  }

  async ready() {
    await this.page.waitForSelector('body[data-restored]', { state: 'attached', timeout: 60_000 });
    await this.page.waitForFunction(
      () => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle',
      null,
      { timeout: 60_000 }
    );
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  command(id, options = {}) {
    return this.page.evaluate(([command, args]) => window.jupyterapp.commands.execute(command, args).then(() => {}), [id, options]);
  }

  async theme(name) {
    await this.command('apputils:change-theme', { theme: name });
    const light = String(!name.includes('Dark'));
    await this.page.waitForSelector(`body[data-jp-theme-light="${light}"]`, { state: 'attached' });
    // JupyterLab takes the splash screen of a change away a moment later, and complains when the next has done so before.
    await this.page.waitForSelector('#jupyterlab-splash', { state: 'detached' });
  }

  evaluate(work, argument) {
    return this.page.evaluate(work, argument);
  }

  /** Waits until what has changed is to be seen. */
  painted() {
    return this.evaluate(() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted))));
  }

  /** Starts a cell and does not wait for it. */
  begin(index) {
    return this.evaluate(i => {
      window.jupyterapp.shell.currentWidget.content.activeCellIndex = i;
      window.jupyterapp.commands.execute('notebook:run-cell');
    }, index);
  }

  /** Runs a cell and waits until it has ended. */
  async run(index, patience = PATIENCE) {
    await this.begin(index);
    await this.ended(index, patience);
  }

  ended(index, patience = PATIENCE) {
    return until(`cell ${index} ends`, () => this.evaluate(i => {
      const cell = window.jupyterapp.shell.currentWidget.content.model.cells.get(i);
      return cell.executionState === 'idle' && cell.executionCount !== null;
    }, index), patience);
  }

  async runAll(patience = 120_000) {
    await this.command('notebook:run-all-cells');
    const isDone = () => [...window.jupyterapp.shell.currentWidget.content.model.cells].every(c => c.type !== 'code' || (c.executionCount !== null && c.executionState === 'idle'));
    await until('every cell has run', () => this.evaluate(isDone), patience);
  }

  /** The outputs of a cell as they are saved. */
  outputs(index) {
    return this.evaluate(i => window.jupyterapp.shell.currentWidget.content.model.cells.get(i).outputs.toJSON(), index);
  }

  /** What a cell shows, as text. */
  shown(index) {
    return this.evaluate(i => window.jupyterapp.shell.currentWidget.content.widgets[i].node.querySelector('.jp-Cell-outputArea')?.innerText ?? '', index);
  }

  /** Scrolls through the notebook, screen by screen. */
  async everyScreen(visit) {
    const scroller = '.jp-WindowedPanel-outer';
    const { height, screen } = await this.evaluate(s => {
      const node = document.querySelector(s);
      return { height: node.scrollHeight, screen: node.clientHeight };
    }, scroller);
    for (let top = 0, i = 0; top < height; top += screen - 60, i++) {
      await this.evaluate(([s, y]) => (document.querySelector(s).scrollTop = y), [scroller, top]);
      await this.page.waitForTimeout(250);
      await visit(i);
    }
  }

  async shot(name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  async close() {
    await this.page.context().close();
  }
}
