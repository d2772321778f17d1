// The rows of a result as a grid asks for them: the saved ones, or blocks of those that the kernel keeps.
import { DataModel } from '@lumino/datagrid';
import { rowsInWords } from './rowsInWords.js';

/** Rows that are asked for and kept together. */
export const BLOCK = 200;

/** Blocks that are kept; the least recently used goes first. */
const KEPT_BLOCKS = 60;

/** After this time a request counts as lost. */
const PATIENCE_MS = 30_000;

/** What a cell of the kernel's is: a letter for its type, and its text. */
export const kindOf = cell => (cell === null ? 'null' : cell[0]);
export const textOf = cell => (cell === null ? 'NULL' : cell.slice(1) + (cell[0] === 'T' ? '…' : ''));
export const isNumber = cell => cell !== null && (cell[0] === 'i' || cell[0] === 'r');

export class ResultModel extends DataModel {
  constructor(result) {
    super();
    this.sort = [];
    this.filter = '';
    this.generation = 0;
    this.shownGeneration = -1;
    this.sender = null;
    this.waiting = new Map();
    this.lastId = 0;
    this.visible = () => null;
    this.show(result);
  }

  /** Shows the saved rows of a result. */
  show(result) {
    this.result = result;
    this.freeze();
  }

  /** A kernel answers: `sender` sends it a message. */
  connect(sender) {
    this.sender = sender;
  }

  /** No kernel answers any more; what is true are the saved rows. */
  freeze() {
    this.sender = null;
    this.live = false;
    this.blocks = new Map();
    this.asked = null;
    this.sort = [];
    this.filter = '';
    this.total = this.result.rows.length;
    this.all = this.result.total ?? null;
    this.reading = false;
    this.note = '';
    for (const { reject } of this.waiting.values()) {
      reject(new Error('The kernel does not answer any more.'));
    }
    this.waiting.clear();
    this.emitChanged({ type: 'model-reset' });
  }

  rowCount(region) {
    return region === 'body' ? this.total : 1;
  }

  columnCount(region) {
    return region === 'body' ? this.result.columns.length : 1;
  }

  data(region, row, column) {
    if (region === 'row-header') {
      return `t${(row + 1).toLocaleString('en')}`;
    }
    if (region === 'corner-header') {
      return 't';
    }
    if (region === 'column-header') {
      const sorted = this.sort.findIndex(s => s.column === column);
      const arrow = sorted < 0 ? '' : this.sort[sorted].descending ? ' ▼' : ' ▲';
      return `t${this.result.columns[column]}${arrow}${sorted >= 0 && this.sort.length > 1 ? sorted + 1 : ''}`;
    }
    const cells = this.row(row);
    return cells ? cells[column] : 't…';
  }

  /** The cells of a row; undefined while they are on their way. */
  row(index) {
    if (!this.live) {
      return this.result.rows[index];
    }
    const number = Math.floor(index / BLOCK);
    const block = this.blocks.get(number);
    if (!block || block.length <= index % BLOCK) {
      this.fetch();
      return undefined;
    }
    this.blocks.delete(number);
    this.blocks.set(number, block);
    return block[index % BLOCK];
  }

  /** The rows from the first block that is visible and not there to the end of what is visible; null where none is missing. */
  missing() {
    const range = this.live ? this.visible() : null;
    const last = range ? Math.min(range[1], this.total - 1) : -1;
    for (let start = range ? range[0] - (range[0] % BLOCK) : 0; start <= last; start += BLOCK) {
      const full = Math.min(BLOCK, this.total - start);
      if ((this.blocks.get(start / BLOCK)?.length ?? 0) < full) {
        return { start, count: last - (last % BLOCK) + BLOCK - start };
      }
    }
    return null;
  }

  hasVisible() {
    return !this.missing();
  }

  /** Asks for what is visible and not there, unless it is waiting for an answer: while one scrolls, the last place counts. */
  fetch() {
    const lost = this.asked && performance.now() - this.asked > PATIENCE_MS;
    const rows = this.asked && !lost ? null : this.missing();
    if (rows) {
      this.asked = performance.now();
      this.send({ op: 'rows', ...rows });
    }
  }

  send(message) {
    this.sender?.({ ...message, gen: this.generation });
  }

  /** Asks one question; its answer. */
  ask(message) {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      if (!this.sender) {
        reject(new Error('The kernel that has the other rows is not connected.'));
        return;
      }
      this.waiting.set(id, { resolve, reject });
      this.send({ ...message, id });
    });
  }

  /** Shows other rows, or in another order. */
  arrange(sort, filter) {
    this.sort = sort;
    this.filter = filter;
    this.generation++;
    this.asked = null;
    this.send({ op: 'view', sort, filter });
  }

  put(start, rows) {
    for (let i = 0; i < rows.length; i += BLOCK) {
      const number = Math.floor((start + i) / BLOCK);
      this.blocks.delete(number);
      this.blocks.set(number, rows.slice(i, i + BLOCK));
    }
    while (this.blocks.size > KEPT_BLOCKS) {
      this.blocks.delete(this.blocks.keys().next().value);
    }
  }

  /** The kernel says something. */
  hear(message) {
    const waiting = this.waiting.get(message.id);
    if (waiting) {
      this.waiting.delete(message.id);
      if (message.op === 'failed') {
        waiting.reject(new Error(message.sentence));
      } else {
        waiting.resolve(message);
      }
      return;
    }
    if (message.gen !== this.generation) {
      if (message.op === 'rows') {
        this.asked = null;
        this.fetch();
      }
      return;
    }
    switch (message.op) {
      case 'view':
        this.live = true;
        this.asked = null;
        this.shownGeneration = message.gen;
        this.learn(message);
        this.total = message.total;
        this.blocks.clear();
        this.put(0, message.rows);
        this.emitChanged({ type: 'model-reset' });
        break;
      case 'grew':
        this.learn(message);
        this.grow(message.total);
        break;
      case 'rows':
        this.asked = null;
        this.put(message.start, message.rows);
        this.emitChanged({
          type: 'cells-changed',
          region: 'body',
          row: message.start,
          column: 0,
          rowSpan: Math.max(1, message.rows.length),
          columnSpan: this.result.columns.length
        });
        this.fetch();
        break;
    }
  }

  learn({ all, reading, note }) {
    this.all = all;
    this.reading = reading;
    this.note = note;
  }

  grow(total) {
    const before = this.total;
    this.total = total;
    this.emitChanged({ type: 'rows-inserted', region: 'body', index: before, span: total - before });
  }

  /** What is to be seen of the result, in words. */
  sentence() {
    return rowsInWords(this);
  }
}
