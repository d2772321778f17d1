// The rows of a result as a grid asks for them, and how they are arranged: by the kernel that keeps all of them, or else by
// the rows that are saved. Both answer the same questions.
import { DataModel } from '@lumino/datagrid';
import { StoredRows } from './storedRows.js';

/** Rows that are asked for and kept together. */
export const BLOCK = 200;

/** Blocks that are kept; the least recently used goes first. */
const KEPT_BLOCKS = 60;

/** After this time a request counts as lost. */
const PATIENCE_MS = 30_000;

/** Rows as they come, all of them. */
export const PLAIN = { sort: [], filter: '', filters: [] };

const isPlain = ({ sort, filter, filters }) => sort.length === 0 && filter === '' && filters.length === 0;

/** Why the kernel does not show rows as they were asked for: `column` is the one whose filter it cannot read, if it is that. */
export class NotArranged extends Error {
  constructor({ sentence, column }) {
    super(sentence);
    this.column = column;
  }
}

export class ResultModel extends DataModel {
  constructor(result) {
    super();
    /** How the rows are shown, and how they were asked for last. */
    this.arrangement = PLAIN;
    this.wanted = PLAIN;
    this.generation = 0;
    this.shownGeneration = 0;
    this.settled = null;
    this.waiting = new Map();
    this.lastId = 0;
    this.visible = () => null;
    this.show(result);
  }

  /** Shows the saved rows of a result. */
  show(result) {
    this.result = result;
    /** The columns that are shown. */
    this.columns = result.columns.map((_, column) => column);
    this.wanted = PLAIN;
    this.freeze();
  }

  /** A kernel answers from its first view on: `sender` sends it a message. */
  connect(sender) {
    this.kernel = sender;
  }

  /** No kernel answers any more; what is true are the saved rows. */
  freeze() {
    this.kernel = null;
    this.live = false;
    for (const { reject } of this.waiting.values()) {
      reject(new Error('The kernel does not answer any more.'));
    }
    this.waiting.clear();
    const stored = new StoredRows(this.result);
    this.sender = question => this.hear(stored.answer(question));
    this.arrange(this.wanted);
  }

  rowCount(region) {
    return region === 'body' ? this.total : 1;
  }

  columnCount(region) {
    return region === 'body' ? this.columns.length : 1;
  }

  data(region, row, column) {
    if (region === 'row-header') {
      return `t${(row + 1).toLocaleString('en')}`;
    }
    if (region === 'corner-header') {
      return 't';
    }
    const number = this.columns[column];
    if (region === 'column-header') {
      return `t${this.result.columns[number]}${this.arrow(number)}`;
    }
    const cells = this.row(row);
    return cells ? cells[number] : 't…';
  }

  /** How the rows are sorted by a column, as a sign behind its name. */
  arrow(column) {
    const { sort } = this.arrangement;
    const place = sort.findIndex(s => s.column === column);
    return place < 0 ? '' : `${sort[place].descending ? ' ▼' : ' ▲'}${sort.length > 1 ? place + 1 : ''}`;
  }

  /** Shows a column no longer; the last one stays. */
  hide(column) {
    const index = this.columns.indexOf(column);
    if (index >= 0 && this.columns.length > 1) {
      this.columns.splice(index, 1);
      this.emitChanged({ type: 'columns-removed', region: 'body', index, span: 1 });
    }
  }

  get hiddenCount() {
    return this.result.columns.length - this.columns.length;
  }

  showAllColumns() {
    this.result.columns.forEach((_, column) => {
      if (this.columns[column] !== column) {
        this.columns.splice(column, 0, column);
        this.emitChanged({ type: 'columns-inserted', region: 'body', index: column, span: 1 });
      }
    });
  }

  /** The cells of a row, those of hidden columns too; undefined while they are on their way. */
  row(index) {
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
    const range = this.visible();
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

  /** Sends a question about the rows that are shown. */
  send(message) {
    this.sender({ gen: this.shownGeneration, ...message });
  }

  /** Asks one question about the rows that are shown; its answer. */
  ask(message) {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ ...message, id });
    });
  }

  get isArranging() {
    return this.settled !== null;
  }

  /**
   * Shows other rows, or in another order; what is not named stays as it is.
   *
   * @return whether they are shown, and not overtaken by what was asked for later
   */
  arrange(change) {
    this.wanted = { ...this.wanted, ...change };
    this.settled?.resolve(false);
    return new Promise((resolve, reject) => {
      this.settled = { resolve, reject };
      this.sender({ op: 'view', gen: ++this.generation, ...this.wanted });
    });
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
  hearKernel(message) {
    if (!this.live) {
      if (message.op !== 'view') {
        return;
      }
      this.live = true;
      this.sender = this.kernel;
      const { wanted } = this;
      this.wanted = PLAIN;
      this.generation = message.gen;
      this.hear(message);
      if (!isPlain(wanted)) {
        this.arrange(wanted).catch(() => {}); // It was asked for before, and answered by the saved rows.
      }
      return;
    }
    this.hear(message);
  }

  /** Hears an answer, or news. */
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
    const isWanted = message.gen === this.generation;
    if (message.op === 'failed' && isWanted) {
      this.fail(message);
    } else if (message.op === 'view' && isWanted) {
      this.arrangement = this.wanted;
      this.showView(message);
      this.settled?.resolve(true);
      this.settled = null;
    } else if (message.gen === this.shownGeneration) {
      this.hearNews(message);
    }
  }

  /** What was shown before stays, and is what the new generation shows. */
  fail(message) {
    this.shownGeneration = message.gen;
    this.wanted = this.arrangement;
    this.settled?.reject(new NotArranged(message));
    this.settled = null;
  }

  showView(view) {
    this.asked = null;
    this.shownGeneration = view.gen;
    this.learn(view);
    this.total = view.total;
    this.blocks = new Map();
    this.put(0, view.rows);
    this.emitChanged({ type: 'model-reset' });
  }

  hearNews(message) {
    switch (message.op) {
      case 'view':
        this.showView(message);
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
          columnSpan: this.columns.length
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
}
