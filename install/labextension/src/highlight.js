// The language "rowan" of CodeMirror: each part of a cell is parsed by Lab's own SQL or Java.
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { Language, LanguageSupport, defineLanguageFacet, languageDataProp } from '@codemirror/language';
import { NodeSet, NodeType, Parser, Tree } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { partsOf } from './parts.js';

/** A text whose parts belong to several languages is parsed anew with every change, up to this many characters. */
const WHOLE_LIMIT = 60_000;

const data = defineLanguageFacet({ commentTokens: { line: '--' } });
const nodes = new NodeSet(
  ['Cell', 'Command', 'Option'].map((name, id) =>
    NodeType.define({ id, name, top: id === 0, props: id === 0 ? [[languageDataProp, data]] : [] })
  )
).extend(styleTags({ Command: tags.meta, Option: tags.attributeName }));
const [CELL, COMMAND, OPTION] = nodes.types;

/** One parse: of a whole cell in one language step by step, of any other at once. */
class CellParser extends Parser {
  constructor(languages) {
    super();
    this.languages = languages;
  }

  hasWrappers() {
    return true; // comments are toggled in the language of the part
  }

  createParse(input, fragments, ranges) {
    const text = input.read(0, Math.min(input.length, WHOLE_LIMIT));
    const parts = partsOf(text);
    const only = parts.length === 0 ? 'java' : parts.length === 1 ? parts[0].kind : null;
    if (input.length > WHOLE_LIMIT || this.languages[only]) {
      const language = this.languages[only] ?? this.languages[parts.find(p => this.languages[p.kind])?.kind ?? 'java'];
      // What was parsed as another language before cannot be taken over.
      const own = fragments.filter(f => f.tree.type === language.parser.parse('').type);
      return language.parser.createParse(input, own, ranges);
    }
    const tree = this.assemble(text, parts);
    return { advance: () => tree, parsedPos: input.length, stopAt() {}, stoppedAt: null };
  }

  assemble(text, parts) {
    const children = parts.map(({ kind, from, to }) => {
      const language = this.languages[kind];
      return language
        ? language.parser.parse(text.slice(from, to))
        : new Tree(kind === 'command' ? COMMAND : OPTION, [], [], to - from);
    });
    return new Tree(CELL, children, parts.map(p => p.from), text.length);
  }
}

async function load(registry) {
  const [sql, java] = await Promise.all(['SQLite', 'Java'].map(name => registry.getLanguage(name)));
  const languages = { sql: sql.support.language, java: java.support.language };
  const support = [sql.support.support, java.support.support];
  return new LanguageSupport(new Language(data, new CellParser(languages), [], 'rowan'), support);
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
