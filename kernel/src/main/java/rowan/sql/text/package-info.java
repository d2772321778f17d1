/**
 * The text of SQL: what a statement names, what is pasted into it, what is kept of it. Open {@link rowan.sql.text.Scope} first.
 * Knows the dialect.
 */
package rowan.sql.text;
