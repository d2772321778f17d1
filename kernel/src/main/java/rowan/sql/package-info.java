/**
 * Databases: connections, statements, results, completion. Open {@link rowan.sql.dialect.Dialect} first: it is what differs
 * between engines, and everything else here is the same for all of them. Knows the workspace's contracts and the model;
 * draws nothing. {@code rowan.sql.sqlite} is the first dialect; this package never mentions it.
 */
package rowan.sql;
