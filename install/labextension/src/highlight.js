// The language "rowan" of CodeMirror: each part of a cell is parsed as SQL in the kernel's words, or by Lab's own Java.
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { Language, LanguageSupport, defineLanguageFacet, languageDataProp, syntaxTree } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { NodeSet, NodeType, Parser, Tree } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { partsOf } from './parts.js';
import { sqlTree } from './sqlTree.js';

/** A text is parsed anew with every change, up to this many characters; a longer one by Lab's parsers, step by step. */
const WHOLE_LIMIT = 60_000;

const data = defineLanguageFacet({ commentTokens: { line: '--' } });
const besideJava = defineLanguageFacet({ commentTokens: { line: '//' } });
const nodes = new NodeSet([
  NodeType.define({ id: 0, name: 'Cell', top: true, props: [[languageDataProp, data]] }),
  NodeType.define({ id: 1, name: 'Command', top: true, props: [[languageDataProp, data]] }),
  NodeType.define({ id: 2, name: 'JavaCommand', top: true, props: [[languageDataProp, besideJava]] }),
  NodeType.define({ id: 3, name: 'Option' })
]).extend(styleTags({ 'Command JavaCommand': tags.meta, Option: tags.attributeName }));
const [CELL, COMMAND, JAVA_COMMAND, OPTION] = nodes.types;

/** One parse: of a cell that is Java alone, or too long, step by step; of any other at once. */
class CellParser extends Parser {
  /**
   * @param java Lab's parser
   * @param longSql Lab's parser of SQL
   */
  constructor(java, longSql) {
    super();
    this.java = java;
    this.longSql = longSql;
  }

  hasWrappers() {
    return true; // comments are toggled in the language of the part
  }

  createParse(input, fragments, ranges) {
    const text = input.read(0, Math.min(input.length, WHOLE_LIMIT));
    const parts = partsOf(text);
    const code = parts.filter(part => part.kind === 'sql' || part.kind === 'java');
    if (input.length > WHOLE_LIMIT || (parts.length === code.length && parts.every(part => part.kind === 'java'))) {
      const parser = code[0]?.kind === 'sql' ? this.longSql : this.java;
      // What was parsed as another language before cannot be taken over.
      const own = fragments.filter(f => f.tree.type === parser.parse('').type);
      return parser.createParse(input, own, ranges);
    }
    const tree = this.assemble(text, parts, code.length > 0 && code.every(part => part.kind === 'java'));
    return { advance: () => tree, parsedPos: input.length, stopAt() {}, stoppedAt: null };
  }

  assemble(text, parts, isJava) {
    const children = parts.map(({ kind, from, to }) => {
      if (kind === 'sql') {
        return sqlTree(text.slice(from, to));
      }
      if (kind === 'java') {
        return this.java.parse(text.slice(from, to));
      }
      return new Tree(kind === 'option' ? OPTION : isJava ? JAVA_COMMAND : COMMAND, [], [], to - from);
    });
    return new Tree(CELL, children, parts.map(p => p.from), text.length);
  }
}

/** Within a comment a quote is an apostrophe, whatever the language. */
const inComments = Prec.high(
  EditorState.languageData.of((state, at) =>
    /Comment$/.test(syntaxTree(state).resolveInner(at, -1).name) ? [{ closeBrackets: { brackets: ['(', '[', '{'] } }] : []
  )
);

async function load(registry) {
  const [sql, java] = await Promise.all(['SQLite', 'Java'].map(name => registry.getLanguage(name)));
  const parser = new CellParser(java.support.language.parser, sql.support.language.parser);
  return new LanguageSupport(new Language(data, parser, [], 'rowan'), [inComments, java.support.support]);
}

/** Makes the mode that the kernel names known to Lab's editors. */
export const highlight = {
  id: 'rowan-labextension:highlight',
  description: 'Highlights cells of Rowan, each as SQL or Java.',
  autoStart: true,
  requires: [IEditorLanguageRegistry],
  activate: (app, registry) => {
    registry.addLanguage({
      name: 'rowan',
      displayName: 'Rowan',
      mime: 'text/x-rowan',
      extensions: [],
      load: () => load(registry)
    });
  }
};
