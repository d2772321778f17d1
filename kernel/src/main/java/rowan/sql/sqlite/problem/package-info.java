/**
 * SQLite's errors, in words that say what to do. Open {@link rowan.sql.sqlite.problem.SqliteProblems} first. Knows the text of
 * SQL.
 */
package rowan.sql.sqlite.problem;
