// Lays SQL out anew: which blanks of a cell to change, and nothing but blanks.
import { cellStatements } from './cellStatements.js';
import { tokensOf } from './sqlTokens.js';

/** The name that a result is captured under is no part of the statement. */
const CAPTURE = /^\w+\s*=?\s*<<\s*/;

const written = text => tokensOf(text).filter(({ kind }) => kind !== 'space');

/** Comments keep their words; how far their lines are indented does not count. */
const essence = ({ kind, text }) => (kind === 'comment' ? text.replaceAll(/\s+/g, ' ').trim() : text);

/** The changes that give a statement the blanks of another text with the same tokens; null if its tokens are others. */
function blanksOf(text, at, laidOut) {
  const before = written(text);
  const after = written(laidOut);
  if (before.length !== after.length || !before.every((token, i) => essence(token) === essence(after[i]))) {
    return null;
  }
  return before.slice(1).map((token, i) => ({
    from: at + before[i].to,
    to: at + token.from,
    insert: laidOut.slice(after[i].to, after[i + 1].from)
  }));
}

/** A statement begins on a line of its own, at its beginning. */
function beginning(text, at) {
  const blanks = /[ \t]*$/.exec(text.slice(0, at))[0].length;
  const from = at - blanks;
  const isFirst = from === 0 || text[from - 1] === '\n';
  return isFirst || text[from - 1] === ';' ? [{ from, to: at, insert: isFirst ? '' : '\n' }] : [];
}

/**
 * What to change in a cell so that those statements are laid out that a range touches: `changes` of blanks, and the
 * sentences about statements that are `left` as they are.
 *
 * @param layOut a formatter, of whose answer nothing but blanks is taken
 */
export function layoutOf(text, { from, to }, layOut) {
  const changes = [];
  const left = [];
  const touched = cellStatements(text).filter(each => each.from <= to && each.end >= from && !each.isOnCommandLine);
  for (const statement of touched) {
    const line = text.slice(0, statement.from).split('\n').length;
    const whole = text.slice(statement.from, statement.to);
    const captured = CAPTURE.exec(whole)?.[0].length ?? 0;
    const at = statement.from + captured;
    if (statement.isTrigger) {
      left.push(`Line ${line} stays as it is: the formatter does not know triggers.`);
      continue;
    }
    try {
      const blanks = blanksOf(text.slice(at, statement.to), at, layOut(text.slice(at, statement.to)));
      if (blanks) {
        changes.push(...beginning(text, statement.from), ...blanks);
      } else {
        left.push(`Line ${line} stays as it is: the formatter would have changed more than blanks.`);
      }
    } catch {
      left.push(`Line ${line} stays as it is: the formatter cannot read it.`);
    }
  }
  return { changes: changes.filter(change => text.slice(change.from, change.to) !== change.insert), left };
}
