package rowan.sql.editor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Card;
import rowan.model.table.ResultTable;
import rowan.workspace.contract.Bindings;

/**
 * What an editor tells about a parameter whose name is bound. Runs no code of the user's: a value of one of his classes is
 * not asked for its text.
 *
 * @param parameter as it is written, {@code :wanted}
 * @param value may be null
 */
record BoundName(String parameter, Object value) {

    private static final int SHOWN_CHARACTERS = 200;
    private static final int LONG_BITS = 1_000;

    /** Empty if nothing has the name. */
    static Optional<BoundName> of(String parameter, Bindings bindings) {
        return bindings.get(parameter.substring(1)).map(bound -> new BoundName(parameter, bound.value()));
    }

    /** The type of the value in a word; empty where it has none that says anything. */
    String type() {
        if (value == null) {
            return "";
        }
        return value instanceof List ? "List" : value.getClass().getSimpleName();
    }

    Card card() {
        List<Card.Entry> entries = new ArrayList<>();
        if (!type().isEmpty()) {
            entries.add(new Card.Fact("type", type()));
        }
        text().ifPresent(text -> entries.add(new Card.Fact("value", text)));
        return new Card(parameter, entries);
    }

    private Optional<String> text() {
        if (value == null) {
            return Optional.of("null");
        }
        if (value instanceof ResultTable table) {
            return Optional.of("columns " + String.join(", ", table.columnNames()));
        }
        if (value.getClass().getClassLoader() != null) {
            return Optional.empty(); // It is no class of the JDK's own.
        }
        if (value instanceof List<?> list) {
            return Optional.of(list.size() + (list.size() == 1 ? " element" : " elements"));
        }
        if (value instanceof byte[] bytes) {
            return Optional.of(bytes.length + (bytes.length == 1 ? " byte" : " bytes"));
        }
        boolean isPlain = value instanceof Number number && isShort(number)
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof String
                || value instanceof TemporalAccessor;
        return isPlain ? Optional.of(cut(value.toString())) : Optional.empty();
    }

    /** A number of a million digits takes seconds to become text. */
    private static boolean isShort(Number number) {
        BigInteger digits = number instanceof BigDecimal decimal ? decimal.unscaledValue() : BigInteger.ZERO;
        return (number instanceof BigInteger whole ? whole : digits).bitLength() < LONG_BITS;
    }

    private static String cut(String text) {
        int characters = text.codePointCount(0, text.length());
        return characters <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }
}
