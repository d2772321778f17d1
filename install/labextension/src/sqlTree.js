// SQL as a tree of CodeMirror's, in the kernel's words and tokens.
import { continuedIndent, defineLanguageFacet, foldNodeProp, indentNodeProp, languageDataProp } from '@codemirror/language';
import { NodeSet, NodeType, Tree } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { isSignificant, statementsOf, tokensOf } from './sqlTokens.js';
import { FUNCTIONS, KEYWORDS } from './sqlWords.js';

const data = defineLanguageFacet({
  commentTokens: { line: '--', block: { open: '/*', close: '*/' } },
  closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] }
});

const STYLES = {
  Comment: tags.lineComment,
  Keyword: tags.keyword,
  Type: tags.definition(tags.name),
  Function: tags.standard(tags.variableName),
  Literal: tags.atom,
  Number: tags.number,
  String: tags.string,
  QuotedName: tags.special(tags.string),
  Parameter: tags.special(tags.variableName),
  Template: tags.special(tags.variableName),
  Parenthesis: tags.paren,
  Operator: tags.operator,
  Punctuation: tags.punctuation
};

const nodes = new NodeSet(
  ['Sql', 'Statement', ...Object.keys(STYLES)].map((name, id) =>
    NodeType.define({ id, name, top: id === 0, props: id === 0 ? [[languageDataProp, data]] : [] })
  )
).extend(
  styleTags(STYLES),
  indentNodeProp.add({ Statement: continuedIndent() }),
  foldNodeProp.add({ Statement: (tree, state) => ({ from: Math.min(tree.to, state.doc.lineAt(tree.from).to), to: tree.to }) })
);
const TYPES = Object.fromEntries(nodes.types.map(type => [type.name, type]));

const BY_KIND = {
  comment: 'Comment',
  template: 'Template',
  string: 'String',
  blob: 'String',
  quoted_name: 'QuotedName',
  parameter: 'Parameter',
  number: 'Number',
  semicolon: 'Punctuation'
};

/** What a token is, by itself; nothing where it is a word, which its place decides on. */
function nameByKind({ kind, text }) {
  if (kind === 'operator') {
    return /[()]/.test(text) ? 'Parenthesis' : /[.,]/.test(text) ? 'Punctuation' : 'Operator';
  }
  return kind === 'unfinished' ? (text.startsWith('/*') ? 'Comment' : 'String') : BY_KIND[kind];
}

const LITERALS = new Set(['NULL', 'TRUE', 'FALSE']);

/** What the words of one statement are. */
class Words {
  constructor(tokens) {
    this.tokens = tokens.filter(isSignificant);
    this.names = new Map();
    this.isDefinition = this.is(0, /^(?:CREATE|ALTER)$/i);
    this.tokens.forEach((token, at) => token.kind === 'word' && this.names.set(token, this.nameAt(at)));
  }

  is(at, pattern) {
    return pattern.test(this.tokens[at]?.text ?? '');
  }

  nameAt(at) {
    const { text, to } = this.tokens[at];
    const isOfName = this.is(at - 1, /^\.$/) || this.is(at + 1, /^\.$/);
    const isKeyword = !isOfName && KEYWORDS.has(text.toUpperCase());
    // A keyword such as REPLACE is a function where its parenthesis follows at once.
    if (this.is(at + 1, /^\($/) && FUNCTIONS.has(text.toLowerCase()) && !(isKeyword && this.tokens[at + 1].from > to)) {
      return 'Function';
    }
    if (!isOfName && LITERALS.has(text.toUpperCase())) {
      return 'Literal';
    }
    if (isKeyword) {
      return 'Keyword';
    }
    return this.isType(at) ? 'Type' : undefined;
  }

  /** SQLite has no list of types: one is what stands behind the name of a column, or behind AS in CAST. */
  isType(at) {
    const before = this.tokens[at - 1];
    if (this.is(at - 1, /^AS$/i)) {
      return this.isInCast(at - 1);
    }
    const isBehindName = before?.kind === 'quoted_name' || (before?.kind === 'word' && /^(?:Type|undefined)$/.test(this.names.get(before)));
    return this.isDefinition && isBehindName;
  }

  isInCast(as) {
    let depth = 0;
    let at = as - 1;
    for (; at > 0 && depth >= 0; at--) {
      depth += this.is(at, /^\)$/) ? 1 : this.is(at, /^\($/) ? -1 : 0;
    }
    return this.is(at, /^CAST$/i);
  }
}

function node(name, { text }) {
  const places = name === 'String' ? [...text.matchAll(/\{\{[^]*?\}\}/g)] : [];
  const templates = places.map(place => new Tree(TYPES.Template, [], [], place[0].length));
  return new Tree(TYPES[name], templates, places.map(place => place.index), text.length);
}

/** A tree of those tokens that have a name. */
function treeOf(type, tokens, from, to, nameOf) {
  const named = tokens.filter(nameOf);
  return new Tree(type, named.map(token => node(nameOf(token), token)), named.map(token => token.from - from), to - from);
}

/** The tree of a text of SQL. */
export function sqlTree(text) {
  const children = [];
  const positions = [];
  const add = (tree, at) => {
    children.push(tree);
    positions.push(at);
  };
  const between = (from, to) =>
    tokensOf(text.slice(from, to)).forEach(token => nameByKind(token) && add(node(nameByKind(token), token), from + token.from));
  let at = 0;
  for (const { from, to, tokens } of statementsOf(text)) {
    between(at, from);
    const words = new Words(tokens);
    const within = tokens.filter(token => token.to <= to);
    add(treeOf(TYPES.Statement, within, from, to, token => nameByKind(token) ?? words.names.get(token)), from);
    at = to;
  }
  between(at, text.length);
  return new Tree(TYPES.Sql, children, positions, text.length);
}
