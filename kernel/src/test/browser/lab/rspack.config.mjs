// Bundles JupyterLab from its npm packages; the list of its plugins comes from @jupyterlab/core-meta.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, writeFileSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env.ROWAN_BROWSER_HOME;
const load = createRequire(join(root, 'package.json'));
const { Build } = load('@jupyter/builder');
const rspack = load('@rspack/core');
const { jupyterlab, resolutions } = load('@jupyterlab/core-meta/core.package.json');
const base = load('@jupyter/builder/lib/webpack.config.base');

const built = join(root, 'build');
const generated = join(root, 'generated');
[built, generated].forEach(directory => mkdirSync(directory, { recursive: true }));

const packages = Object.keys({ ...jupyterlab.extensions, ...jupyterlab.mimeExtensions });
const assets = Build.ensureAssets({ packageNames: packages, output: built });
copyFileSync(join(built, 'style.js'), join(generated, 'style.js'));

const entries = map =>
  Object.entries(map).map(([name, module]) => `[${JSON.stringify(name)}, () => import(${JSON.stringify(module ? `${name}/${module}` : name)})]`);
writeFileSync(
  join(generated, 'plugins.js'),
  `export const extensions = [${entries(jupyterlab.extensions)}];\nexport const mimeExtensions = [${entries(jupyterlab.mimeExtensions)}];\n`
);

// What prebuilt extensions share with Lab.
const version = name => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
const shared = {};
for (const name of new Set([...Object.keys(resolutions), ...packages])) {
  if (existsSync(join(root, 'node_modules', name))) {
    const singleton = jupyterlab.singletonPackages.includes(name);
    shared[name] = { requiredVersion: resolutions[name] ?? version(name), ...(singleton ? { singleton } : {}) };
  }
}

export default [
  {
    ...base,
    mode: 'production',
    devtool: false,
    context: root,
    entry: join(root, 'lab', 'start.js'),
    output: { path: built, filename: 'lab.js', chunkFilename: '[name].[contenthash].js', publicPath: 'auto' },
    optimization: { minimize: false },
    plugins: [
      new rspack.container.ModuleFederationPlugin({
        name: 'LAB',
        library: { type: 'var', name: ['_JUPYTERLAB', 'LAB'] },
        shared
      })
    ]
  },
  ...assets
];
