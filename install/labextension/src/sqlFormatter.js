// The formatter of SQL, which is loaded when somebody first asks for it.
import { formatDialect, sqlite } from 'sql-formatter';

/** What the kernel fills in before SQLite sees it. */
const TEMPLATES = [{ regex: String.raw`\{\{[^]*?\}\}` }, { regex: String.raw`\{\w+\}` }];

/** Lays a statement out; throws where it cannot read it. */
export const layOut = (statement, tabWidth) =>
  formatDialect(statement, {
    dialect: sqlite,
    tabWidth,
    paramTypes: { positional: true, numbered: ['?'], named: [':', '@', '$'], custom: TEMPLATES }
  });
