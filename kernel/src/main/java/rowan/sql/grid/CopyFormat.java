package rowan.sql.grid;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import rowan.sql.statement.Lexicon;

/**
 * How rows are written as a text for other programs. Large texts are made in parts, which put one behind the other are the
 * whole. NULL and the empty text differ in every format.
 */
sealed interface CopyFormat {

    /** Which parts of a text one is; {@code ONLY} is the whole. */
    enum Part {
        ONLY,
        FIRST,
        MIDDLE,
        LAST
    }

    /** What comes before the rows. */
    String head();

    /** One row. */
    String row(List<Object> values);

    /** What stands between two rows. */
    default String between() {
        return "\n";
    }

    /** What comes behind the rows. */
    default String tail() {
        return "";
    }

    /** Some rows as a part of the text. */
    default String text(List<List<Object>> rows, Part part) {
        boolean isBeginning = part == Part.ONLY || part == Part.FIRST;
        boolean isEnd = part == Part.ONLY || part == Part.LAST;
        return (isBeginning ? head() : rows.isEmpty() ? "" : between())
                + rows.stream().map(this::row).collect(Collectors.joining(between()))
                + (isEnd ? tail() : "");
    }

    /** The text of a value that is not NULL: all digits of a number, and the bytes of a BLOB in hexadecimal digits. */
    private static String plain(Object value, DoubleFunction<String> number) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Double real ? number.apply(real) : String.valueOf(value);
    }

    /** A number that SQLite, and whoever reads it as a double, takes for infinite: neither SQL nor JSON has a word for that. */
    private static String finite(double value, DoubleFunction<String> number) {
        return Double.isInfinite(value) ? value > 0 ? "9e999" : "-9e999" : number.apply(value);
    }

    /**
     * Fields between separators. NULL is an empty field, and the empty text is two quotes.
     *
     * @param names empty where there is to be no head
     */
    record Separated(char separator, List<String> names, DoubleFunction<String> number) implements CopyFormat {
        @Override
        public String head() {
            return names.isEmpty() ? "" : line(names) + "\n";
        }

        @Override
        public String row(List<Object> values) {
            return line(values);
        }

        private String line(List<?> values) {
            return values.stream().map(this::field).collect(Collectors.joining(String.valueOf(separator)));
        }

        private String field(Object value) {
            if (value == null) {
                return "";
            }
            String text = plain(value, number);
            boolean isPlain = !text.isEmpty()
                    && text.chars().noneMatch(c -> c == separator || c == '\n' || c == '\r' || c == '"');
            return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    }

    /** An array of objects; where a name repeats, the later ones get a number, since an object has each key once. */
    record Json(List<String> names, DoubleFunction<String> number) implements CopyFormat {

        public Json {
            Set<String> taken = new HashSet<>();
            List<String> keys = new ArrayList<>();
            for (String name : names) {
                String key = name;
                for (int i = 2; !taken.add(key); i++) {
                    key = name + "_" + i;
                }
                keys.add(string(key));
            }
            names = keys;
        }

        @Override
        public String head() {
            return "[\n";
        }

        @Override
        public String row(List<Object> values) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                members.add(names.get(i) + ": " + value(values.get(i)));
            }
            return "  {" + String.join(", ", members) + "}";
        }

        private String value(Object value) {
            if (value == null) {
                return "null";
            }
            if (value instanceof Double real) {
                return finite(real, number);
            }
            return value instanceof Long ? String.valueOf(value) : string(plain(value, number));
        }

        private static String string(String text) {
            return new JsonPrimitive(text).toString();
        }

        @Override
        public String between() {
            return ",\n";
        }

        @Override
        public String tail() {
            return "\n]";
        }
    }

    /** A table of Markdown. NULL is that word, and the empty text is an empty cell. */
    record Markdown(List<String> names, DoubleFunction<String> number) implements CopyFormat {
        @Override
        public String head() {
            return line(names, name -> text((String) name)) + "\n" + line(names, name -> "---") + "\n";
        }

        @Override
        public String row(List<Object> values) {
            return line(values, value -> value == null ? "NULL" : text(plain(value, number)));
        }

        private static String line(List<?> values, Function<Object, String> cell) {
            return values.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |"));
        }

        /** A text in which no sign means anything to Markdown. */
        private static String text(String text) {
            return text.replaceAll("[\\\\|<*_`\\[\\]]", "\\\\$0").replaceAll("\r\n|\n|\r", "<br>");
        }
    }

    /**
     * A statement that inserts the rows.
     *
     * @param lexicon of the engine that is to understand it
     */
    record Insert(String table, List<String> names, DoubleFunction<String> number, Lexicon lexicon)
            implements CopyFormat {
        @Override
        public String head() {
            return "INSERT INTO " + lexicon.quote(table)
                    + names.stream().map(lexicon::quote).collect(Collectors.joining(", ", " (", ") VALUES\n"));
        }

        @Override
        public String row(List<Object> values) {
            return values.stream().map(this::literal).collect(Collectors.joining(", ", "  (", ")"));
        }

        private String literal(Object value) {
            if (value == null) {
                return "NULL";
            }
            if (value instanceof byte[]) {
                return "X'" + plain(value, number) + "'";
            }
            if (value instanceof Double real) {
                return finite(real, number);
            }
            return value instanceof Long ? String.valueOf(value) : lexicon.literal(String.valueOf(value));
        }

        @Override
        public String between() {
            return ",\n";
        }

        @Override
        public String tail() {
            return ";";
        }
    }
}
