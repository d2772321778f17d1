package rowan.sql.sqlite.problem;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteException;

/** What SQLite has said, taken out of the driver's exceptions. */
public final class SqliteErrors {

    private static final Pattern WRAPPED = Pattern.compile("^\\[(\\w+)]\\s*(.*?)\\s*(?:\\((.*)\\))?$", Pattern.DOTALL);

    private SqliteErrors() {}

    /** The engine's result code by name, such as {@code SQLITE_CONSTRAINT_UNIQUE}. */
    public static String code(SQLException error) {
        return error instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "SQLITE_ERROR";
    }

    /** The engine's own words, without the driver's wrapping. */
    public static String reason(SQLException error) {
        String message = String.valueOf(error.getMessage());
        Matcher wrapped = WRAPPED.matcher(message);
        if (!wrapped.matches()) {
            return message;
        }
        return wrapped.group(3) != null ? wrapped.group(3) : wrapped.group(2);
    }
}
