package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/** Functions of SQL whose body is Java. Remembered per connection, so that a private copy can have them too. */
final class SqliteJavaFunctions extends org.sqlite.Function {

    private static final Map<Connection, Map<String, Function<Object[], Object>>> REGISTERED = new WeakHashMap<>();

    private final Function<Object[], Object> body;

    private SqliteJavaFunctions(Function<Object[], Object> body) {
        this.body = body;
    }

    static void register(Connection connection, String name, Function<Object[], Object> body) throws SQLException {
        org.sqlite.Function.create(connection, name, new SqliteJavaFunctions(body));
        synchronized (REGISTERED) {
            REGISTERED.computeIfAbsent(connection, c -> new LinkedHashMap<>()).put(name, body);
        }
    }

    /** Registers on one connection what is registered on another. */
    static void copy(Connection from, Connection to) throws SQLException {
        Map<String, Function<Object[], Object>> functions;
        synchronized (REGISTERED) {
            functions = new LinkedHashMap<>(REGISTERED.getOrDefault(from, Map.of()));
        }
        for (Map.Entry<String, Function<Object[], Object>> function : functions.entrySet()) {
            register(to, function.getKey(), function.getValue());
        }
    }

    /** An exception of the body becomes the statement's error, with its own message. */
    @Override
    protected void xFunc() throws SQLException {
        Object[] arguments = new Object[args()];
        for (int i = 0; i < arguments.length; i++) {
            // SQLite's type codes, sqlite3_value_type.
            arguments[i] = switch (value_type(i)) {
                case 1 -> value_long(i);
                case 2 -> value_double(i);
                case 3 -> value_text(i);
                case 4 -> value_blob(i);
                default -> null;
            };
        }
        give(body.apply(arguments));
    }

    private void give(Object value) throws SQLException {
        if (value == null) {
            result();
        } else if (value instanceof Double || value instanceof Float) {
            result(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            result(number.longValue());
        } else if (value instanceof Boolean truth) {
            result(truth ? 1L : 0L);
        } else if (value instanceof byte[] bytes) {
            result(bytes);
        } else {
            result(value.toString());
        }
    }
}
