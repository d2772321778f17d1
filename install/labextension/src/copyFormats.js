// Cells as text for other programs. NULL and the empty text differ in each format.
import { digitsOf, isNumber, kindOf, numberOf } from './cells.js';

const raw = cell => (kindOf(cell) === 'b' ? digitsOf(cell) : cell.slice(1));

/** A field between separators; NULL is nothing at all, the empty text two quotes. */
const field = separator => {
  const special = new RegExp(`["\\n\\r${separator}]`);
  return cell => {
    if (cell === null) {
      return '';
    }
    const text = raw(cell);
    return text === '' || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
};

const separated = separator => ({ names, rows, headers }) => {
  const write = field(separator);
  const lines = rows.map(row => row.map(write).join(separator));
  return (headers ? [names.map(name => write(`t${name}`)).join(separator), ...lines] : lines).join('\n');
};

/** The text of a number; SQL and JSON have no word for an infinite one, and who reads a double takes this for it. */
function numeral(text) {
  const number = numberOf(text);
  return Number.isFinite(number) ? text : Number.isNaN(number) ? 'null' : number > 0 ? '9e999' : '-9e999';
}

const jsonValue = cell => (cell === null ? 'null' : isNumber(cell) ? numeral(cell.slice(1)) : JSON.stringify(raw(cell)));

/** Names as the keys of one object have to be: a name that is there already gets a number. */
function keysOf(names) {
  const taken = new Set();
  return names.map(name => {
    let key = name;
    for (let i = 2; taken.has(key); i++) {
      key = `${name}_${i}`;
    }
    taken.add(key);
    return key;
  });
}

function json({ names, rows }) {
  const keys = keysOf(names).map(key => JSON.stringify(key));
  const objects = rows.map(row => `  {${row.map((cell, i) => `${keys[i]}: ${jsonValue(cell)}`).join(', ')}}`);
  return objects.length ? `[\n${objects.join(',\n')}\n]` : '[]';
}

const markdownText = text => text.replace(/[\\|<*_`[\]]/g, '\\$&').replace(/\r\n|\n|\r/g, '<br>');

function markdown({ names, rows }) {
  const line = cells => `| ${cells.join(' | ')} |`;
  return [
    line(names.map(markdownText)),
    line(names.map(() => '---')),
    ...rows.map(row => line(row.map(cell => (cell === null ? 'NULL' : markdownText(raw(cell))))))
  ].join('\n');
}

const sqlText = text => `'${text.replaceAll("'", "''")}'`;
const sqlName = name => (/^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

function literal(cell) {
  switch (kindOf(cell)) {
    case 'null':
      return 'NULL';
    case 'b':
      return `X'${digitsOf(cell)}'`;
    case 'i':
    case 'r':
      return numeral(cell.slice(1)).replace('null', 'NULL');
    default:
      return sqlText(cell.slice(1));
  }
}

function insert({ names, rows, table }) {
  const values = rows.map(row => `  (${row.map(literal).join(', ')})`);
  return `INSERT INTO ${sqlName(table)} (${names.map(sqlName).join(', ')}) VALUES\n${values.join(',\n')};`;
}

const formats = { tsv: separated('\t'), csv: separated(','), json, markdown, insert };

/**
 * Rows as one text.
 *
 * @param table the name that INSERT has
 * @param headers whether TSV and CSV begin with the names; the other formats always have them
 */
export function copied(format, { names, rows, headers = false, table = 'result' }) {
  return formats[format]({ names, rows, headers, table });
}
