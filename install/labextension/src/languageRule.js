// Tells from the text of a cell alone whether it is SQL or Java: rowan.workspace.LanguageRule, held to the kernel's own
// table of examples by test/languageRule.test.js.
import { STATEMENT_WORDS } from './sqlWords.js';

const CAPTURE = /\w+\s*=?\s*<<\s*/y;
const JAVA_SIGNS = ['->', '::', '++', '&&', '||', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '=', '<', '>', ')', ']'];
const WORD = /[\p{L}\p{Nd}_]*/uy;
/** A token of Java's: a comment; a name, number or string; what is in parentheses or brackets; a sign. */
const TOKEN =
  /\s*(?:(\/\/.*|\/\*[^]*?\*\/)|([\p{L}\p{Nd}_]+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[`@$#])|(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\]|\{[^}]*\})|(::|[^]))/uy;
const NAME_START = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
const BLANK = /[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

/** Whether a word, in any case, can begin a SQL statement. */
export const isStatementWord = word => STATEMENT_WORDS.has(word.toUpperCase());

function wordEnd(text, start) {
  WORD.lastIndex = start;
  return start + WORD.exec(text)[0].length;
}

/** `--count;` is Java; `-- words` and `--words like these` are a comment of SQL. */
function isDecrement(text, at) {
  if (!NAME_START.test(text.slice(at + 2, at + 4))) {
    return false;
  }
  let next = wordEnd(text, at + 2);
  while (text[next] === ' ' || text[next] === '\t') {
    next++;
  }
  return next >= text.length || ';\n\r.[)'.includes(text[next]);
}

/** The next place that is no blank, comment or, if so wanted, semicolon. */
export function firstSignificant(text, from, skipSemicolons = true) {
  let at = from;
  while (at < text.length) {
    if (BLANK.test(text[at]) || text[at] === '\uFEFF' || (text[at] === ';' && skipSemicolons)) {
      at++;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      at = close < 0 ? text.length : close + 2;
    } else if (text.startsWith('--', at) && !isDecrement(text, at)) {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line + 1;
    } else {
      break;
    }
  }
  return at;
}

/** Whether nothing stands in a text but comments that SQL has and Java has not. */
export function isSqlComment(text) {
  return text.trimStart().startsWith('--') && firstSignificant(text, 0) >= text.length;
}

/** Whether a text begins with a statement word. */
export function beginsStatement(text) {
  const start = firstSignificant(text, 0);
  return isStatementWord(text.slice(start, wordEnd(text, start)));
}

const isCapitals = word => word === word.toUpperCase();
const isWrittenAsType = word => word[0] !== word[0].toLowerCase() && !isCapitals(word);

/** `Select s = …` declares a variable; `Select find(String name) {}` a method, unlike `Select count(*)`. */
function declaresAsJava(text, nameStart) {
  const nameEnd = wordEnd(text, nameStart);
  if (nameEnd === nameStart) {
    return false;
  }
  let after = firstSignificant(text, nameEnd);
  if (text[after] !== '(') {
    return text[after] === '=';
  }
  for (let depth = 0; after < text.length; ) {
    depth += text[after] === '(' ? 1 : text[after] === ')' ? -1 : 0;
    after++;
    if (depth === 0) {
      break;
    }
  }
  const body = firstSignificant(text, after);
  return text[body] === '{' || text.startsWith('throws', body);
}

/**
 * Whether what follows a question mark is one operand of Java's and a colon. A list of SQL has a comma, or two words side by
 * side, or a colon that begins a parameter.
 */
function isCondition(text, from) {
  let operand = '';
  TOKEN.lastIndex = from;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const [, comment, word, group, sign] = token;
    if (sign === ':') {
      return operand !== '';
    }
    const isOperand = word !== undefined && word !== 'new' && word !== 'instanceof';
    if (sign === ',' || sign === ';' || (isOperand && operand !== '' && !operand.startsWith('('))) {
      return false;
    }
    if (comment === undefined) {
      operand = isOperand ? word : group ?? '';
    }
  }
  return false;
}

/** Whether the token behind a first word says that the word is a name of Java's. */
function followsAsJava(text, word, end) {
  const next = firstSignificant(text, end, false);
  const sign = text[next];
  if (sign === undefined || sign === ';') {
    return false;
  }
  if (sign === '(') {
    return next === end && !isCapitals(word);
  }
  if (sign === '[') {
    return word.toUpperCase() !== 'SELECT';
  }
  if (sign === '.') {
    return !/\d/.test(text[next + 1] ?? '');
  }
  if (sign === ':') {
    return !NAME_START.test(text.slice(next + 1, next + 3));
  }
  if (sign === '?') {
    // A parameter, as in select ?1, unless the other half of a condition follows.
    return !isCapitals(word) && isCondition(text, next + 1);
  }
  return JAVA_SIGNS.some(s => text.startsWith(s, next)) || (isWrittenAsType(word) && declaresAsJava(text, next));
}

/** `'sql'` or `'java'` for a text that does not begin with a command. */
export function languageOf(text, byDefault = 'java') {
  const start = firstSignificant(text, 0);
  if (text.startsWith('//', start)) {
    return 'java';
  }
  CAPTURE.lastIndex = start;
  if (CAPTURE.test(text) && beginsStatement(text.slice(CAPTURE.lastIndex))) {
    return 'sql';
  }
  const end = wordEnd(text, start);
  const word = text.slice(start, end);
  if (word === '') {
    return byDefault;
  }
  if (!isStatementWord(word)) {
    return byDefault;
  }
  return followsAsJava(text, word, end) ? 'java' : 'sql';
}
