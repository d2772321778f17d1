// Cells as the kernel writes them: a letter for the type and the text; null for NULL. No browser is needed here.

export const kindOf = cell => (cell === null ? 'null' : cell[0]);

/** The text of a cell as it is shown. */
export const textOf = cell => (cell === null ? 'NULL' : cell.slice(1) + (cell[0] === 'T' ? '…' : ''));

export const isNumber = cell => cell !== null && (cell[0] === 'i' || cell[0] === 'r');
export const isText = cell => cell !== null && (cell[0] === 't' || cell[0] === 'T');

const BLOB = /^bx'([0-9a-f]*)(…?)'/;

/** The hexadecimal digits of a BLOB, as far as the cell has them. */
export const digitsOf = cell => BLOB.exec(cell)?.[1] ?? '';

/** Whether the cell is the value, and not only its beginning. */
export const isWhole = cell => cell === null || (cell[0] !== 'T' && !(cell[0] === 'b' && BLOB.exec(cell)?.[2]));

/** The number of a text that is one. */
export const numberOf = text => (/^[-+]?Inf$/i.test(text) ? (text[0] === '-' ? -Infinity : Infinity) : Number(text));

/** Integers keep all their digits. */
const integerOf = text => (/^[-+]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : null);

const sign = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two numbers by their texts, exactly also where no double has the integer. */
function compareNumbers(a, b) {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== y || !Number.isFinite(x) || Math.abs(x) < Number.MAX_SAFE_INTEGER) {
    return sign(x, y);
  }
  return sign(integerOf(a) ?? BigInt(x), integerOf(b) ?? BigInt(y));
}

/** Compares texts by their code points, which is the order of their bytes in UTF-8. */
function compareTexts(a, b) {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a[i] === b[i]) {
    i++;
  }
  if (i === length) {
    return sign(a.length, b.length);
  }
  const isHalf = unit => unit >= '\ud800' && unit <= '\udfff';
  return isHalf(a[i]) === isHalf(b[i]) ? sign(a[i], b[i]) : isHalf(a[i]) ? 1 : -1;
}

const rank = cell => (cell === null ? 0 : isNumber(cell) ? 1 : isText(cell) ? 2 : 3);

/** Compares cells as SQLite orders values: NULL, numbers, texts, BLOBs. */
export function compareCells(a, b) {
  const kind = rank(a);
  if (kind !== rank(b)) {
    return kind - rank(b);
  }
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return compareNumbers(a.slice(1), b.slice(1));
    case 2:
      return compareTexts(a.slice(1), b.slice(1));
    default:
      return sign(digitsOf(a), digitsOf(b));
  }
}
