/**
 * Tablesaw: results as its tables, and back. It is loaded beside the library, by the class loader of cells, and packed in a jar of
 * its own. Open {@link rowan.tablesaw.Tablesaw} first. Knows the model.
 */
package rowan.tablesaw;
