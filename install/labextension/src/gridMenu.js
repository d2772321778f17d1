// What can be done with a result, a column and a value of it, as a menu.
import { MenuSvg } from '@jupyterlab/ui-components';
import { isText, isWhole, kindOf } from './cells.js';

const isCell = target => target.cell !== undefined;
const isColumn = target => target.column !== undefined;

/** Whether a condition can be written for the value: of BLOBs there are none, and of a beginning none that is true. */
const isFiltered = target => isCell(target) && isWhole(target.cell) && kindOf(target.cell) !== 'b';

/**
 * The commands by their ids. Each has a label, a target that it `has`, and what it does with the result and the target:
 * `{column, cell, row}`, of which there is what was pointed at.
 */
const actions = {
  copy: { label: ({ selected }) => (selected ? 'Copy' : 'Copy All Rows'), has: () => true, run: result => result.copy('tsv', false) },
  'copy-headers': { label: ({ selected }) => (selected ? 'Copy with Names' : 'Copy All Rows with Names'), has: () => true, run: result => result.copy('tsv', true) },
  'copy-csv': { label: 'CSV', has: () => true, run: result => result.copy('csv', true) },
  'copy-json': { label: 'JSON', has: () => true, run: result => result.copy('json', true) },
  'copy-markdown': { label: 'Markdown', has: () => true, run: result => result.copy('markdown', true) },
  'copy-insert': { label: 'INSERT', has: () => true, run: result => result.copy('insert', true) },
  'copy-column': { label: 'Copy Column', has: isColumn, run: (result, { column }) => result.copyColumn(column) },
  'select-all': { label: 'Select All', has: () => true, run: result => result.selectAll() },

  'show-value': { label: 'Show Value', has: isCell, run: result => result.showValue() },
  'show-text': { label: 'Show as Text', has: ({ cell }) => cell !== undefined && (isText(cell) || kindOf(cell) === 'b'), run: result => result.showValue(true) },
  summary: { label: 'Column Summary', has: isColumn, run: (result, { column }) => result.showSummary(column) },

  'filter-value': { label: 'Filter by This Value', has: isFiltered, run: (result, { column, cell }) => result.arranging.filterBy(column, cell) },
  'exclude-value': { label: 'Exclude This Value', has: isFiltered, run: (result, { column, cell }) => result.arranging.filterBy(column, cell, true) },
  'filter-column': { label: 'Filter by Column …', has: () => true, run: (result, { column }) => result.arranging.showFields(column) },
  'clear-filters': { label: 'Clear Filters', has: (_, { filter, filters }) => filter !== '' || filters.length > 0, run: result => result.arranging.clearFilters() },

  'sort-ascending': { label: 'Sort Ascending', has: isColumn, run: (result, { column }) => result.arranging.sort([{ column, descending: false }]) },
  'sort-descending': { label: 'Sort Descending', has: isColumn, run: (result, { column }) => result.arranging.sort([{ column, descending: true }]) },
  'add-sort': {
    label: 'Then Sort by This',
    has: ({ column }, { sort }) => column !== undefined && sort.length > 0 && !sort.some(s => s.column === column),
    run: (result, { column }) => result.arranging.sortBy(column, true)
  },
  'clear-sort': { label: 'Clear Sort', has: (_, { sort }) => sort.length > 0, run: result => result.arranging.sort([]) },

  hide: { label: 'Hide Column', has: (target, _, model) => isColumn(target) && model.columns.length > 1, run: (result, { column }) => result.model.hide(column) },
  'show-all': { label: 'Show All Columns', has: (_, __, model) => model.hiddenCount > 0, run: result => result.model.showAllColumns() },

  table: { label: 'Show as Table', has: ({ isWhole: whole, canSwitch }) => whole && canSwitch, run: result => result.toggleTable() },
  export: { label: 'Export CSV', has: ({ isWhole: whole }, _, model) => whole && model.live, run: result => result.exportAll() }
};

const COPIES = ['copy-csv', 'copy-json', 'copy-markdown', 'copy-insert'];

/** The order of the menu; null is a line, a list a menu of its own. */
const ORDER = [
  'copy', 'copy-headers', COPIES, 'copy-column', null,
  'filter-value', 'exclude-value', 'filter-column', 'clear-filters', null,
  'sort-ascending', 'sort-descending', 'add-sort', 'clear-sort', null,
  'show-value', 'show-text', 'summary', null,
  'hide', 'show-all', 'select-all', 'table', 'export'
];

const idOf = name => `rowan:grid-${name}`;

/** The menu for the results of an application; it is made when it is first asked for. */
export class GridMenu {
  constructor(commands) {
    this.commands = commands;
    this.result = null;
    this.target = {};
    for (const [name, action] of Object.entries(actions)) {
      commands.addCommand(idOf(name), {
        label: () => (typeof action.label === 'string' ? action.label : action.label(this.target)),
        isVisible: () => this.result !== null && action.has(this.target, this.result.model.wanted, this.result.model),
        execute: () => this.result && action.run(this.result, this.target)
      });
    }
    this.menu = this.made(ORDER);
    this.menu.aboutToClose.connect(() => this.result?.focus());
  }

  made(order) {
    const menu = new MenuSvg({ commands: this.commands });
    menu.addClass('rowan-GridMenu');
    for (const name of order) {
      if (name === null) {
        menu.addItem({ type: 'separator' });
      } else if (Array.isArray(name)) {
        const submenu = this.made(name);
        submenu.title.label = 'Copy As';
        menu.addItem({ type: 'submenu', submenu });
      } else {
        menu.addItem({ command: idOf(name) });
      }
    }
    return menu;
  }

  open(result, target, x, y) {
    this.result = result;
    this.target = target;
    this.menu.open(x, y);
  }
}
