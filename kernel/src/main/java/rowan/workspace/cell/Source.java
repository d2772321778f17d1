package rowan.workspace.cell;

/**
 * Text of a cell, and where in the cell it stands.
 *
 * @param text the text itself
 * @param offset where it begins in the cell, in UTF-16 units
 * @param line the number of its first line in the cell, from 1
 */
public record Source(String text, int offset, int line) {

    /** A whole cell. */
    public static Source of(String cell) {
        return new Source(cell, 0, 1);
    }

    /** The part from {@code from} to {@code to}, both counted within this text. */
    public Source part(int from, int to) {
        int first = line;
        for (int end = text.indexOf('\n'); end >= 0 && end < from; end = text.indexOf('\n', end + 1)) {
            first++;
        }
        return new Source(text.substring(from, to), offset + from, first);
    }

    /** Whether there is nothing to run. */
    public boolean isBlank() {
        return text.isBlank();
    }
}
