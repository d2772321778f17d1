import '../generated/style.js';
import { extensions, mimeExtensions } from '../generated/plugins.js';
import { JupyterLab } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import { IConnectionStatus, IServiceManager } from '@jupyterlab/services';
import { PluginRegistry } from '@lumino/coreutils';

const isDisabled = id => PageConfig.Extension.disabled.some(raw => {
  const name = typeof raw === 'string' ? raw : raw.raw;
  return id === name || id.startsWith(`${name}:`);
});
const pluginsOf = module => [module.default ?? module].flat().filter(plugin => plugin && !isDisabled(plugin.id));

export async function run(prebuilt) {
  const plugins = [];
  const mimePlugins = [];
  for (const [, load] of extensions) {
    plugins.push(...pluginsOf(await load()));
  }
  for (const [, load] of mimeExtensions) {
    mimePlugins.push(...pluginsOf(await load()));
  }
  for (const { name, extension, style } of prebuilt) {
    const container = window._JUPYTERLAB[name];
    plugins.push(...pluginsOf((await container.get(extension))()));
    if (style) {
      (await container.get(style))();
    }
  }
  const pluginRegistry = new PluginRegistry();
  pluginRegistry.registerPlugins(plugins);
  const app = new JupyterLab({
    pluginRegistry,
    serviceManager: await pluginRegistry.resolveRequiredService(IServiceManager),
    connectionStatus: await pluginRegistry.resolveOptionalService(IConnectionStatus),
    mimeExtensions: mimePlugins,
    disabled: { matches: [], patterns: [] },
    deferred: { matches: [], patterns: [] },
    availablePlugins: []
  });
  window.jupyterapp = app;
  app.start({ ignorePlugins: [], bubblingKeydown: true });
  await app.restored;
  document.body.dataset.restored = 'true';
}
