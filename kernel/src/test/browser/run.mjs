// Builds JupyterLab from npm packages, installs the kernel beside it, and has the tests work in it.
// Run by mvn verify -Pbrowser; arguments are names of tests, all of them if there are none, or --pictures for the README's.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const kernel = join(here, '..', '..', '..');
const home = join(kernel, 'target', 'browser');
const java = process.env.ROWAN_JAVA ?? 'java';

function skip(reason) {
  console.log(`\nSKIPPED: the browser tests. ${reason}\n`);
  process.exit(0);
}

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path));
if (!chromium) {
  skip('There is no Chromium; on Debian: apt-get install chromium');
}
if (!works('npm', '--version')) {
  skip('There is no npm; on Debian: apt-get install npm');
}
if (!works('/usr/bin/python3', '-c', 'import jupyter_server, jupyterlab_server')) {
  skip('There is no Jupyter server; on Debian: apt-get install python3-jupyter-server python3-jupyterlab-server');
}

const run = (command, args, options = {}) => execFileSync(command, args, { cwd: home, stdio: 'inherit', ...options });
const shell = process.platform === 'win32';

mkdirSync(home, { recursive: true });
for (const name of ['package.json', 'package-lock.json', 'pictures.mjs', 'lab', 'support', 'tests']) {
  rmSync(join(home, name), { recursive: true, force: true });
  cpSync(join(here, name), join(home, name), { recursive: true });
}
const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).update(readFileSync(join(here, 'lab', 'rspack.config.mjs'))).digest('hex');
const stamp = join(home, 'built-from');
const environment = {
  ...process.env,
  NODE_ENV: 'production',
  ROWAN_BROWSER_HOME: home,
  ROWAN_BROWSER_PREFIX: join(home, 'prefix'),
  ROWAN_NOTEBOOKS: join(kernel, '..', 'notebooks'),
  ROWAN_CHROMIUM: chromium
};
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  try {
    run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { shell });
  } catch {
    skip('The packages of JupyterLab could not be had from npm.');
  }
  rmSync(join(home, 'build'), { recursive: true, force: true });
  run(process.execPath, [join(home, 'node_modules', '@rspack', 'cli', 'bin', 'rspack.js'), 'build', '-c', join('lab', 'rspack.config.mjs')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit']
  });
  writeFileSync(stamp, lock);
}
run(process.execPath, [join(kernel, '..', 'install', 'labextension', 'build.mjs'), '--check'], { env: environment });
run(java, ['-jar', join(kernel, 'target', 'rowan.jar'), 'install', '--prefix', environment.ROWAN_BROWSER_PREFIX]);
if (process.argv.includes('--pictures')) {
  run(process.execPath, ['pictures.mjs'], { env: environment });
  process.exit(0);
}
rmSync(join(home, 'screenshots'), { recursive: true, force: true });
const wanted = process.argv.slice(2);
const tests = readdirSync(join(home, 'tests')).filter(file => wanted.length === 0 || wanted.some(name => file.startsWith(name)));
const ended = spawnSync(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', '--test-timeout=240000', ...tests.map(file => join('tests', file))], {
  cwd: home,
  stdio: 'inherit',
  env: environment
});
console.log(`Screenshots are in ${join('kernel', 'target', 'browser', 'screenshots')}.`);
process.exit(ended.status ?? 1);
