/**
 * The text of a cell: its parts, its places, its language. Open {@link rowan.workspace.cell.Cell} first. Knows the model.
 */
package rowan.workspace.cell;
