// Loads the prebuilt extensions that the server lists, then Lab with all its plugins.
const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);

const script = source =>
  new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement('script'), { src: source, onload: resolve, onerror: reject });
    document.head.append(node);
  });

async function start() {
  const extensions = config.federated_extensions ?? [];
  for (const { name, load } of extensions) {
    await script(`${config.fullLabextensionsUrl}/${name}/${load}`);
    await __webpack_init_sharing__('default');
    await window._JUPYTERLAB[name].init(__webpack_share_scopes__.default);
  }
  const { run } = await import('./run.js');
  await run(extensions);
}

start();
