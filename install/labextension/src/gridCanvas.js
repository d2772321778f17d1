// A result on a canvas: any number of rows, of which those are drawn that can be seen.
import { Widget, PanelLayout } from '@lumino/widgets';
import { MessageLoop } from '@lumino/messaging';
import { isNumber, textOf } from './cells.js';
import { DirectGrid } from './directGrid.js';
import { element } from './dom.js';
import { Keys, Mouse } from './gridInput.js';
import { ARROW_WIDTH, themed } from './gridTheme.js';
import { scrollWithRows } from './scrolling.js';

const ROW = 22;
const HEAD = 26;
const FIELD = 28;
const MOST_SHOWN_ROWS = 14;
const WIDEST = 400;
/** No column is narrower while there is a field in it. */
const FIELD_WIDTH = 110;
/** Pixels of a column that its text cannot have. */
const PADDING = 18;

export class GridCanvas extends Widget {
  constructor(model, selection, result) {
    super();
    this.addClass('rowan-Canvas');
    this.layout = new PanelLayout();
    this.model = model;
    const sizes = { rowHeight: ROW, columnWidth: 120, rowHeaderWidth: 64, columnHeaderHeight: HEAD };
    const grid = (this.grid = new DirectGrid({ defaultSizes: sizes, headerVisibility: 'all' }));
    grid.addClass('rowan-Grid');
    grid.dataModel = model;
    grid.selectionModel = selection;
    grid.mouseHandler = new Mouse(this, result);
    grid.keyHandler = new Keys(result);
    const focused = grid.viewport.node;
    // On the very node that has the focus: typing in the grid must not run the notebook's commands.
    focused.dataset.lmSuppressShortcuts = 'true';
    focused.tabIndex = 0;
    focused.setAttribute('role', 'application');
    focused.setAttribute(
      'aria-label',
      'Result. Arrow keys move, Enter shows a whole value, Alt+Enter sorts, Shift+F10 tells what else can be done, Escape leaves. ' +
        'The button Table shows a plain table.'
    );
    scrollWithRows(grid, model, ROW);
    model.changed.connect(this.modelChanged, this);
    this.place = element('div', { class: 'rowan-Fields' });
    grid.node.append(this.place);
    // Who goes to a field sees its column: the grid scrolls there, and not the fields alone.
    this.place.addEventListener('focusin', event => grid.scrollToColumn(this.model.columns.indexOf(this.fields.indexOf(event.target))));
    this.place.addEventListener('scroll', () => (this.place.scrollLeft = 0));
    MessageLoop.installMessageHook(grid.viewport, () => {
      this.placeFieldsSoon();
      return true;
    });
    const rows = Math.min(MOST_SHOWN_ROWS, model.total);
    grid.node.style.height = `${HEAD + ROW * rows + 18}px`;
    // Before it is attached: each change to what is to be seen would paint all of it again.
    this.paint();
    model.columns.forEach((_, index) => this.fitColumn(index));
    this.layout.addWidget(grid);
    // Its height changes by its own grip, and for the fields; Lumino hears only of what it has laid out itself.
    this.observer = new ResizeObserver(() => MessageLoop.sendMessage(grid, Widget.ResizeMessage.UnknownSize));
    this.observer.observe(grid.node);
  }

  focus() {
    this.grid.viewport.node.focus();
  }

  modelChanged(_, change) {
    if (change.type === 'columns-inserted') {
      this.fitColumn(change.index);
    }
    if (change.type !== 'rows-inserted') {
      requestAnimationFrame(() => this.widen());
    }
    this.placeFieldsSoon();
  }

  showBeginning() {
    this.grid.scrollTo(this.grid.scrollX, 0);
  }

  showCursor() {
    this.grid.scrollToCursor();
  }

  /** The rows that are to be seen, from the first to the last. */
  get visibleRows() {
    return this.model.visible();
  }

  /** Where the lower left corner of a cell is in the window. */
  cornerOf(row, index) {
    const { grid } = this;
    const box = grid.viewport.node.getBoundingClientRect();
    const x = box.left + grid.headerWidth + grid.columnOffset('body', index) - grid.scrollX + PADDING;
    const y = box.top + grid.headerHeight + ROW * (row + 1) - grid.scrollY;
    return [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top + HEAD), box.bottom)];
  }

  // ---- the fields of the filters, below the names

  showFields(fields) {
    this.fields = fields;
    this.grid.resizeRow('column-header', 0, fields ? HEAD + FIELD : HEAD);
    this.grid.node.style.height = `${this.grid.node.offsetHeight + (fields ? FIELD : -FIELD)}px`;
    this.place.replaceChildren(...(fields ?? []));
    this.widen();
    this.placeFieldsSoon();
  }

  placeFieldsSoon() {
    if (this.fields && !this.placing) {
      this.placing = requestAnimationFrame(() => {
        this.placing = 0;
        this.placeFields();
      });
    }
  }

  placeFields() {
    const { grid, model } = this;
    Object.assign(this.place.style, { top: `${HEAD}px`, left: `${grid.headerWidth}px`, width: `${grid.pageWidth}px`, height: `${FIELD}px` });
    this.fields?.forEach((field, column) => {
      const index = model.columns.indexOf(column);
      field.hidden = index < 0;
      if (index >= 0) {
        field.style.left = `${grid.columnOffset('body', index) - grid.scrollX}px`;
        field.style.width = `${grid.columnSize('body', index)}px`;
      }
    });
  }

  // ---- what it looks like

  paint() {
    const { rows } = this.model.result;
    this.look = themed(index => rows.every(row => row[this.model.columns[index]] === null || isNumber(row[this.model.columns[index]])), HEAD);
    this.grid.style = this.look.style;
    this.grid.cellRenderers.update(this.look.renderers);
  }

  /** What a text takes in pixels. */
  measure(text, font) {
    this.canvas ??= document.createElement('canvas').getContext('2d');
    this.canvas.font = font;
    return this.canvas.measureText(text).width;
  }

  visibleCells(index) {
    const [first, last] = this.visibleRows ?? [0, MOST_SHOWN_ROWS];
    const cells = [];
    for (let i = first; i <= Math.min(last, this.model.total - 1); i++) {
      const row = this.model.row(i);
      if (row) {
        cells.push(row[this.model.columns[index]]);
      }
    }
    return cells;
  }

  headWidth(index) {
    return this.measure(textOf(this.model.data('column-header', 0, index)), this.look.headFont) + ARROW_WIDTH;
  }

  fitColumn(index) {
    const widths = this.visibleCells(index).map(cell => this.measure(textOf(cell).slice(0, 200), this.look.font));
    this.grid.resizeColumn('body', index, Math.min(WIDEST, Math.ceil(Math.max(this.headWidth(index), ...widths)) + PADDING));
  }

  /** A number that is cut off is another number, and an arrow that is cut off says nothing: their columns grow, and that of the rows' numbers. */
  widen() {
    if (this.isDisposed) {
      return;
    }
    this.grow('row-header', 0, this.measure(this.model.total.toLocaleString('en'), this.look.numberFont));
    this.model.columns.forEach((column, index) => {
      const numbers = this.visibleCells(index).filter(isNumber);
      const widths = numbers.map(cell => this.measure(textOf(cell), this.look.font));
      if (this.model.arrow(column)) {
        widths.push(this.headWidth(index));
      }
      this.grow('body', index, Math.max(this.fields ? FIELD_WIDTH : 0, ...widths));
    });
  }

  /** Sees to it that a column has room for a text. */
  grow(region, index, textWidth) {
    const needed = Math.ceil(textWidth) + PADDING;
    if (needed > this.grid.columnSize(region, index)) {
      this.grid.resizeColumn(region, index, needed);
    }
  }

  dispose() {
    cancelAnimationFrame(this.placing);
    this.observer.disconnect();
    this.model.changed.disconnect(this.modelChanged, this);
    super.dispose();
  }
}
