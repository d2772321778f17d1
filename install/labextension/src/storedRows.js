// The rows that are saved in a notebook, arranged without the kernel: they answer the questions that it answers.
import { compareCells, digitsOf, isText, isWhole, kindOf, textOf } from './cells.js';
import { summaryOf } from './columnSummary.js';
import { condition, contains, mistakeIn } from './conditions.js';
import { copied } from './copyFormats.js';

const failed = (sentence, more = {}) => ({ op: 'failed', sentence, ...more });

export class StoredRows {
  constructor(result) {
    this.result = result;
    this.rows = result.rows;
  }

  /** The answer to a question, with its generation and its number. */
  answer({ gen, id, ...question }) {
    const answers = { view: this.view, rows: this.block, copy: this.copy, summary: this.summary, cell: this.cell };
    const answer = answers[question.op]?.call(this, question) ?? failed('The kernel that has the other rows is not connected.');
    return id === undefined ? { gen, ...answer } : { gen, id, ...answer };
  }

  view({ sort = [], filter = '', filters = [] }) {
    for (const { column, text } of filters) {
      const sentence = mistakeIn(text);
      if (sentence) {
        return failed(sentence, { column });
      }
    }
    const conditions = filters.map(({ column, text }) => ({ column, holds: condition(text) }));
    const isWanted = filter === '' ? () => true : contains(filter);
    const order = (a, b) => {
      for (const { column, descending } of sort) {
        const difference = compareCells(a[column], b[column]);
        if (difference !== 0) {
          return descending ? -difference : difference;
        }
      }
      return 0;
    };
    this.rows = this.result.rows.filter(row => row.some(isWanted) && conditions.every(({ column, holds }) => holds(row[column]))).sort(order);
    return { op: 'view', all: this.result.total ?? null, reading: false, note: '', total: this.rows.length, rows: this.rows };
  }

  block({ start, count }) {
    return { op: 'rows', start, rows: this.rows.slice(start, start + count) };
  }

  copy({ start, count, columns, format, headers }) {
    const rows = this.rows.slice(start, start + count).map(row => columns.map(column => row[column]));
    const names = columns.map(column => this.result.columns[column]);
    const text = copied(format, { names, rows, headers, table: this.result.table });
    return { op: 'copied', rows: rows.length, text, isCut: !rows.every(row => row.every(isWhole)) };
  }

  summary({ column }) {
    return { op: 'summary', column, ...summaryOf(this.rows.map(row => row[column])) };
  }

  cell({ row, column }) {
    const cell = this.rows[row][column];
    const isBlob = kindOf(cell) === 'b';
    const text = isBlob ? digitsOf(cell) : isText(cell) ? cell.slice(1) : cell === null ? '' : textOf(cell);
    return { op: 'cell', kind: cell === null ? 'null' : isBlob ? 'blob' : 'text', text, size: '', whole: isWhole(cell) };
  }
}
