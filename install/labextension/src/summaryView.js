// The summary of a column: its numbers in words, and how its values are spread as bars, each with its numbers as text.
import { numberOf, textOf } from './cells.js';
import { element } from './dom.js';

const count = number => number.toLocaleString('en');
const rows = number => `${count(number)} ${number === 1 ? 'row' : 'rows'}`;

/** A number with as many digits as tell it from its neighbours. */
const short = number => (Number.isInteger(number) && Math.abs(number) < 1e15 ? count(number) : String(Number(number.toPrecision(6))));

const percent = (part, whole) => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(part === 0 || part === whole ? 0 : 1)} %)`);

function facts(summary) {
  const { nulls, distinct, min, max, mean } = summary;
  const of = cell => (cell === null || cell === undefined ? null : element('bdi', { title: textOf(cell) }, textOf(cell)));
  const all = [
    ['rows', count(summary.rows)],
    ['NULL', count(nulls) + percent(nulls, summary.rows)],
    ['distinct', count(distinct)],
    ['least', of(min)],
    ['greatest', of(max)],
    ['mean', mean === null || mean === undefined ? null : short(typeof mean === 'number' ? mean : numberOf(mean.slice(1)))]
  ];
  const pairs = all.filter(([, value]) => value !== null);
  return element('dl', { class: 'rowan-Facts' }, ...pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

/** The spread of numbers; the bars are pictures of the list that screen readers get. */
function histogram(bins) {
  const most = Math.max(...bins.map(bin => bin.rows));
  const words = bin => `${short(bin.from)} to ${short(bin.to)}: ${rows(bin.rows)}`;
  const bars = bins.map(bin => {
    const bar = element('li', { title: words(bin) }, element('span', { class: 'rowan-Spoken' }, words(bin)), element('span', { class: 'rowan-Bin', 'aria-hidden': 'true' }));
    bar.lastChild.style.height = `${bin.rows === 0 ? 0 : Math.max(2, Math.round((60 * bin.rows) / most))}px`;
    return bar;
  });
  const ends = element('div', { class: 'rowan-Ends', 'aria-hidden': 'true' }, element('span', {}, short(bins[0].from)), element('span', {}, short(bins.at(-1).to)));
  return element('div', { class: 'rowan-Histogram' }, element('ul', { 'aria-label': 'How the numbers are spread' }, ...bars), ends);
}

/** The values that occur most often. */
function frequent(most) {
  const greatest = Math.max(...most.map(one => one.rows));
  const items = most.map(({ value, rows: number }) => {
    const bar = element('span', { class: 'rowan-Share', 'aria-hidden': 'true' });
    bar.style.width = `${Math.max(2, Math.round((120 * number) / greatest))}px`;
    const text = textOf(value);
    return element('li', {}, element('bdi', { title: text }, text === '' ? '(empty)' : text), bar, element('span', {}, rows(number)));
  });
  return element('ul', { class: 'rowan-Most', 'aria-label': 'The most frequent values' }, ...items);
}

/**
 * What shows a summary.
 *
 * @param title of which column and which rows it is
 */
export function summaryView(summary, { title, close }) {
  const { bins, most } = summary;
  const pictures = [...(bins?.length ? [histogram(bins)] : []), ...(most?.length ? [frequent(most)] : [])];
  return [
    element('div', { class: 'rowan-Head' }, element('bdi', { class: 'rowan-Title' }, title), close),
    element('div', { class: 'rowan-Summary', tabindex: '0' }, facts(summary), ...pictures)
  ];
}
