package rowan.sql.sqlite.text;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Values as the literals that SQLite reads as exactly these. */
public final class SqliteLiterals {

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private SqliteLiterals() {}

    /** Appends the value of a column in the current row. */
    public static void append(StringBuilder out, ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            out.append("NULL");
        } else if (value instanceof Double number) {
            append(out, number);
        } else if (value instanceof byte[] bytes) {
            append(out, bytes);
        } else if (value instanceof String text) {
            // The driver puts this character in the place of bytes that are no UTF-8; it may also be meant.
            byte[] bytes = text.indexOf('\uFFFD') >= 0 ? rows.getBytes(column) : null;
            if (bytes != null && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
                append(out.append("CAST("), bytes);
                out.append(" AS TEXT)");
            } else {
                append(out, text);
            }
        } else {
            out.append(value);
        }
    }

    /** Java writes as many digits as tell a number from its neighbours. A number beyond all is one that is too large to be read. */
    private static void append(StringBuilder out, double number) {
        if (Double.isInfinite(number)) {
            out.append(number > 0 ? "1e999" : "-1e999");
        } else {
            out.append(number);
        }
    }

    private static void append(StringBuilder out, byte[] bytes) {
        out.append("X'");
        for (byte each : bytes) {
            out.append(DIGITS[each >> 4 & 15]).append(DIGITS[each & 15]);
        }
        out.append('\'');
    }

    /**
     * Appends a text. For SQLite a statement ends at U+0000, and the sqlite3 shell drops a carriage return at the end of a
     * line; other words stand for these two, and are replaced.
     */
    public static void append(StringBuilder out, String text) {
        boolean hasNul = text.indexOf('\0') >= 0;
        boolean hasReturn = text.indexOf('\r') >= 0;
        String nul = hasNul ? absent("\\0", text) : "";
        String ret = hasReturn ? absent("\\r", text) : "";
        out.append(hasNul ? "replace(" : "").append(hasReturn ? "replace(" : "").append('\'');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\0' || c == '\r') {
                out.append(text, from, i).append(c == '\'' ? "''" : c == '\0' ? nul : ret);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('\'');
        if (hasReturn) {
            out.append(",'").append(ret).append("',char(13))");
        }
        if (hasNul) {
            out.append(",'").append(nul).append("',char(0))");
        }
    }

    /** The word, or one like it, that the text does not contain. */
    private static String absent(String word, String text) {
        String absent = word;
        for (int i = 1; text.contains(absent); i++) {
            absent = "\\" + i + word;
        }
        return absent;
    }
}
