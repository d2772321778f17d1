/**
 * A text of SQL as statements and tokens. Open {@link rowan.sql.statement.Statement} first; {@link
 * rowan.sql.statement.Lexicon} is how an engine cuts its text. Knows the model and the places of a cell.
 */
package rowan.sql.statement;
