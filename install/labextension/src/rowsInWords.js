// How many rows of a result are to be seen, and which of them are missing, in words; the tests ask it without a browser.

const n = number => number.toLocaleString('en');

const rows = number => (number === 0 ? 'no rows' : `${n(number)} ${number === 1 ? 'row' : 'rows'}`);

/** Where no kernel answers, only rows that are saved are shown. */
function savedInWords({ total, all, saved, isFiltered, isSorted }) {
  if (all === saved) {
    return isFiltered ? `${n(total)} of ${rows(all)}` : rows(all);
  }
  const of = all === null ? '' : ` of ${n(all)}`;
  if (!isFiltered && !isSorted) {
    return `first ${n(saved)}${of} rows, not connected`;
  }
  const stored = `the ${n(saved)} stored rows${of}`;
  return `${isFiltered ? `${n(total)} of ` : ''}${stored}${isSorted ? ', sorted' : ''}; not connected`;
}

/**
 * @param total the rows to be seen, those that the filters leave
 * @param all the rows that are here; null where that is not known
 * @param saved the rows that the notebook has
 * @param note why there are fewer rows than the result has; empty where all are here
 */
export function rowsInWords(state) {
  const { live, total, all, isFiltered, note, reading } = state;
  if (!live) {
    return savedInWords(state);
  }
  const first = note ? 'first ' : '';
  const count = isFiltered ? `${n(total)} of ${first && 'the first '}${n(all)} rows` : `${first}${n(total)} rows`;
  return count + (note && `; ${note}`) + (reading ? ', reading …' : '');
}
