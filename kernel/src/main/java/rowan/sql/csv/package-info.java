/**
 * Files of comma-separated values, in and out. Open {@link rowan.sql.csv.CsvFiles} first. Knows connections and what runs
 * statements.
 */
package rowan.sql.csv;
