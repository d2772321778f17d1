// Cuts SQL into tokens and statements as rowan.sql.sqlite.text does; test/sqlTokens.test.js has the kernel's own examples.

const NAME_PART = String.raw`[\w$\u{80}-\u{10ffff}]`;
const NUMBER_PART = String.raw`(?:[\p{L}\p{Nd}_.]|(?<=[eE])[+-](?=\d))`;

/** A quoted thing, in which a doubled quote stands for itself. */
const quoted = quote => `${quote}[^${quote}]*(?:${quote}${quote}[^${quote}]*)*${quote}(?!${quote})`;

/** What a token can be, in the order in which it is tried. The kernel fills templates in before it cuts. */
const KINDS = Object.entries({
  space: String.raw`[ \t\n\r\f\ufeff]+`,
  comment: String.raw`--[^\n]*|\/\*[^]*?\*\/`,
  template: String.raw`\{\{[^]*?\}\}|\{\w+\}`,
  string: quoted("'"),
  blob: `[xX]${quoted("'")}`,
  quoted_name: String.raw`${quoted('"')}|${quoted('`')}|\[[^\]]*\]`,
  unfinished: String.raw`(?:\/\*|[xX]?'|["\x60\[])[^]*`,
  semicolon: ';',
  parameter: String.raw`\?\d*|[:@#]${NAME_PART}+|\$${NAME_PART}+(?:::${NAME_PART}+)*(?:\([^\s)]*\))?`,
  number: String.raw`0[xX][\p{L}\p{Nd}_]*|(?=\.?\d)${NUMBER_PART}+`,
  word: String.raw`[A-Za-z_\u{80}-\u{10ffff}]${NAME_PART}*`,
  operator: String.raw`->>|->|\|\||<<|>>|<=|>=|<>|!=|==|::|[^]`
});
const TOKEN = new RegExp(KINDS.map(([, pattern]) => `(${pattern})`).join('|'), 'uy');

/** The tokens of a text, `{kind, text, from, to}`, which cover it without gaps. */
export function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [kind] = KINDS[found.findIndex((group, i) => i > 0 && group !== undefined) - 1];
    tokens.push({ kind, text: found[0], from: found.index, to: TOKEN.lastIndex });
  }
  return tokens;
}

/** Whether a token means something to the engine. */
export const isSignificant = ({ kind }) => kind !== 'space' && kind !== 'comment';

/** A trigger is what has the word right behind CREATE or TEMP, as for SQLite itself. */
const TRIGGER = /^(?:EXPLAIN (?:QUERY |PLAN )*)?CREATE (?:TEMP |TEMPORARY )*TRIGGER /;

/** No beginning of a trigger is longer. */
const HEAD_LENGTH = 80;

/** What begins a section in the body of %%compare. */
const HEADING = /^--[ \t]*(?:setup|arm|instead)\b/i;

/**
 * The statements of a text, `{from, to, end, isTrigger, tokens}`: as the kernel takes it, and behind its semicolon. Those in
 * the body of a trigger end nothing; END right behind one ends the body.
 *
 * @param hasSections whether comments that begin a section end a statement
 */
export function statementsOf(text, hasSections = false) {
  const statements = [];
  let tokens = [];
  let head = '';
  let last = null;
  let isBodyOver = false;
  const cut = semicolon => {
    if (last) {
      const [first] = tokens;
      // SQLite keeps a definition as it is written up to the semicolon.
      const to = semicolon && head.startsWith('CREATE ') ? semicolon.from : last.to;
      statements.push({ from: first.from, to, end: semicolon?.to ?? to, isTrigger: TRIGGER.test(head), tokens });
    }
    tokens = [];
    head = '';
    last = null;
    isBodyOver = false;
  };
  for (const token of tokensOf(text)) {
    if (token.kind === 'semicolon' && (isBodyOver || !TRIGGER.test(head))) {
      cut(token);
    } else if (isSignificant(token)) {
      const word = token.kind === 'word' ? token.text.toUpperCase() : '.';
      isBodyOver ||= last?.kind === 'semicolon' && word === 'END';
      head += head.length < HEAD_LENGTH ? `${word} ` : '';
      tokens.push(token);
      last = token;
    } else if (hasSections && HEADING.test(token.text)) {
      cut(null);
    } else if (last) {
      tokens.push(token);
    }
  }
  cut(null);
  return statements;
}
