// Marks the notebooks of Rowan by a class, which keys, menus and colours of this extension are bound to.
import { isRowan } from './channel.js';

const CLASS = 'rowan-Notebook';

/** Where keys and menus of this extension are meant: in the editor of a cell. */
export const EDITORS = `.${CLASS} .jp-CodeCell .jp-InputArea-editor`;

/** The active cell of the notebook in front, with its editor, if it is one of Rowan's and holds code. */
export function activeCell(tracker) {
  const notebook = tracker.currentWidget;
  const cell = notebook?.hasClass(CLASS) ? notebook.content.activeCell : null;
  return cell?.model.type === 'code' && cell.editor ? { notebook, cell, editor: cell.editor } : null;
}

export const notebooks = {
  id: 'rowan-labextension:notebooks',
  description: 'Knows which notebooks are those of Rowan.',
  autoStart: true,
  activate: app => {
    app.docRegistry.addWidgetExtension('Notebook', {
      createNew: (panel, { sessionContext }) => {
        const mark = async () => panel.toggleClass(CLASS, await isRowan(sessionContext));
        sessionContext.kernelChanged.connect(mark, panel);
        mark();
      }
    });
  }
};
