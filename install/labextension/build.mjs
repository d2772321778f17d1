// Builds prebuilt/ from the sources, with the builder of JupyterLab that the browser tests install:
//   mvn -Pbrowser verify -DskipTests && node install/labextension/build.mjs
// With --check nothing is written; it fails where prebuilt/ is not what the sources give.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const home = process.env.ROWAN_BROWSER_HOME ?? join(here, '..', '..', 'kernel', 'target', 'browser');
const modules = join(home, 'node_modules');
const prebuilt = join(here, 'prebuilt');

/** All files below a directory, sorted, as paths with slashes. */
function filesIn(directory, below = directory) {
  return readdirSync(directory)
    .sort()
    .flatMap(name => {
      const path = join(directory, name);
      return statSync(path).isDirectory() ? filesIn(path, below) : [relative(below, path).replaceAll('\\', '/')];
    });
}

/** One line per source, as sha256sum writes them; the kernel's tests compare them without npm. */
function sources() {
  const files = ['package.json', ...['src', 'style'].flatMap(d => filesIn(join(here, d)).map(file => `${d}/${file}`))];
  return files
    .map(file => {
      const text = readFileSync(join(here, file), 'utf8').replaceAll('\r\n', '\n');
      return `${createHash('sha256').update(text).digest('hex')}  ${file}\n`;
    })
    .join('');
}

if (!existsSync(modules)) {
  console.error(`There is no ${modules}; mvn -Pbrowser verify installs it.`);
  process.exit(1);
}
// A fixed place beside the modules: what the bundler names its chunks after depends on it.
const work = join(home, 'labextension');
rmSync(work, { recursive: true, force: true });
mkdirSync(work);
try {
  for (const name of ['package.json', 'src', 'style']) {
    cpSync(join(here, name), join(work, name), { recursive: true });
  }
  const builder = join(modules, '@jupyter', 'builder', 'lib', 'build-labextension.js');
  const core = join(modules, '@jupyterlab', 'core-meta', 'core.package.json');
  execFileSync(process.execPath, [builder, '--core-package-file', core, work], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  const built = join(work, 'prebuilt');
  writeFileSync(join(built, 'sources.sha256'), sources());
  if (process.argv.includes('--check')) {
    // How modules are numbered, and files named after that, depends on where and beside what the bundler works.
    const same = file => !/remoteEntry|^package\.json$/.test(file);
    const unnumbered = text => text.replaceAll(/\b\d+\b/g, '#');
    const unhashed = file => unnumbered(file.replace(/\.[0-9a-f]{16}\.js$/, '.js'));
    const of = directory =>
      filesIn(directory)
        .filter(same)
        .map(file => `${unhashed(file)}\n${unnumbered(readFileSync(join(directory, file), 'utf8'))}`)
        .sort()
        .join('\n');
    if (of(built) !== of(prebuilt)) {
      console.error('install/labextension/prebuilt is not what its sources give: node install/labextension/build.mjs');
      process.exit(1);
    }
    console.log('prebuilt/ is what the sources give');
  } else {
    rmSync(prebuilt, { recursive: true, force: true });
    cpSync(built, prebuilt, { recursive: true });
    console.log(filesIn(prebuilt).join('\n'));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
