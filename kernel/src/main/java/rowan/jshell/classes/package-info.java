/**
 * The class files of cells: loaded, woven, redefined. Open {@link rowan.jshell.classes.CellClassLoader} first. Knows the cell and
 * the state that outlives a class.
 */
package rowan.jshell.classes;
