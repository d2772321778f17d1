package rowan.sql.sqlite.value;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.sqlite.Function;
import rowan.sql.dialect.JavaFunction;

/** Functions of SQL whose body is Java. Remembered per connection, so that a private copy can have them too. */
public final class SqliteJavaFunctions extends Function {

    private static final Map<Connection, Map<String, JavaFunction>> REGISTERED = new WeakHashMap<>();

    private final JavaFunction function;

    private SqliteJavaFunctions(JavaFunction function) {
        this.function = function;
    }

    public static void register(Connection connection, JavaFunction function) throws SQLException {
        int flags = function.deterministic() ? FLAG_DETERMINISTIC : 0;
        Function.create(connection, function.name(), new SqliteJavaFunctions(function), function.arguments(), flags);
        synchronized (REGISTERED) {
            String key = function.name().toLowerCase(Locale.ROOT) + "/" + function.arguments();
            REGISTERED.computeIfAbsent(connection, c -> new LinkedHashMap<>()).put(key, function);
        }
    }

    /** Registers on one connection what is registered on another. */
    public static void copy(Connection from, Connection to) throws SQLException {
        for (JavaFunction function : registered(from)) {
            register(to, function);
        }
    }

    private static List<JavaFunction> registered(Connection connection) {
        synchronized (REGISTERED) {
            return List.copyOf(REGISTERED.getOrDefault(connection, Map.of()).values());
        }
    }

    /** Names in small letters of those that a connection has. */
    public static Set<String> names(Connection connection) {
        return registered(connection).stream()
                .map(function -> function.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
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
        try {
            give(SqliteValues.stored(function.body().apply(arguments)));
        } catch (ClassCastException e) {
            boolean declared = e.getStackTrace().length > 0
                    && e.getStackTrace()[0].getClassName().startsWith("rowan.");
            error(declared ? mismatch(arguments) : failed(e));
        } catch (NullPointerException e) {
            boolean ofNull = Arrays.stream(arguments).anyMatch(Objects::isNull);
            error(
                    ofNull
                            ? function.name() + " does not expect NULL, with which it is called: " + e.getMessage()
                            : failed(e));
        } catch (SQLException | RuntimeException e) {
            error(failed(e));
        }
    }

    private String failed(Exception e) {
        return function.name() + " has failed: "
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    /** The cast that fails before the first line of a lambda is that of an argument to the type it declares. */
    private String mismatch(Object[] arguments) {
        String types = Arrays.stream(arguments)
                .map(argument -> argument == null
                        ? "null"
                        : argument instanceof byte[]
                                ? "byte[]"
                                : argument.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        return function.name() + " declares other types than it is called with: " + types;
    }

    private void give(Object value) throws SQLException {
        if (value == null) {
            result();
        } else if (value instanceof Double number) {
            result(number.doubleValue());
        } else if (value instanceof Long number) {
            result(number.longValue());
        } else if (value instanceof byte[] bytes) {
            result(bytes);
        } else {
            result((String) value);
        }
    }
}
