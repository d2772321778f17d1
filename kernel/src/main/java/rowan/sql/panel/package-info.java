/**
 * What a panel of a front end shows of the databases that are open: a tree, from connections to columns, sent when something
 * in it has changed. Open {@link rowan.sql.panel.DatabasePanel} first. Runs no statement and waits for none.
 */
package rowan.sql.panel;
