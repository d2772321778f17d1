// Cuts a cell into what is highlighted in one piece: lines with commands, and the code between them.
import { beginsStatement, isSqlComment, languageOf } from './languageRule.js';

const CELL_COMMAND = /^\s*%%[A-Za-z_]\w*/;
const NOTE = /\s+|(?:#|\/\/|--).*|\/\*[^]*?\*\//y;
const COMMAND = /^[ \t]*(?:(?:[\w.<>[\],? \t]+?[ \t]+)?\w+[ \t]*=[ \t]*(?=%))?(%[A-Za-z_]\w*|\.[A-Za-z]+(?=\s|;|$))/;
const OPTION = /^\s*--?[A-Za-z][\w-]*(?:[= ](?:"[^"]*"|'[^']*'|[^\s-]\S*))?/;

/** Where a cell begins, behind blanks and comments: of SQL, of Java and of the notebooks in Python that commands come from. */
function behindNotes(text) {
  NOTE.lastIndex = 0;
  let at = 0;
  while (NOTE.test(text)) {
    at = NOTE.lastIndex;
  }
  return at;
}

/** Where, in the rest of a command's line, SQL begins; its end if nowhere. */
function sqlIn(rest) {
  for (const word of rest.matchAll(/[A-Za-z]+|\S/g)) {
    if (/[A-Za-z]/.test(word[0]) && beginsStatement(rest.slice(word.index))) {
      const before = rest.slice(0, word.index);
      if (/(^|\s)$/.test(before)) {
        return word.index;
      }
    }
  }
  return rest.length;
}

/** A text of comments alone has no language, but a look: that of those who write `--`. */
const colouredAs = code => (isSqlComment(code) ? 'sql' : languageOf(code));

/** The parts of one line with a command: what stands before it, its name, its options, SQL. */
function lineParts(line, offset, parts) {
  const match = (line.match(CELL_COMMAND) ? /^(\s*)(%%\w+)/ : COMMAND).exec(line);
  const name = match[2] ?? match[1];
  const nameAt = line.indexOf(name, match[0].length - name.length);
  if (line.slice(0, nameAt).trim()) {
    parts.push({ kind: 'java', from: offset, to: offset + nameAt });
  }
  let at = nameAt + name.length;
  parts.push({ kind: 'command', from: offset + nameAt, to: offset + at });
  for (let option = OPTION.exec(line.slice(at)); option; option = OPTION.exec(line.slice(at))) {
    const blanks = option[0].length - option[0].trimStart().length;
    parts.push({ kind: 'option', from: offset + at + blanks, to: offset + at + option[0].length });
    at += option[0].length;
  }
  const sql = at + sqlIn(line.slice(at));
  if (sql < line.length) {
    parts.push({ kind: 'sql', from: offset + sql, to: offset + line.length });
  }
}

function isCommandLine(line) {
  const match = COMMAND.exec(line);
  if (!match || /^\s*%%/.test(line)) {
    return false;
  }
  const declared = /^[ \t]*([\w.<>[\],? \t]+?)[ \t]+\w+[ \t]*=/.exec(match[0]);
  return !(declared && beginsStatement(declared[1]));
}

/**
 * The parts of a cell, in order: `{kind: 'sql'|'java'|'command'|'option', from, to}`.
 *
 * A command stands where a statement may start. This looks for the end of one before the line, by its last character,
 * and not for open strings; a line of a string that looks like a command is coloured wrongly and run rightly.
 */
export function partsOf(text) {
  const parts = [];
  let at = 0;
  const start = behindNotes(text);
  if (CELL_COMMAND.test(text.slice(start))) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
    if (text.slice(0, start).trim()) {
      parts.push({ kind: colouredAs(text.slice(0, start)), from: 0, to: start });
    }
    lineParts(text.slice(start, end), start, parts);
    if (end < text.length) {
      parts.push({ kind: colouredAs(text.slice(end)), from: end, to: text.length });
    }
    return parts;
  }
  const code = to => {
    const piece = text.slice(at, to);
    if (piece.trim()) {
      parts.push({ kind: colouredAs(piece), from: at, to });
    }
  };
  let open = false;
  for (let line = 0; line < text.length; ) {
    const end = text.indexOf('\n', line) < 0 ? text.length : text.indexOf('\n', line);
    const written = text.slice(line, end);
    if (!open && isCommandLine(written)) {
      code(line);
      lineParts(written, line, parts);
      at = end;
    } else if (written.trim() && !/^\s*(--|\/\/|#)/.test(written)) {
      open = !/[;}]\s*(?:--.*|\/\/.*)?$/.test(written);
    }
    line = end + 1;
  }
  code(text.length);
  return parts;
}
