// A result as a table of HTML, for screen readers and for what is small: whatever reads pages reads it.
import { Widget } from '@lumino/widgets';
import { isNumber, isText, kindOf, textOf } from './cells.js';
import { button, element } from './dom.js';
import { actionOf, handle } from './gridInput.js';

/** Rows that are shown at once. */
const ROWS = 200;

const EVENTS = ['mousedown', 'click', 'dblclick', 'contextmenu', 'keydown'];

export class GridTable extends Widget {
  constructor(model, selection, result) {
    super();
    this.addClass('rowan-TableBox');
    this.model = model;
    this.selection = selection;
    this.result = result;
    this.first = 0;
    this.marked = [];
    model.changed.connect(this.modelChanged, this);
    selection.changed.connect(this.mark, this);
    this.draw();
  }

  onAfterAttach() {
    EVENTS.forEach(type => this.node.addEventListener(type, this));
  }

  onBeforeDetach() {
    EVENTS.forEach(type => this.node.removeEventListener(type, this));
  }

  onBeforeShow() {
    this.draw();
  }

  modelChanged(_, { type }) {
    if (this.isVisible && type !== 'rows-inserted') {
      this.draw();
    }
  }

  /** The numbers of the rows that are shown, from the first to the one behind the last. */
  get range() {
    return [this.first, Math.min(this.first + ROWS, this.model.total)];
  }

  /** Shows the block of rows in which one is. */
  showRow(row) {
    this.first = Math.floor(row / ROWS) * ROWS;
    this.draw();
  }

  showBeginning() {
    this.showRow(0);
  }

  showFields(fields) {
    this.fields = fields;
    this.draw();
  }

  draw() {
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const { model } = this;
    const [first, end] = this.range;
    this.isNumbered = first > 0 || end < model.total || model.result.total !== model.result.rows.length;
    const body = element('tbody');
    for (let i = first; i < end; i++) {
      const cells = model.row(i);
      if (!cells) {
        break;
      }
      const number = this.isNumbered ? [element('th', { scope: 'row' }, (i + 1).toLocaleString('en'))] : [];
      const row = element('tr', { 'aria-rowindex': i + 2, 'data-row': i }, ...number);
      row.append(...model.columns.map((column, index) => this.cell(cells[column], index)));
      body.append(row);
    }
    const head = element('thead', {}, this.head());
    if (this.fields) {
      head.append(element('tr', {}, ...this.numberHead(), ...model.columns.map(column => element('td', {}, this.fields[column]))));
    }
    const table = element(
      'table',
      { role: 'grid', class: 'rowan-Table', 'aria-multiselectable': 'true', 'aria-rowcount': model.total + 1, 'aria-label': 'Result' },
      ...(this.isNumbered ? [element('caption', {}, `rows ${(first + 1).toLocaleString('en')} to ${end.toLocaleString('en')}`)] : []),
      head,
      body
    );
    this.node.replaceChildren(table);
    this.marked = [];
    this.mark();
    if (focused?.matches('input')) {
      focused.focus(); // It has been put in again, with what is written in it.
    } else if (focused) {
      this.focus();
    }
  }

  numberHead() {
    return this.isNumbered ? [element('td', {})] : [];
  }

  head() {
    const { model } = this;
    const heads = model.columns.map((column, index) => {
      const sorted = model.arrangement.sort.find(s => s.column === column);
      const name = model.result.columns[column];
      const sort = button(`${name}${model.arrow(column)}`, `Sort by ${name}; with Shift, by this too`, event => this.result.arranging.sortBy(column, event.shiftKey), 'rowan-Name');
      const menu = button('', `Actions for ${name}`, () => this.openHeadMenu(menu, column), 'rowan-HeadMenu');
      menu.setAttribute('aria-label', `Actions for ${name}`);
      for (const node of [sort, menu]) {
        node.tabIndex = -1; // From a cell, the keys do the same.
      }
      const head = element('th', { scope: 'col', 'data-index': index, 'aria-sort': !sorted ? 'none' : sorted.descending ? 'descending' : 'ascending' }, sort, menu);
      head.classList.toggle('rowan-mod-number', this.isNumeric(column));
      return head;
    });
    return element('tr', { 'aria-rowindex': 1 }, ...this.numberHead(), ...heads);
  }

  isNumeric(column) {
    const cells = this.model.result.rows.map(row => row[column]).filter(cell => cell !== null);
    return cells.length > 0 && cells.every(isNumber);
  }

  cell(cell, index) {
    const node = element('td', { 'data-index': index, 'data-lm-suppress-shortcuts': 'true', tabindex: '-1' });
    node.classList.toggle('rowan-mod-number', isNumber(cell));
    if (cell === null) {
      node.append(element('i', {}, 'NULL'));
    } else if (isText(cell)) {
      node.dir = 'auto';
      node.textContent = textOf(cell);
      node.title = cell.length === 1 ? 'the empty text' : '';
    } else {
      node.textContent = textOf(cell);
      node.classList.toggle('rowan-mod-blob', kindOf(cell) === 'b');
    }
    return node;
  }

  nodeOf(row, index) {
    return this.node.querySelector(`tr[data-row="${row}"] > td[data-index="${index}"]`);
  }

  /** Shows what is selected; one cell can be reached by Tab. */
  mark() {
    for (const node of this.marked) {
      node.classList.remove('rowan-mod-selected', 'rowan-mod-cursor');
      node.removeAttribute('aria-selected');
      node.tabIndex = -1;
    }
    const selected = this.selection.currentSelection();
    const [first, end] = this.range;
    this.marked = [];
    if (selected) {
      const [top, bottom] = [Math.min(selected.r1, selected.r2), Math.max(selected.r1, selected.r2)];
      const [left, right] = [Math.min(selected.c1, selected.c2), Math.max(selected.c1, selected.c2)];
      for (let row = Math.max(first, top); row <= Math.min(end - 1, bottom); row++) {
        for (let index = left; index <= right; index++) {
          const node = this.nodeOf(row, index);
          if (node) {
            node.classList.add('rowan-mod-selected');
            node.setAttribute('aria-selected', 'true');
            this.marked.push(node);
          }
        }
      }
    }
    const cursor = this.nodeOf(this.selection.cursorRow, this.selection.cursorColumn) ?? this.nodeOf(first, 0);
    if (cursor) {
      cursor.tabIndex = 0;
      cursor.classList.toggle('rowan-mod-cursor', selected !== null);
      this.marked.push(cursor);
    }
  }

  focus() {
    this.node.querySelector('td[tabindex="0"]')?.focus();
  }

  showCursor() {
    const { cursorRow } = this.selection;
    const [first, end] = this.range;
    if (cursorRow >= 0 && (cursorRow < first || cursorRow >= end)) {
      this.showRow(cursorRow);
    }
  }

  /** Where the lower left corner of a cell is in the window. */
  cornerOf(row, index) {
    const box = (this.nodeOf(row, index) ?? this.node).getBoundingClientRect();
    return [box.left + 8, box.bottom];
  }

  openHeadMenu(node, column) {
    const box = node.getBoundingClientRect();
    this.result.openMenu({ column }, box.left, box.bottom);
  }

  // ---- mouse and keys

  handleEvent(event) {
    if (event.type === 'keydown') {
      this.keyDown(event);
      return;
    }
    const node = event.target.closest('td[data-index], th[data-index]');
    const index = Number(node?.dataset.index);
    const row = Number(node?.parentElement.dataset.row);
    if (event.type === 'contextmenu') {
      this.contextMenu(event, node, row, index);
    } else if (node?.matches('td')) {
      if (event.type === 'dblclick') {
        this.result.showValue();
      } else if (event.type === 'click' && document.getSelection().isCollapsed) {
        this.result.select(row, index, { isExtended: event.shiftKey });
      } else if (event.type === 'mousedown' && event.shiftKey) {
        event.preventDefault(); // It would mark the text between, not the cells.
      }
    }
  }

  contextMenu(event, node, row, index) {
    if (event.target.closest('input') || !document.getSelection().isCollapsed) {
      return; // What is written, or text that is marked, has the menu of the browser.
    }
    event.preventDefault();
    event.stopPropagation();
    if (node?.matches('td')) {
      this.result.openMenuAt(row, index, event.clientX, event.clientY);
    } else {
      this.result.openMenu(node ? { column: this.model.columns[index] } : {}, event.clientX, event.clientY);
    }
  }

  keyDown(event) {
    if (!event.target.matches('td[data-index]')) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !document.getSelection().isCollapsed) {
      return;
    }
    const { cursorRow, cursorColumn } = this.selection;
    const place = { lastRow: this.model.total - 1, lastColumn: this.model.columns.length - 1 };
    const [row, index] = cursorRow < 0 ? [Number(event.target.parentElement.dataset.row), Number(event.target.dataset.index)] : [cursorRow, cursorColumn];
    if (cursorRow < 0) {
      this.result.select(row, index);
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] }[event.key];
    handle(event, step ? () => this.move(row, index, step, event.shiftKey) : actionOf(event, this.result, place));
  }

  move(row, index, [down, right], isExtended) {
    if (isExtended) {
      const { r2, c2 } = this.selection.currentSelection();
      this.result.select(r2 + down, c2 + right, { isExtended: true });
    } else {
      this.result.select(row + down, index + right);
    }
  }

  dispose() {
    this.model.changed.disconnect(this.modelChanged, this);
    this.selection.changed.disconnect(this.mark, this);
    super.dispose();
  }
}
