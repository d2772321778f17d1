// What can be done with a row of the database panel: in a menu, by its key and by a double click.
import { NotebookActions } from '@jupyterlab/notebook';
import { Menu } from '@lumino/widgets';
import { isRelation } from './databaseModel.js';

const ROWS = 20;

/** A name as an argument of a command, where it is a pattern of LIKE: `_` is any character, also a quote. */
const pattern = name => (/^\w+$/.test(name) ? name : `"${name.replaceAll('"', '_')}"`);

/** As the argument of %sql. */
const alias = name => (/^[\w.-]+$/.test(name) ? name : `"${name}"`);

/**
 * The commands by their ids: `label(row)`, whether a row `has` it, and what it does.
 *
 * @param panel has the notebook, the source and the row
 */
function actions(panel) {
  const { app } = panel;
  const isOnConnection = ({ node }) => panel.model.isCurrent({ node });
  /** Statements go to the current connection; for another one the cell says so, and makes it current. */
  const there = row => (isOnConnection(row) ? '' : `%sql ${alias(row.node.connection ?? row.node.sql)}\n`);
  const runBelow = async text => {
    const { content, sessionContext } = panel.notebook;
    NotebookActions.insertBelow(content);
    content.activeCell.model.sharedModel.setSource(text);
    await NotebookActions.run(content, sessionContext);
  };
  return {
    'rowan:database-insert': {
      label: () => 'Insert Name at Cursor',
      has: ({ node }) => node.kind !== 'connection',
      run: async ({ node }) => {
        const { content, id } = panel.notebook;
        if (content.activeCell?.model.type !== 'code') {
          NotebookActions.insertBelow(content);
        }
        const cell = content.activeCell;
        await cell.ready;
        cell.editor.replaceSelection(node.sql);
        // With the focus in it, the notebook is not put into command mode when it comes to the front.
        cell.editor.focus();
        app.shell.activateById(id);
      }
    },
    'rowan:database-use': {
      label: () => 'Use This Connection',
      has: row => row.node.kind === 'connection' && !isOnConnection(row),
      run: row => runBelow(`%sql ${alias(row.node.sql)}`)
    },
    'rowan:database-select': {
      label: () => `Select ${ROWS} Rows in a New Cell`,
      has: ({ node }) => isRelation(node),
      run: row => runBelow(`${there(row)}SELECT * FROM ${row.node.sql} LIMIT ${ROWS}`)
    },
    'rowan:database-schema': {
      label: () => 'Show Schema in a New Cell',
      has: ({ node }) => node.kind === 'connection' || (isRelation(node) && node.isInFirst),
      run: row => runBelow(`${there(row)}.schema${row.node.kind === 'connection' ? '' : ` ${pattern(row.node.name)}`}`)
    },
    'rowan:database-count': {
      label: () => 'Count Rows',
      has: row => isRelation(row.node) && isOnConnection(row),
      run: row => panel.source.count(row)
    },
    'rowan:database-copy': {
      label: () => 'Copy DDL',
      has: ({ node }) => node.ddl !== '',
      run: async ({ node }) => {
        await navigator.clipboard.writeText(node.ddl);
        panel.say(`The definition of ${node.name} is in the clipboard.`);
      }
    }
  };
}

/** Makes the commands known; gives what opens their menu for a row, and what a row does first. */
export function actionsOf(panel) {
  const { commands } = panel.app;
  const all = actions(panel);
  let asked = null;
  const menu = new Menu({ commands });
  menu.addClass('rowan-DatabaseMenu');
  menu.aboutToClose.connect(() => panel.tree.node.focus());
  const perform = async (action, row) => {
    try {
      await action.run(row);
    } catch (error) {
      panel.say(error.message);
    }
  };
  for (const [id, action] of Object.entries(all)) {
    commands.addCommand(id, {
      label: action.label,
      isVisible: () => asked !== null && action.has(asked),
      execute: () => asked && perform(action, asked)
    });
    menu.addItem({ command: id });
  }
  return {
    ask: (row, x, y) => {
      asked = row;
      menu.open(x, y);
    },
    enter: row => {
      const first = Object.values(all).find(action => action.has(row));
      return first && perform(first, row);
    }
  };
}
