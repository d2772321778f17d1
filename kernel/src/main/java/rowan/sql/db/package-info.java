/**
 * Databases as Java cells see them, under the name {@code db}. Open {@link rowan.sql.db.SqlDatabases} first. Knows connections,
 * the log and what runs statements.
 */
package rowan.sql.db;
