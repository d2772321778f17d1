/**
 * Everything that is SQLite: the only place that imports its driver. Open {@link rowan.sql.sqlite.SqliteDialect} first.
 * Knows {@code sql}, the workspace's contracts and the model.
 */
package rowan.sql.sqlite;
