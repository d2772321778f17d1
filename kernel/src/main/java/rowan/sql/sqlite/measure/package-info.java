/**
 * What the steps of a plan really do in SQLite. Open {@link rowan.sql.sqlite.measure.SqliteMeasuring} first. Knows plans and the
 * text of SQL.
 */
package rowan.sql.sqlite.measure;
