/**
 * Private copies of a SQLite database, and its dump. Open {@link rowan.sql.sqlite.copy.SqliteCopy} first. Knows the text of SQL.
 */
package rowan.sql.sqlite.copy;
