package rowan.sql.grid;

import java.util.List;
import java.util.stream.IntStream;

/** Which types of values each column has had: most columns have one, and what cannot match need not be searched. */
final class ColumnTypes {

    private static final int NULL = 1;
    private static final int INTEGER = 2;
    private static final int REAL = 4;
    private static final int TEXT = 8;
    private static final int BLOB = 16;

    private final int[] seen;

    ColumnTypes(int columns) {
        seen = new int[columns];
    }

    void add(Object[] row) {
        for (int i = 0; i < seen.length; i++) {
            seen[i] |= typeOf(row[i]);
        }
    }

    private static int typeOf(Object value) {
        if (value == null) {
            return NULL;
        }
        return value instanceof Long ? INTEGER : value instanceof Double ? REAL : value instanceof byte[] ? BLOB : TEXT;
    }

    boolean hasNull(int column) {
        return (seen[column] & NULL) != 0;
    }

    /** A column as an operand of a condition that finds nothing in BLOBs, since nobody sees what is written in them. */
    Condition.Operand operand(int column, List<Object> values) {
        return new Condition.Operand("c" + column, (seen[column] & BLOB) != 0, values);
    }

    /** Whether a value {@code v} of a column is a whole number, as an expression of SQLite. */
    String isInteger(int column) {
        return is(INTEGER, "integer", column);
    }

    /** Whether a value {@code v} of a column is a number with a point, as an expression of SQLite. */
    String isReal(int column) {
        return is(REAL, "real", column);
    }

    /** Where all numbers are of one type, whether one is a number at all is told sooner: numbers come before texts. */
    private String is(int type, String name, int column) {
        int numbers = seen[column] & (INTEGER | REAL);
        return (numbers & type) == 0 ? "FALSE" : numbers == type ? "v < ''" : "typeof(v) = '" + name + "'";
    }

    /** The columns in which a value, written as SQLite writes it, could contain a text. */
    IntStream columnsThatMayContain(String text) {
        int types = TEXT
                | BLOB
                | (consistsOf("-0123456789", text) ? INTEGER : 0)
                | (consistsOf("-+.0123456789eEiInNfF", text) ? REAL : 0);
        return IntStream.range(0, seen.length).filter(column -> (seen[column] & types) != 0);
    }

    private static boolean consistsOf(String characters, String text) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
