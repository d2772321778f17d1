package rowan.display.value;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.Values;
import rowan.display.markup.VisibleText;

/**
 * Rows as a grid shows them: each value as the text that the static table has, behind one letter for its type: {@code i}
 * integer, {@code r} real, {@code b} BLOB, {@code t} text, {@code T} text of which the rest has to be asked for. NULL is
 * null.
 */
public final class GridCells {

    /** Longer text is shown by its beginning. */
    private static final int SHOWN_CHARACTERS = 200;

    private GridCells() {}

    /** The cells of one row. */
    public static List<String> of(List<Object> row) {
        List<String> cells = new ArrayList<>(row.size());
        row.forEach(value -> cells.add(cell(value)));
        return cells;
    }

    private static String cell(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[]) {
            return "b" + Values.text(value);
        }
        if (Values.isNumber(value)) {
            return (value instanceof Double ? "r" : "i") + Values.text(value);
        }
        String text = value.toString();
        if (text.length() <= SHOWN_CHARACTERS) {
            return "t" + VisibleText.of(text);
        }
        int end =
                Character.isHighSurrogate(text.charAt(SHOWN_CHARACTERS - 1)) ? SHOWN_CHARACTERS - 1 : SHOWN_CHARACTERS;
        return "T" + VisibleText.of(text.substring(0, end));
    }
}
