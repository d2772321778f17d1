// Rows of a result to the clipboard, whoever has them.

const COPIED_ROWS = 50_000;
const COPY_BLOCK = 2_000;

const count = number => `${number.toLocaleString('en')} ${number === 1 ? 'row' : 'rows'}`;

/** The rows from `start` to before `end`, asked for piece by piece; the pieces put one behind the other are the whole. */
async function textOf(model, { start, end, columns, format, headers }) {
  const pieces = [];
  let isCut = false;
  for (let at = start; at < end; at += model.live ? COPY_BLOCK : end) {
    const size = model.live ? Math.min(COPY_BLOCK, end - at) : end - at;
    const [isFirst, isLast] = [at === start, at + size >= end];
    const part = isFirst ? (isLast ? 'only' : 'first') : isLast ? 'last' : 'middle';
    const answer = await model.ask({ op: 'copy', start: at, count: size, columns, format, headers, part });
    pieces.push(answer.text);
    isCut ||= answer.isCut === true;
  }
  return { text: pieces.join(''), isCut };
}

/** Copies rows, not too many; a sentence that says what was copied. */
export async function copyRows(model, { start, end, columns, format, headers }) {
  const last = Math.min(end, start + COPIED_ROWS);
  const { text, isCut } = await textOf(model, { start, end: last, columns, format, headers });
  await navigator.clipboard.writeText(text);
  if (last < end) {
    return `Only the first ${count(last - start)} were copied; Export CSV writes all.`;
  }
  return isCut ? `${count(last - start)} copied; of long values only the beginning is saved` : `${count(last - start)} copied`;
}
