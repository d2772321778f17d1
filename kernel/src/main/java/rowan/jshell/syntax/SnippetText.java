package rowan.jshell.syntax;

/**
 * A snippet of a cell.
 *
 * @param offset where it begins in the cell, in UTF-16 units
 */
public record SnippetText(String text, int offset) {}
