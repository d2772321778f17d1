/**
 * Running statements: parameters, results, captures, expectations. Open {@link rowan.sql.run.StatementRunner} first. Knows
 * connections, the log, the text of SQL and the dialect.
 */
package rowan.sql.run;
