// Commands of an editor of SQL: laying out, and running a piece of a cell.
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { indentUnit } from '@codemirror/language';
import { runnable } from './cellStatements.js';
import { EDITORS, activeCell } from './rowanNotebooks.js';
import { layoutOf } from './sqlLayout.js';

const READING_MS = 8_000;

const say = text => Notification.info(text, { autoClose: READING_MS });

const selectionOf = view => view.state.selection.main;

/** Lays out the statements that are selected, or all of the cell. Undone in one step. */
async function format({ cell, editor }) {
  const { layOut } = await import('./sqlFormatter.js');
  const view = editor.editor;
  const text = view.state.doc.toString();
  const { from, to, empty } = selectionOf(view);
  const indent = view.state.facet(indentUnit).length;
  const { changes, left } = layoutOf(text, empty ? { from: 0, to: text.length } : { from, to }, sql => layOut(sql, indent));
  if (changes.length > 0) {
    const { undoManager } = cell.model.sharedModel;
    undoManager?.stopCapturing();
    view.dispatch({ changes, userEvent: 'input.format' });
    undoManager?.stopCapturing();
  }
  if (left.length > 0) {
    say(left.join('\n'));
  } else if (changes.length === 0) {
    say('There is nothing to lay out anew.');
  }
}

/**
 * Runs a piece of a cell, with its output where that of the cell is. The cell keeps its text, and no number, as one that has
 * not been run: what it shows is not what all of it gives.
 */
async function runPiece({ notebook, cell, editor }) {
  const { from, to } = selectionOf(editor.editor);
  const code = runnable(editor.model.sharedModel.getSource(), from, to);
  const kernel = notebook.sessionContext.session?.kernel;
  if (!code || !kernel) {
    say(kernel ? 'Select what is to run: there is no statement of SQL at the cursor.' : 'There is no kernel. Start one first.');
    return;
  }
  const { model, outputArea } = cell;
  const clear = () => {
    model.clearExecution();
    cell.outputHidden = false;
  };
  model.sharedModel.transact(clear, false, 'silent-change'); // nothing to be undone, as where a whole cell runs
  model.trusted = true;
  model.executionState = 'running';
  const future = kernel.requestExecute({ code, stop_on_error: true }, false, {
    ...model.metadata,
    cellId: model.sharedModel.getId()
  });
  outputArea.future = future;
  try {
    await future.done;
  } catch {
    // The kernel has gone, or another run of the cell has taken the place of this one.
  }
  if (!cell.isDisposed && outputArea.future === future) {
    model.executionState = 'idle';
    model.isDirty = true;
  }
}

export const sqlEditing = {
  id: 'rowan-labextension:editing',
  description: 'Formats SQL, and runs a selection or the statement at the cursor.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate: (app, tracker, palette) => {
    const add = (id, { label, keys, rank, run }) => {
      const isMeant = () => activeCell(tracker) !== null;
      app.commands.addCommand(id, { label, isEnabled: isMeant, isVisible: isMeant, execute: () => run(activeCell(tracker)) });
      app.commands.addKeyBinding({ command: id, keys, selector: EDITORS });
      app.contextMenu.addItem({ command: id, selector: EDITORS, rank });
      palette?.addItem({ command: id, category: 'Rowan' });
    };
    add('rowan:run-statement', {
      label: 'Run Selection or Statement at Cursor',
      keys: ['Accel Shift Enter'],
      rank: -3,
      run: runPiece
    });
    add('rowan:format-sql', { label: 'Format SQL', keys: ['Alt Shift F'], rank: -2, run: format });
    app.contextMenu.addItem({ type: 'separator', selector: EDITORS, rank: -1 });
  }
};
