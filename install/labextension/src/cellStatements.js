// The statements of a cell, and the text that runs a piece of it.
import { partsOf } from './parts.js';
import { statementsOf } from './sqlTokens.js';

const CELL_COMMAND = /^%%/;

const lineStart = (text, at) => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);

/**
 * The statements in the SQL of a cell, at their places in it: as `statementsOf`, and `isOnCommandLine` where a command stands
 * before one on its line.
 */
export function cellStatements(text) {
  const parts = partsOf(text);
  const hasSections = parts.some(({ kind, from }) => kind === 'command' && CELL_COMMAND.test(text.slice(from)));
  return parts
    .filter(({ kind }) => kind === 'sql')
    .flatMap(part =>
      statementsOf(text.slice(part.from, part.to), hasSections).map(({ from, to, end, isTrigger }) => ({
        from: part.from + from,
        to: part.from + to,
        end: part.from + end,
        isTrigger,
        isOnCommandLine: text.slice(lineStart(text, part.from + from), part.from).trim() !== ''
      }))
    );
}

function lineAt(text, at) {
  const end = text.indexOf('\n', at);
  return { from: lineStart(text, at), to: end < 0 ? text.length : end };
}

/** The statement a place belongs to: the one around it, else the one before it on its line, else the next, else the last. */
function statementAt(text, at) {
  const statements = cellStatements(text);
  return (
    statements.find(({ from, end }) => from <= at && at <= end) ??
    statements.findLast(({ end }) => end <= at && lineStart(text, at) <= end) ??
    statements.find(({ from }) => from >= at) ??
    statements.at(-1)
  );
}

/** A text in which all but some ranges is blank, so that what is told about a place in it holds for the cell. */
function only(text, ranges) {
  let kept = '';
  for (const { from, to } of ranges) {
    kept += text.slice(kept.length, from).replaceAll(/[^\n]/g, ' ') + text.slice(from, to);
  }
  return kept;
}

/** The line of `%%sql` that says on which connection the statements below it run. */
function headOf(text) {
  const [command] = partsOf(text).filter(({ kind }) => kind === 'command');
  return command && /^%%sql$/i.test(text.slice(command.from, command.to)) ? lineAt(text, command.from) : null;
}

const isLineCommand = (text, part) =>
  /^(?:command|option)$/.test(part?.kind) && !CELL_COMMAND.test(text.slice(lineStart(text, part.from)).trimStart());

/**
 * What to run of a cell: the selection, or the statement at the cursor where nothing is selected; nothing where there is no
 * statement. A line with a command runs whole.
 */
export function runnable(text, from, to) {
  let range = { from, to };
  if (!text.slice(from, to).trim()) {
    const part = partsOf(text).findLast(each => each.from <= from);
    const statement = part?.kind === 'java' ? null : statementAt(text, from);
    if (isLineCommand(text, part)) {
      range = lineAt(text, part.from);
    } else if (!statement) {
      return null;
    } else {
      range = statement.isOnCommandLine ? lineAt(text, statement.from) : { from: statement.from, to: statement.end };
    }
  }
  const head = headOf(text);
  return only(text, head && head.to < range.from ? [head, range] : [range]);
}
