/**
 * SQL cells: the language that a workspace runs, over connections to databases. Open {@link rowan.sql.SqlLanguage} first. {@link
 * rowan.sql.dialect.Dialect} is what differs between engines; all else here is the same for all of them, and draws nothing.
 */
package rowan.sql;
