package rowan.jshell;

/**
 * A snippet of a cell.
 *
 * @param offset where it begins in the cell, in UTF-16 units
 */
record Piece(String text, int offset) {}
