package rowan.sql.echo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.sql.dialect.TransactionState;

/**
 * A server's end of a JDBC connection: what it refuses and how it tells it. Its rows lie in SQLite databases in memory, one for
 * each of two schemas, which all its connections share; nobody on the other end sees anything of SQLite.
 */
final class EchoServer {

    static final List<String> SCHEMAS = List.of("sales", "staff");

    private static final Map<String, String> USERS = Map.of("ada", "s3cret", "bob", "hunter2");

    private static final Pattern EXPLAIN =
            Pattern.compile("EXPLAIN \\(FORMAT JSON\\) (.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern READ = Pattern.compile("(SCAN|SEARCH) (\\S+).*");

    private static final Pattern AT_FAULT = Pattern.compile("no such (column|table): ([\\w.]+)");

    private static final AtomicInteger SCHEMA_CHANGES = new AtomicInteger();

    private final Connection rows;
    private TransactionState transaction = TransactionState.NONE;

    private EchoServer(Connection rows) {
        this.rows = rows;
    }

    /**
     * Logs a user in.
     *
     * @param database of which all connections see what one has committed, as long as one is open
     */
    static Connection connect(String database, String user, String password) throws SQLException {
        if (!password.equals(USERS.get(user))) {
            throw new EchoFailure("password authentication failed for user " + user, "28P01", 0);
        }
        Connection rows = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = rows.createStatement()) {
            for (String schema : SCHEMAS) {
                statement.execute(
                        "ATTACH 'file:" + database + "-" + schema + "?mode=memory&cache=shared' AS " + schema);
            }
        }
        return proxy(Connection.class, new EchoServer(rows).new OfConnection());
    }

    static EchoServer of(Connection connection) {
        return ((OfConnection) Proxy.getInvocationHandler(connection)).server();
    }

    /** The database behind, for what a server would keep in tables of its catalog. */
    Connection rows() {
        return rows;
    }

    TransactionState transaction() {
        return transaction;
    }

    /** A number that grows with each definition. */
    static int schemaChanges() {
        return SCHEMA_CHANGES.get();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(EchoServer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class OfConnection implements InvocationHandler {

        EchoServer server() {
            return EchoServer.this;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                case "createStatement" -> proxy(Statement.class, new OfStatement(rows.createStatement(), ""));
                case "prepareStatement" -> prepared((String) arguments[0]);
                case "setSavepoint" -> throw new EchoFailure("savepoints are not supported", "0A000", 0);
                default -> delegate(rows, method, arguments);
            };
        }

        private PreparedStatement prepared(String sql) throws SQLException {
            requireUsable(sql);
            // The server has words of its own for these.
            String sent = EXPLAIN.matcher(sql).matches() || endsFailed(sql) ? "SELECT 1" : sql;
            try {
                return proxy(PreparedStatement.class, new OfStatement(rows.prepareStatement(sent), sql));
            } catch (SQLException e) {
                throw failed(e, sql);
            }
        }
    }

    private final class OfStatement implements InvocationHandler {
        private final Statement real;
        private final String prepared;

        OfStatement(Statement real, String prepared) {
            this.real = real;
            this.prepared = prepared;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("execute")) {
                return delegate(real, method, arguments);
            }
            String sql = prepared.isEmpty() ? (String) arguments[0] : prepared;
            requireUsable(sql);
            Matcher explain = EXPLAIN.matcher(sql);
            if (explain.matches()) {
                return plan(explain.group(1));
            }
            if (endsFailed(sql)) {
                try (Statement rollback = rows.createStatement()) {
                    rollback.execute("ROLLBACK");
                }
                transaction = TransactionState.NONE;
                return false;
            }
            try {
                Object result = delegate(real, method, arguments);
                carriedOut(sql);
                return result;
            } catch (SQLException e) {
                throw failed(e, sql);
            }
        }
    }

    private static Object delegate(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String verb(String sql) {
        return sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
    }

    /** Within a failed transaction only its end is taken. */
    private void requireUsable(String sql) throws SQLException {
        if (transaction == TransactionState.FAILED
                && !List.of("ROLLBACK", "COMMIT").contains(verb(sql))) {
            throw new EchoFailure(
                    "current transaction is aborted, commands ignored until end of transaction", "25P02", 0);
        }
    }

    /** COMMIT of a failed transaction is taken without a word, and rolls back. */
    private boolean endsFailed(String sql) {
        return transaction == TransactionState.FAILED && verb(sql).equals("COMMIT");
    }

    private void carriedOut(String sql) {
        switch (verb(sql)) {
            case "BEGIN" -> transaction = TransactionState.OPEN;
            case "COMMIT", "ROLLBACK" -> transaction = TransactionState.NONE;
            case "CREATE", "DROP", "ALTER" -> SCHEMA_CHANGES.incrementAndGet();
            default -> {}
        }
    }

    private SQLException failed(SQLException error, String sql) {
        if (transaction == TransactionState.OPEN) {
            transaction = TransactionState.FAILED;
        }
        String message = String.valueOf(error.getMessage());
        if (message.contains("interrupt")) {
            return new EchoFailure("canceling statement due to user request", "57014", 0);
        }
        if (message.contains("locked")) {
            return new EchoFailure("could not obtain lock on relation", "55P03", 0);
        }
        Matcher fault = AT_FAULT.matcher(message);
        if (!fault.find()) {
            return new EchoFailure(message, "XX000", 0);
        }
        int at = sql.indexOf(fault.group(2));
        return new EchoFailure(
                fault.group(1) + " \"" + fault.group(2) + "\" does not exist",
                fault.group(1).equals("column") ? "42703" : "42P01",
                sql.codePointCount(0, at) + 1);
    }

    /** One row of one column, as servers give it. */
    private ResultSet plan(String sql) throws SQLException {
        JsonArray nodes = new JsonArray();
        try (Statement asking = rows.createStatement();
                ResultSet steps = asking.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (steps.next()) {
                Matcher read = READ.matcher(steps.getString("detail"));
                if (read.matches()) {
                    JsonObject node = new JsonObject();
                    node.addProperty("Node Type", read.group(1).equals("SCAN") ? "Seq Scan" : "Index Scan");
                    node.addProperty("Relation Name", read.group(2));
                    nodes.add(node);
                }
            }
        } catch (SQLException e) {
            throw failed(e, sql);
        }
        JsonObject plan = new JsonObject();
        plan.add("Plans", nodes);
        PreparedStatement row = rows.prepareStatement("SELECT ? AS \"QUERY PLAN\"");
        row.setString(1, plan.toString());
        return row.executeQuery();
    }
}
