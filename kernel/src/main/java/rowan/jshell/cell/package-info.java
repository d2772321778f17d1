/**
 * What the code of a cell meets while it runs: its functions, its thread, its streams, its interrupt. Open {@link
 * rowan.jshell.cell.CellFunctions} first. Knows the contracts of the workspace and how things are drawn.
 */
package rowan.jshell.cell;
