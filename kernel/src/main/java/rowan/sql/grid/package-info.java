/**
 * Results that a front end shows as a live grid: read on behind their first page into files, from which pages in any order
 * are read. Open {@link rowan.sql.grid.LiveResults} first. The files are SQLite's, whatever engine the rows came from.
 * Knows the workspace's contracts, the model and the words of statements.
 */
package rowan.sql.grid;
