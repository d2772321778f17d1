/**
 * SQLite's plans, read from its own words. Open {@link rowan.sql.sqlite.plan.SqlitePlans} first. Knows the text of SQL.
 */
package rowan.sql.sqlite.plan;
