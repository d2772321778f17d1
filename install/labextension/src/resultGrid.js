// A result: the bar above it, its rows on a canvas or as a table, and below them one value or the summary of a column.
import { BasicSelectionModel } from '@lumino/datagrid';
import { PanelLayout, Widget } from '@lumino/widgets';
import { Arranging } from './arranging.js';
import { BelowPanel } from './belowPanel.js';
import { textOf } from './cells.js';
import { Channel } from './channel.js';
import { copyRows } from './copying.js';
import { element } from './dom.js';
import { GridCanvas } from './gridCanvas.js';
import { GridTable } from './gridTable.js';
import { ResultBar } from './resultBar.js';
import { BLOCK, ResultModel } from './resultModel.js';
import { rowsInWords } from './rowsInWords.js';
import { summaryView } from './summaryView.js';
import { valueView } from './valueViewer.js';

/** Whether the notebook has all rows, and a table of HTML shows them. */
const isSmall = result => result.total === result.rows.length && result.rows.length <= BLOCK;

export class ResultGrid extends Widget {
  /** @param menu what opens on a value, a name and the button with three dots */
  constructor(result, sessionContext, themes, menu) {
    super();
    this.addClass('rowan-Result');
    this.layout = new PanelLayout();
    this.sessionContext = sessionContext;
    this.themes = themes;
    this.menu = menu;
    this.model = new ResultModel(result);
    this.selection = new BasicSelectionModel({ dataModel: this.model });
    this.selection.changed.connect(this.speak, this);
    this.arranging = new Arranging(this);
    this.below = new BelowPanel(this);
    this.notes = new Widget();
    this.notes.addClass('rowan-Notes');
    this.model.changed.connect(this.describe, this);
    this.themes?.themeChanged.connect(this.paint, this);
    this.build();
  }

  /** Makes what shows the result. */
  build() {
    const { result } = this.model;
    this.bar = new ResultBar(this, { isSmall: isSmall(result), rows: result.rows.length });
    this.view = isSmall(result) ? this.makeTable() : this.makeCanvas();
    [this.bar, this.view, this.below, this.notes].forEach(widget => this.layout.addWidget(widget));
    this.notes.node.replaceChildren(...(result.notes ?? []).map(note => element('p', { dir: 'auto' }, note)));
    this.describe();
    if (result.id !== undefined) {
      const opening = () => ({ id: this.model.result.id, gen: this.model.generation });
      this.channel = new Channel(this.sessionContext, 'rowan.result', opening);
      this.channel.attach(this);
    }
  }

  makeCanvas() {
    return (this.canvas = new GridCanvas(this.model, this.selection, this));
  }

  makeTable() {
    return (this.table = new GridTable(this.model, this.selection, this));
  }

  /** Another bundle for the same output. */
  show(result) {
    this.channel?.close();
    this.channel = null;
    [this.bar, this.canvas, this.table].forEach(widget => widget?.dispose());
    this.canvas = this.table = null;
    this.below.clear();
    this.model.show(result);
    this.arranging = new Arranging(this);
    this.build();
  }

  // ---- what the channel tells

  connected(send) {
    this.model.connect(send);
  }

  heard(message) {
    this.model.hearKernel(message);
  }

  disconnected() {
    this.model.freeze();
  }

  // ---- what is selected

  /** Where the cursor is, as the row and the column of the result; undefined where there is none. */
  get cursor() {
    const { cursorRow: row, cursorColumn: index } = this.selection;
    return row < 0 || index < 0 ? undefined : { row, index, column: this.model.columns[index] };
  }

  /** @param isExtended whether the selection reaches from where the cursor is */
  select(row, index, { isExtended = false, isFocused = true } = {}) {
    const { cursorRow, cursorColumn } = this.selection;
    const [r, c] = isExtended && cursorRow >= 0 ? [cursorRow, cursorColumn] : [row, index];
    this.selection.select({ r1: r, c1: c, r2: row, c2: index, cursorRow: r, cursorColumn: c, clear: 'all' });
    this.view.showCursor();
    if (isFocused) {
      this.focus();
    }
  }

  get hasFocus() {
    return this.view.node.contains(document.activeElement) && !document.activeElement.matches('input');
  }

  selectAll() {
    const [row, index] = [Math.max(0, this.selection.cursorRow), Math.max(0, this.selection.cursorColumn)];
    const [r2, c2] = [this.model.total - 1, this.model.columns.length - 1];
    this.selection.select({ r1: 0, c1: 0, r2, c2, cursorRow: row, cursorColumn: index, clear: 'all' });
  }

  isSelected(row, index) {
    return this.selection.isCellSelected(row, index);
  }

  focus() {
    this.view.focus();
  }

  leave() {
    this.below.clear();
    this.node.closest('.jp-Notebook')?.focus();
  }

  // ---- the menu

  /** @param target what it is about: a `column`, the `cell` of a `row`, or neither and so the result as a whole */
  openMenu(target, x, y) {
    this.menu.open(this, { selected: !this.selection.isEmpty, ...target }, x, y);
  }

  openMenuAt(row, index, x, y) {
    if (!this.isSelected(row, index)) {
      this.select(row, index);
    }
    const column = this.model.columns[index];
    this.openMenu({ column, row, cell: this.model.row(row)?.[column] }, x, y);
  }

  openMenuAtCursor() {
    const { cursor } = this;
    if (cursor) {
      this.openMenuAt(cursor.row, cursor.index, ...this.view.cornerOf(cursor.row, cursor.index));
    } else {
      this.openWholeMenu(...this.view.cornerOf(0, 0));
    }
  }

  /** The menu of the whole. */
  openWholeMenu(x, y) {
    this.openMenu({ isWhole: true, canSwitch: !isSmall(this.model.result) }, x, y);
  }

  // ---- what a person takes away

  /** The selected cells, or all where none are, to the clipboard. */
  copy(format, headers) {
    const { total, columns: shown } = this.model;
    const { r1, r2, c1, c2 } = this.selection.currentSelection() ?? { r1: 0, r2: total - 1, c1: 0, c2: shown.length - 1 };
    const columns = shown.slice(Math.min(c1, c2), Math.max(c1, c2) + 1);
    this.copyRange({ start: Math.min(r1, r2), end: Math.min(Math.max(r1, r2) + 1, total), columns, format, headers });
  }

  copyColumn(column) {
    this.copyRange({ start: 0, end: this.model.total, columns: [column], format: 'tsv', headers: false });
  }

  async copyRange(range) {
    try {
      this.bar.say(await this.bar.during(copyRows(this.model, range)));
    } catch (error) {
      this.bar.say(error.message);
    }
  }

  async exportAll() {
    this.bar.exports.disabled = true;
    try {
      this.bar.say((await this.model.ask({ op: 'export' })).sentence);
    } catch (error) {
      this.bar.say(error.message);
    } finally {
      this.bar.exports.disabled = !this.model.live;
    }
  }

  // ---- what is shown below the rows

  /** The value at the cursor as a whole. */
  async showValue(asText = false) {
    const { cursor } = this;
    if (cursor) {
      const title = `row ${(cursor.row + 1).toLocaleString('en')}, ${this.model.result.columns[cursor.column]}`;
      await this.below.answer({ op: 'cell', row: cursor.row, column: cursor.column }, (answer, close) =>
        valueView(answer, { title, asText, close, say: sentence => this.bar.say(sentence) })
      );
    }
  }

  showSummary(column) {
    const title = `${this.model.result.columns[column]}: ${this.sentence()}`;
    return this.below.answer({ op: 'summary', column }, (answer, close) => summaryView(answer, { title, close }));
  }

  get isTable() {
    return this.view === this.table;
  }

  /** Shows the rows on the canvas as a table, or the other way round. */
  toggleTable() {
    const [row] = this.canvas?.visibleRows ?? [0];
    this.arranging.hideFields();
    this.view.hide();
    if (this.isTable) {
      this.view = this.canvas;
    } else {
      this.view = this.table ?? this.makeTable();
      this.layout.insertWidget(1, this.view);
      this.table.showRow(row);
    }
    this.view.show();
    this.bar.press(this.bar.table, this.isTable);
  }

  // ---- what is to be seen and heard

  sentence() {
    const { live, total, all, note, reading, result, arrangement } = this.model;
    const isFiltered = arrangement.filter !== '' || arrangement.filters.length > 0;
    return rowsInWords({ live, total, all, note, reading, saved: result.rows.length, isFiltered, isSorted: arrangement.sort.length > 0 });
  }

  describe() {
    const { live, arrangement, result, hiddenCount } = this.model;
    const hidden = hiddenCount ? `${hiddenCount} ${hiddenCount === 1 ? 'column' : 'columns'} hidden` : '';
    this.bar.describe([this.sentence(), hidden, result.time].filter(Boolean).join(' · '), { live, arrangement, names: result.columns });
    this.arranging.describe(arrangement);
  }

  speak() {
    const { cursor } = this;
    if (cursor && !this.isTable) {
      this.bar.spoken.textContent = `row ${cursor.row + 1}, ${this.model.result.columns[cursor.column]}: ${textOf(this.model.data('body', cursor.row, cursor.index))}`;
    }
  }

  paint() {
    this.canvas?.paint();
  }

  dispose() {
    if (!this.isDisposed) {
      this.themes?.themeChanged.disconnect(this.paint, this);
      this.model.changed.disconnect(this.describe, this);
      this.channel?.close();
      super.dispose();
    }
  }
}
