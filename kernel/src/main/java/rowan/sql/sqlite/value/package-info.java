/**
 * Values between SQLite and Java. Open {@link rowan.sql.sqlite.value.SqliteValues} first. Knows the dialect's contract.
 */
package rowan.sql.sqlite.value;
