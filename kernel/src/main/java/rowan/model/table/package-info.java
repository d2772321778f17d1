/**
 * Rows and columns, as every engine hands them over. Open {@link rowan.model.table.ResultTable} first. Knows the other
 * nouns.
 */
package rowan.model.table;
