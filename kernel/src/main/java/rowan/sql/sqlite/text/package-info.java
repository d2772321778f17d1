/**
 * The text of SQLite's SQL: words, names, literals, functions. Open {@link rowan.sql.sqlite.text.SqliteLexicon} first. Knows the
 * dialect's contract.
 */
package rowan.sql.sqlite.text;
