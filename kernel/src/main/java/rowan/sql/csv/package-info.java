/**
 * Files of separated values: read into a table as the sqlite3 shell does, and written from a result. Open
 * {@link rowan.sql.csv.TableImport} first. Knows connections and what runs statements.
 */
package rowan.sql.csv;
