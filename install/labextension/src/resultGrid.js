// A result as a grid: the bar above it, the grid, and below it one value as a whole or a plain table.
import { BasicSelectionModel } from '@lumino/datagrid';
import { PanelLayout, Widget } from '@lumino/widgets';
import { Channel } from './channel.js';
import { DirectGrid } from './directGrid.js';
import { Keys, Mouse } from './gridInput.js';
import { themed } from './gridTheme.js';
import { BLOCK, ResultModel, isNumber, textOf } from './resultModel.js';
import { scrollWithRows } from './scrolling.js';

const ROW = 22;
const HEAD = 26;
const MOST_SHOWN_ROWS = 14;
const WIDEST = 400;
/** Pixels of a column that its text cannot have. */
const PADDING = 18;
const COPIED_ROWS = 50_000;
const COPY_BLOCK = 2_000;
const FILTER_DELAY_MS = 250;
const PLAIN_ROWS = BLOCK;

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export class ResultGrid extends Widget {
  constructor(result, sessionContext, themes) {
    super();
    this.addClass('rowan-Result');
    this.layout = new PanelLayout();
    this.themes = themes;
    this.model = new ResultModel(result);
    this.makeBar();
    this.makeGrid();
    this.below = new Widget();
    this.below.addClass('rowan-Below');
    this.below.hide();
    this.layout.addWidget(this.below);
    this.themes?.themeChanged.connect(this.paint, this);
    const opening = () => ({ id: this.model.result.id, gen: this.model.generation });
    this.channel = new Channel(sessionContext, 'rowan.result', opening);
    this.channel.attach(this);
    this.describe();
  }

  makeBar() {
    const bar = new Widget();
    bar.addClass('rowan-Bar');
    this.search = element('input', { type: 'search', class: 'jp-mod-styled', placeholder: 'Filter rows', 'aria-label': 'Filter rows' });
    const button = (label, title, action) => {
      const node = element('button', { type: 'button', class: 'jp-mod-styled jp-mod-minimal', title }, label);
      node.addEventListener('click', action);
      return node;
    };
    this.plainButton = button('Table', 'Show a plain table of the rows in view', () => this.togglePlain());
    this.plainButton.setAttribute('aria-pressed', 'false');
    this.exportButton = button('Export CSV', 'Write all rows, as they are filtered and sorted, to a file beside the notebook', () => this.exportAll());
    this.info = element('span', { class: 'rowan-Info', role: 'status' });
    this.spoken = element('span', { class: 'rowan-Spoken', 'aria-live': 'polite' });
    bar.node.append(this.search, this.plainButton, this.exportButton, this.info, this.spoken);
    let timer = 0;
    this.search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.arrange(this.model.sort, this.search.value), FILTER_DELAY_MS);
    });
    this.layout.addWidget(bar);
  }

  makeGrid() {
    const sizes = { rowHeight: ROW, columnWidth: 120, rowHeaderWidth: 64, columnHeaderHeight: HEAD };
    const grid = (this.grid = new DirectGrid({ defaultSizes: sizes, headerVisibility: 'all' }));
    grid.addClass('rowan-Grid');
    grid.dataModel = this.model;
    grid.selectionModel = new BasicSelectionModel({ dataModel: this.model });
    grid.mouseHandler = new Mouse(this);
    grid.keyHandler = new Keys(this);
    grid.selectionModel.changed.connect(() => this.speak());
    const focused = grid.viewport.node;
    // On the very node that has the focus: typing in the grid must not run the notebook's commands.
    focused.dataset.lmSuppressShortcuts = 'true';
    focused.setAttribute('role', 'application');
    focused.setAttribute(
      'aria-label',
      'Result. Arrow keys move, Enter shows a whole value, Alt+Enter sorts, Escape leaves. The button Table shows a plain table.'
    );
    scrollWithRows(grid, this.model, ROW);
    this.model.changed.connect((_, change) => {
      this.describe();
      if (change.type !== 'rows-inserted') {
        requestAnimationFrame(() => this.widen());
      }
    });
    const rows = Math.min(MOST_SHOWN_ROWS, this.model.total);
    grid.node.style.height = `${HEAD + ROW * rows + 18}px`;
    // Before it is attached: each change to what is to be seen would paint all of it again.
    this.paint();
    this.model.result.columns.forEach((_, column) => this.fitColumn(column));
    this.layout.addWidget(grid);
  }

  /** Another bundle for the same output. */
  show(result) {
    this.model.show(result);
    this.channel.reconnect();
    this.describe();
  }

  // ---- what the channel tells

  connected(send) {
    this.model.connect(send);
  }

  heard(message) {
    if (message.op === 'failed' && message.id === undefined) {
      this.say(message.sentence);
    }
    const { generation, shownGeneration } = this.model;
    const { cursorColumn } = this.grid.selectionModel;
    this.model.hear(message);
    if (message.op === 'view' && message.gen === generation && shownGeneration >= 0 && shownGeneration !== generation) {
      this.showBeginning(cursorColumn);
    }
  }

  /** Of another arrangement the first rows are to be seen; the cursor, if there is one, stays in its column. */
  showBeginning(cursorColumn) {
    if (this.isPlain()) {
      this.showPlain(0);
    } else {
      this.closeBelow(); // Its row number meant another row.
    }
    this.grid.scrollTo(this.grid.scrollX, 0);
    if (cursorColumn >= 0 && this.model.total > 0) {
      this.grid.selectionModel.select({ r1: 0, r2: 0, c1: cursorColumn, c2: cursorColumn, cursorRow: 0, cursorColumn, clear: 'all' });
    }
  }

  disconnected() {
    this.model.freeze();
    this.search.value = '';
    this.describe();
  }

  // ---- what a person does

  sortBy(column, further) {
    if (column < 0) {
      return;
    }
    const known = this.model.sort.find(s => s.column === column);
    const others = further ? this.model.sort.filter(s => s.column !== column) : [];
    const next = !known ? [{ column, descending: false }] : known.descending ? [] : [{ column, descending: true }];
    this.arrange([...others, ...next], this.model.filter);
  }

  arrange(sort, filter) {
    if (this.model.live) {
      this.model.arrange(sort, filter);
    }
  }

  leave() {
    this.closeBelow();
    this.node.closest('.jp-Notebook')?.focus();
  }

  /** The selected cells as text with tabs, to the clipboard. */
  async copy() {
    const selection = this.grid.selectionModel.currentSelection();
    if (!selection) {
      return;
    }
    const { model } = this;
    const start = Math.min(selection.r1, selection.r2);
    const end = Math.min(Math.max(selection.r1, selection.r2) + 1, model.total);
    const from = Math.min(selection.c1, selection.c2);
    const to = Math.min(Math.max(selection.c1, selection.c2), model.result.columns.length - 1);
    const last = Math.min(end, start + COPIED_ROWS);
    try {
      const lines = [];
      if (model.live) {
        for (let at = start; at < last; at += COPY_BLOCK) {
          const count = Math.min(COPY_BLOCK, last - at);
          lines.push((await model.ask({ op: 'copy', start: at, count, from, to })).text);
        }
      } else {
        for (let at = start; at < last; at++) {
          lines.push(model.row(at).slice(from, to + 1).map(cell => (cell === null ? '' : textOf(cell))).join('\t'));
        }
      }
      await navigator.clipboard.writeText(lines.join('\n'));
      const copied = (last - start).toLocaleString('en');
      this.say(last < end ? `Only the first ${copied} rows were copied; Export CSV writes all.` : `${copied} rows copied`);
    } catch (error) {
      this.say(error.message);
    }
  }

  async exportAll() {
    this.exportButton.disabled = true;
    try {
      this.say((await this.model.ask({ op: 'export' })).sentence);
    } catch (error) {
      this.say(error.message);
    } finally {
      this.exportButton.disabled = !this.model.live;
    }
  }

  /** The value at the cursor as a whole; JSON with indents, bytes as hexadecimal digits. */
  async showValue() {
    const { cursorRow: row, cursorColumn: column } = this.grid.selectionModel;
    if (row < 0 || column < 0) {
      return;
    }
    const cells = this.model.row(row);
    let answer = { kind: cells?.[column] === null ? 'null' : 'text', text: cells ? textOf(cells[column]) : '', size: '', whole: true };
    if (this.model.live) {
      try {
        answer = await this.model.ask({ op: 'cell', row, column });
      } catch (error) {
        this.say(error.message);
      }
    }
    const head = [`row ${(row + 1).toLocaleString('en')}, ${this.model.result.columns[column]}`, answer.size];
    const text = answer.kind === 'null' ? 'NULL' : answer.kind === 'blob' ? hexadecimal(answer.text) : indented(answer.text);
    const close = element('button', { type: 'button', class: 'jp-mod-styled jp-mod-minimal', title: 'Close' }, 'Close');
    close.addEventListener('click', () => this.closeBelow());
    const title = [...head, answer.whole ? '' : 'only the beginning is shown'].filter(Boolean).join(' · ');
    this.openBelow(element('div', { class: 'rowan-Head' }, title, close), element('pre', { tabindex: '0' }, text));
  }

  isPlain() {
    return this.plainButton.getAttribute('aria-pressed') === 'true';
  }

  togglePlain() {
    if (this.isPlain()) {
      this.closeBelow();
      return;
    }
    this.plainButton.setAttribute('aria-pressed', 'true');
    this.grid.hide();
    this.showPlain(Math.floor((this.model.visible()?.[0] ?? 0) / PLAIN_ROWS) * PLAIN_ROWS);
  }

  /** A block of rows as a table. */
  showPlain(first) {
    const head = element('tr', {}, ...['', ...this.model.result.columns].map(name => element('th', { scope: 'col' }, name)));
    const body = element('tbody');
    for (let i = first; i < Math.min(first + PLAIN_ROWS, this.model.total); i++) {
      const cells = this.model.row(i);
      if (!cells) {
        break;
      }
      const tds = cells.map(cell =>
        element('td', isNumber(cell) ? { style: 'text-align: right' } : {}, cell === null ? element('i', {}, 'NULL') : textOf(cell))
      );
      body.append(element('tr', {}, element('th', { scope: 'row' }, (i + 1).toLocaleString('en')), ...tds));
    }
    const caption = element('caption', {}, `rows from ${(first + 1).toLocaleString('en')}`);
    const table = element('table', {}, caption, element('thead', {}, head), body);
    this.openBelow(element('div', { class: 'jp-RenderedHTMLCommon rowan-Plain', tabindex: '0' }, table));
  }

  openBelow(...nodes) {
    this.below.node.replaceChildren(...nodes);
    this.below.show();
  }

  closeBelow() {
    this.below.hide();
    this.below.node.replaceChildren();
    if (this.grid.isHidden) {
      this.plainButton.setAttribute('aria-pressed', 'false');
      this.grid.show();
    }
  }

  // ---- what is to be seen and heard

  describe() {
    const { model } = this;
    this.info.textContent = [model.sentence(), ...(model.result.notes ?? [])].join(' · ');
    this.search.disabled = !model.live;
    this.exportButton.disabled = !model.live;
  }

  say(sentence) {
    this.spoken.textContent = sentence;
    this.info.textContent = sentence;
  }

  speak() {
    const { cursorRow: row, cursorColumn: column } = this.grid.selectionModel;
    if (row >= 0 && column >= 0) {
      this.spoken.textContent = `row ${row + 1}, ${this.model.result.columns[column]}: ${textOf(this.model.data('body', row, column))}`;
    }
  }

  paint() {
    this.look = themed(column => this.model.result.rows.every(row => row[column] === null || isNumber(row[column])));
    this.grid.style = this.look.style;
    this.grid.cellRenderers.update(this.look.renderers);
  }

  /** What a text takes in pixels. */
  measure(text, font) {
    this.canvas ??= document.createElement('canvas').getContext('2d');
    this.canvas.font = font;
    return this.canvas.measureText(text).width;
  }

  visibleCells(column) {
    const [first, last] = this.model.visible() ?? [0, MOST_SHOWN_ROWS];
    const cells = [];
    for (let i = first; i <= Math.min(last, this.model.total - 1); i++) {
      const row = this.model.row(i);
      if (row) {
        cells.push(row[column]);
      }
    }
    return cells;
  }

  fitColumn(column) {
    const widths = this.visibleCells(column).map(cell => this.measure(textOf(cell).slice(0, 200), this.look.font));
    const head = this.measure(`${this.model.result.columns[column]} ▼`, this.look.headFont);
    this.grid.resizeColumn('body', column, Math.min(WIDEST, Math.ceil(Math.max(head, ...widths)) + PADDING));
  }

  /** A number that is cut off is another number, and an arrow that is cut off says nothing: their columns grow, and that of the rows' numbers. */
  widen() {
    if (this.isDisposed) {
      return;
    }
    this.grow('row-header', 0, this.measure(this.model.total.toLocaleString('en'), this.look.numberFont));
    this.model.result.columns.forEach((_, column) => {
      const numbers = this.visibleCells(column).filter(isNumber);
      const widths = numbers.map(cell => this.measure(textOf(cell), this.look.font));
      if (this.model.sort.some(s => s.column === column)) {
        widths.push(this.measure(textOf(this.model.data('column-header', 0, column)), this.look.headFont));
      }
      this.grow('body', column, Math.max(0, ...widths));
    });
  }

  /** Sees to it that a column has room for a text. */
  grow(region, column, textWidth) {
    const needed = Math.ceil(textWidth) + PADDING;
    if (needed > this.grid.columnSize(region, column)) {
      this.grid.resizeColumn(region, column, needed);
    }
  }

  dispose() {
    if (!this.isDisposed) {
      this.themes?.themeChanged.disconnect(this.paint, this);
      this.channel.close();
      super.dispose();
    }
  }
}

const indented = text => {
  const start = text.trimStart()[0];
  if (start === '{' || start === '[') {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text; // It only looked like JSON.
    }
  }
  return text;
};

/** Sixteen bytes a line, as hexadecimal dumps are written. */
const hexadecimal = digits =>
  (digits.match(/.{1,32}/g) ?? ['']).map((line, i) => `${(i * 16).toString(16).padStart(6, '0')}  ${line.replace(/../g, '$& ')}`).join('\n');
