/**
 * Completion, inspection and completeness of SQL. Open {@link rowan.sql.editor.SqlCompletion} first. Knows connections, the text
 * of SQL and the dialect.
 */
package rowan.sql.editor;
