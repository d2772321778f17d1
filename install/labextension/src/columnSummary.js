// What a column holds: how many values, which, and how they are spread.
import { compareCells, isNumber, isText, numberOf } from './cells.js';

const MOST_BINS = 20;
const MOST_FREQUENT = 5;

const present = cell => cell !== null;

/** The least or the greatest cell; null where there is none. */
const extreme = (cells, isBetter) => cells.reduce((best, cell) => (best === null || isBetter(compareCells(cell, best)) ? cell : best), null);

/** How often each value occurs, the most frequent first; equal numbers are one value. */
function frequencies(cells) {
  const counts = [];
  for (const cell of [...cells].sort(compareCells)) {
    const last = counts.at(-1);
    if (last && compareCells(last.value, cell) === 0) {
      last.rows++;
    } else {
      counts.push({ value: cell, rows: 1 });
    }
  }
  return counts.sort((a, b) => b.rows - a.rows);
}

function bins(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const count = least === most ? 1 : Math.min(MOST_BINS, Math.ceil(Math.sqrt(numbers.length)));
  const width = (most - least) / count;
  const made = Array.from({ length: count }, (_, i) => ({ from: least + i * width, to: i === count - 1 ? most : least + (i + 1) * width, rows: 0 }));
  for (const number of numbers) {
    made[width === 0 ? 0 : Math.min(count - 1, Math.floor((number - least) / width))].rows++;
  }
  return made;
}

const cellOf = number => (Number.isFinite(number) ? `r${number}` : null);

/** The summary of the cells of a column, as the kernel gives it. */
export function summaryOf(cells) {
  const values = cells.filter(present);
  const numbers = values.filter(isNumber).map(cell => numberOf(cell.slice(1)));
  const finite = numbers.filter(Number.isFinite);
  const counts = frequencies(values);
  const isNumeric = values.length > 0 && numbers.length === values.length;
  const kind = isNumeric ? 'numbers' : values.length > 0 && values.every(isText) ? 'texts' : 'mixed';
  return {
    kind,
    rows: cells.length,
    nulls: cells.length - values.length,
    distinct: counts.length,
    min: extreme(values, order => order < 0),
    max: extreme(values, order => order > 0),
    mean: isNumeric ? cellOf(numbers.reduce((sum, number) => sum + number, 0) / numbers.length) : null,
    bins: isNumeric && finite.length ? bins(finite) : [],
    most: isNumeric ? [] : counts.slice(0, MOST_FREQUENT)
  };
}
