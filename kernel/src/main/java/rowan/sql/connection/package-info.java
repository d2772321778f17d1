/**
 * Connections to databases, their transactions and who uses them at the moment. Open {@link rowan.sql.connection.Connections}
 * first. Knows the dialect and the grid.
 */
package rowan.sql.connection;
