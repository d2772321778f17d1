// How many rows of a result are to be seen, and which of them are missing, in words; the tests ask it without a browser.

const n = number => number.toLocaleString('en');

/**
 * @param total the rows to be seen, those that the filter leaves
 * @param all the rows that are here; null where that is not known
 * @param note why there are fewer rows than the result has; empty where all are here
 */
export function rowsInWords({ live, total, all, filter, note, reading }) {
  if (!live) {
    const of = all === null ? '' : ` of ${n(all)}`;
    return all === total ? `${n(total)} rows` : `first ${n(total)}${of} rows, not connected`;
  }
  const first = note ? 'first ' : '';
  const count = filter ? `${n(total)} of ${first && 'the first '}${n(all)} rows` : `${first}${n(total)} rows`;
  return count + (note && `; ${note}`) + (reading ? ', reading …' : '');
}
