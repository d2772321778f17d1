package rowan.sql.sqlite.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import rowan.model.table.ResultTable;

/**
 * The types that the columns of a new table are declared with: those they had, and where the driver may have guessed that, the
 * one of all their values. Where they have no type in common there is none, and SQLite keeps each value as it is.
 */
public final class SqliteColumnTypes {

    /** What can be written behind the name of a column as it is. */
    private static final Pattern DECLARED =
            Pattern.compile("[A-Za-z_]\\w*(?: \\w+)*(?:\\(\\d+(?:, ?\\d+)?\\))?", Pattern.UNICODE_CHARACTER_CLASS);

    /** What the driver tells of a column without a type: that of the value in its first row. */
    private static final Set<String> GUESSED =
            Set.of("", "INTEGER", "REAL", "FLOAT", "TEXT", "NUMERIC", "BLOB", "NULL");

    private static final Set<String> TYPES = Set.of("INTEGER", "REAL", "TEXT");

    private SqliteColumnTypes() {}

    /** One for each column of the rows. */
    public static List<String> of(ResultTable rows) {
        List<String> types = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int c = 0; c < rows.columns().size(); c++) {
            String declared = rows.columns().get(c).declaredType().toUpperCase(Locale.ROOT);
            if (!DECLARED.matcher(declared).matches() || GUESSED.contains(declared)) {
                open.add(c);
            }
            types.add(TYPES.contains(declared) || !open.contains(c) ? declared : "");
        }
        Set<Integer> decided = new HashSet<>();
        for (List<Object> row : open.isEmpty() ? List.<List<Object>>of() : rows.rows()) {
            for (Iterator<Integer> columns = open.iterator(); columns.hasNext(); ) {
                int c = columns.next();
                if (row.get(c) != null) {
                    String type = type(row.get(c));
                    boolean isCommon = decided.add(c) || types.get(c).equals(type);
                    types.set(c, isCommon ? type : "");
                    if (types.get(c).isEmpty()) {
                        columns.remove();
                    }
                }
            }
        }
        return types;
    }

    private static String type(Object value) {
        return value instanceof Long
                ? "INTEGER"
                : value instanceof Double ? "REAL" : value instanceof String ? "TEXT" : "";
    }
}
