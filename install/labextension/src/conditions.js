// What can be written in the filter of a column, read as the kernel reads it; both are held to one table of cases.
import { compareCells, isNumber, kindOf } from './cells.js';

/** The grammar in a few words, for those who write a condition. */
export const HINT = "text, > 5, = 'a', <> 5, like a%, is null …";
export const GRAMMAR = `text that is contained
= x   <> x   < x   <= x   > x   >= x
like a%   not like %a_
in (a, b)   between a and b   (not in, not between)
is null   is not null
x is a number or a text; quote a text that looks like a number or has commas: '5', 'it''s'`;

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const INFINITY = /^[-+]?inf$/i;
const QUOTED = /^'((?:[^']|'')*)'/;

class Unreadable extends Error {}

/** Reads one value after the other from the text of a condition. */
class Reader {
  constructor(text) {
    this.rest = text;
  }

  /** Passes over what matches at the beginning, and says whether there was any. */
  skip(pattern) {
    const found = new RegExp(`^\\s*(?:${pattern})`, 'i').exec(this.rest);
    this.rest = found ? this.rest.slice(found[0].length) : this.rest;
    return found !== null;
  }

  expect(pattern, sentence) {
    if (!this.skip(pattern)) {
      throw new Unreadable(sentence);
    }
  }

  /** The text of a value and whether it was quoted; without quotes it reaches to where `end` matches. */
  text(end) {
    this.rest = this.rest.trimStart();
    if (this.rest.startsWith("'")) {
      const quoted = QUOTED.exec(this.rest);
      if (!quoted) {
        throw new Unreadable('The quote is not closed.');
      }
      this.rest = this.rest.slice(quoted[0].length);
      return { text: quoted[1].replaceAll("''", "'"), isQuoted: true };
    }
    const at = this.rest.search(end);
    const text = (at < 0 ? this.rest : this.rest.slice(0, at)).trim();
    this.rest = at < 0 ? '' : this.rest.slice(at);
    if (text === '') {
      throw new Unreadable('A value is missing.');
    }
    return { text, isQuoted: false };
  }

  /** A value as a cell. */
  cell(end) {
    const { text, isQuoted } = this.text(end);
    if (isQuoted) {
      return `t${text}`;
    }
    if (/^null$/i.test(text)) {
      throw new Unreadable('NULL equals nothing; write is null or is not null.');
    }
    if (NUMBER.test(text)) {
      return `${/^[-+]?\d+$/.test(text) ? 'i' : 'r'}${text}`;
    }
    if (INFINITY.test(text)) {
      return `r${text}`;
    }
    if (/[,()<>=]/.test(text)) {
      throw new Unreadable("Quote a text with such signs: 'a, b'.");
    }
    return `t${text}`;
  }

  end() {
    if (this.rest.trim() !== '') {
      throw new Unreadable(`Nothing can follow here: ${this.rest.trim()}`);
    }
  }
}

const ALL = /$/;
const NEXT = /[,)]/;
const AND = /\sand(\s|$)/i;

const signs = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0
};

/** What a text has to be for letters in either case: SQLite knows those of ASCII, the others have all one case here. */
const cases = text => [...new Set([text, text.toLowerCase(), text.toUpperCase()])].filter(t => t === text || /[^\0-\x7f]/.test(t));

const lowered = text => text.replace(/[A-Z]/g, letter => letter.toLowerCase());

/** The text of a cell in which one can search; BLOBs have none. */
const searched = cell => (cell === null || kindOf(cell) === 'b' ? null : lowered(cell.slice(1)));

/** A test for cells with a text in them. */
export function contains(text) {
  const variants = cases(text).map(lowered);
  return cell => {
    const own = searched(cell);
    return own !== null && variants.some(variant => own.includes(variant));
  };
}

function like(pattern) {
  const expressions = cases(pattern).map(variant => {
    const source = lowered(variant).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.');
    return new RegExp(`^${source}$`, 'su');
  });
  return cell => expressions.some(expression => expression.test(searched(cell)));
}

/** What stands before a condition that can be turned round with `not`. */
function readNegatable(reader, operator) {
  if (operator === 'like') {
    const test = like(reader.text(ALL).text);
    return cell => searched(cell) !== null && test(cell);
  }
  if (operator === 'between') {
    const least = reader.cell(AND);
    reader.expect('and(?=\\s|$)', 'Write between a and b.');
    const most = reader.cell(ALL);
    return cell => compareCells(cell, least) >= 0 && compareCells(cell, most) <= 0;
  }
  reader.expect('\\(', 'Write in (a, b).');
  const cells = [reader.cell(NEXT)];
  while (reader.skip(',')) {
    cells.push(reader.cell(NEXT));
  }
  reader.expect('\\)', 'The parenthesis is not closed.');
  return cell => cells.some(other => compareCells(cell, other) === 0);
}

/** Which cells the negated condition can hold for at all. */
const isAsked = (operator, cell) => (operator === 'like' ? searched(cell) !== null : cell !== null);

function read(text) {
  const isNull = /^is\s+(not\s+)?null$/i.exec(text);
  if (isNull) {
    return cell => (cell === null) === !isNull[1];
  }
  const reader = new Reader(text);
  const sign = /^(?:<>|!=|<=|>=|=|<|>)/.exec(text)?.[0];
  if (sign) {
    reader.rest = text.slice(sign.length);
    const other = reader.cell(ALL);
    reader.end();
    return cell => cell !== null && signs[sign](compareCells(cell, other));
  }
  const word = /^(not\s+)?(like(?=\s|'|$)|in(?=\s*\()|between(?=\s|'|$))/i.exec(text);
  if (word) {
    const operator = word[2].toLowerCase();
    reader.rest = text.slice(word[0].length);
    const test = readNegatable(reader, operator);
    reader.end();
    return cell => isAsked(operator, cell) && test(cell) === !word[1];
  }
  const quoted = QUOTED.exec(text);
  return contains(quoted && quoted[0].length === text.length ? quoted[1].replaceAll("''", "'") : text);
}

/** A condition as a test for cells; throws an error whose message says what can be written. */
export function condition(written) {
  const text = written.trim();
  return text === '' ? () => true : read(text);
}

/** Why a condition cannot be read, in words; empty where it can. */
export function mistakeIn(written) {
  try {
    condition(written);
    return '';
  } catch (error) {
    if (error instanceof Unreadable) {
      return error.message;
    }
    throw error;
  }
}

const quoted = text => `'${text.replaceAll("'", "''")}'`;

/** The condition that a value has, or that others have. */
export function conditionOf(cell, isExcluded = false) {
  if (cell === null) {
    return isExcluded ? 'is not null' : 'is null';
  }
  const sign = isExcluded ? '<>' : '=';
  const text = cell.slice(1);
  const isPlain = isNumber(cell) || (/^[\p{L}\p{N}_ .-]+$/u.test(text) && text.trim() === text && !NUMBER.test(text) && !INFINITY.test(text) && !/^null$/i.test(text));
  return `${sign} ${isPlain ? text : quoted(text)}`;
}
