package rowan.sql.grid;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the values of a column have to be like to be shown, as people write it into a filter.
 *
 * <p>Values compare as they are sorted: numbers come before texts, and those before BLOBs. Nothing is converted, so 3 neither
 * equals the text {@code '3'} nor comes behind the text {@code '10'}. NULL is found by {@code is null} only. What can be
 * written, and what it finds, stands in {@code conditions.json} of the tests, which the front end is held to as well.
 */
sealed interface Condition {

    /** The condition as an expression of SQLite. */
    String sql(Operand operand);

    /**
     * A column as an operand.
     *
     * @param name of the column
     * @param skipsBlobs whether nothing is looked for in BLOBs
     * @param values takes the values of the {@code ?} of an expression, in their order
     */
    record Operand(String name, boolean skipsBlobs, List<Object> values) {

        /** The place of a value in an expression. */
        private String mark(Object value) {
            values.add(value);
            return "?";
        }
    }

    /** Finds every value. */
    record Any() implements Condition {
        @Override
        public String sql(Operand operand) {
            return "TRUE";
        }
    }

    /** Finds NULL, or all else. */
    record IsNull(boolean negated) implements Condition {
        @Override
        public String sql(Operand operand) {
            return operand.name() + (negated ? " IS NOT NULL" : " IS NULL");
        }
    }

    /** Compares with one value. */
    record Compares(String sign, Object value) implements Condition {
        @Override
        public String sql(Operand operand) {
            return operand.name() + " " + sign + " " + operand.mark(value);
        }
    }

    /** Finds what is one of some values. */
    record In(boolean negated, List<Object> values) implements Condition {
        @Override
        public String sql(Operand operand) {
            String marks = values.stream().map(operand::mark).collect(Collectors.joining(", "));
            return operand.name() + (negated ? " NOT IN (" : " IN (") + marks + ")";
        }
    }

    /** Finds what is between two values, or one of them. */
    record Between(boolean negated, Object least, Object most) implements Condition {
        @Override
        public String sql(Operand operand) {
            return operand.name() + (negated ? " NOT BETWEEN " : " BETWEEN ") + operand.mark(least) + " AND "
                    + operand.mark(most);
        }
    }

    /**
     * Finds what is like a pattern, in either case; of letters beyond ASCII all have the same case.
     *
     * @param pattern in which a backslash takes the meaning from the sign behind it
     */
    record Like(boolean negated, String pattern) implements Condition {

        /** Finds what contains a text. */
        static Like containing(String text) {
            return new Like(
                    false, "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }

        @Override
        public String sql(Operand operand) {
            String like = Stream.of(pattern, pattern.toLowerCase(Locale.ROOT), pattern.toUpperCase(Locale.ROOT))
                    .filter(variant ->
                            variant.equals(pattern) || variant.chars().anyMatch(c -> c > 127))
                    .distinct()
                    .map(variant -> operand.name() + " LIKE " + operand.mark(variant) + " ESCAPE '\\'")
                    .collect(Collectors.joining(" OR "));
            return (operand.skipsBlobs() ? "typeof(" + operand.name() + ") <> 'blob' AND " : "")
                    + (negated ? "NOT " : "") + "(" + like + ")";
        }
    }
}
