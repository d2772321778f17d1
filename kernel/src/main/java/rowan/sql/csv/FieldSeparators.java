package rowan.sql.csv;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How a text is cut into records and fields.
 *
 * @param column what stands between fields
 * @param row what ends a record; a carriage return before it goes with it, where fields may be quoted
 * @param quoted whether a field may stand between double quotes, which are doubled within it
 */
public record FieldSeparators(char column, char row, boolean quoted) {

    /** RFC 4180. */
    public static final FieldSeparators CSV = new FieldSeparators(',', '\n', true);

    /** The signs that ASCII has for it. */
    public static final FieldSeparators ASCII = new FieldSeparators('\u001f', '\u001e', false);

    /** What the name of a file says of it: commas in {@code .csv}, tabs in {@code .tsv}, else what the sqlite3 shell begins with. */
    public static FieldSeparators of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") ? CSV : CSV.withColumn(name.endsWith(".tsv") ? '\t' : '|');
    }

    /** The same with another sign between fields. */
    public FieldSeparators withColumn(char sign) {
        return new FieldSeparators(sign, row, quoted);
    }
}
