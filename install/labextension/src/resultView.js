// Results in notebooks: one renderer per notebook, which knows that notebook's kernel.
import { IThemeManager } from '@jupyterlab/apputils';
import { PanelLayout, Widget } from '@lumino/widgets';
import { isRowan } from './channel.js';

const MIME = 'application/vnd.rowan.result+json';

/** The grid, and with it Lab's own. */
const grids = () => import('./resultGrid.js');


/** Loads what the first result will need as soon as a kernel of Rowan's is there. */
async function prefetch(sessionContext) {
  if (await isRowan(sessionContext)) {
    await grids();
  }
}

/** A thin shell, so that nothing of the grid is loaded where there is neither a result nor Rowan. */
class ResultView extends Widget {
  constructor(sessionContext, themes, menu) {
    super();
    this.layout = new PanelLayout();
    this.sessionContext = sessionContext;
    this.themes = themes;
    this.menu = menu;
    this.grid = null;
  }

  async renderModel(model) {
    const result = model.data[MIME];
    const [{ ResultGrid }, menu] = await Promise.all([grids(), this.menu()]);
    if (this.isDisposed) {
      return;
    }
    if (this.grid) {
      this.grid.show(result);
      return;
    }
    this.grid = new ResultGrid(result, this.sessionContext, this.themes, menu);
    this.layout.addWidget(this.grid);
  }
}

/** Draws results of Rowan; what is saved is shown without the kernel, and in notebooks that are not trusted. */
export const results = {
  id: 'rowan-labextension:results',
  description: 'Shows results of Rowan as live grids.',
  autoStart: true,
  optional: [IThemeManager],
  activate: (app, themes) => {
    let made = null;
    const menu = () => (made ??= import('./gridMenu.js').then(({ GridMenu }) => new GridMenu(app.commands)));
    app.docRegistry.addWidgetExtension('Notebook', {
      createNew: (panel, context) => {
        const { sessionContext } = context;
        const begin = () => prefetch(sessionContext);
        sessionContext.kernelChanged.connect(begin);
        begin();
        panel.content.rendermime.addFactory(
          {
            safe: true, // Text on a canvas: nothing that a result holds is ever run.
            mimeTypes: [MIME],
            defaultRank: 10,
            createRenderer: () => new ResultView(sessionContext, themes, menu)
          },
          10
        );
      }
    });
  }
};
