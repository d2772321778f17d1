package rowan.sql.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import rowan.model.Problem;
import rowan.sql.connection.Lane;
import rowan.sql.connection.OpenStatements;
import rowan.sql.connection.Sending;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Savepoints;
import rowan.workspace.contract.Databases;

/**
 * JDBC for Java cells: the driver's own objects behind proxies that record each statement, know which are open, so that
 * an interrupt can close them, and may put errors into Rowan's words. {@code unwrap} gives the driver's.
 *
 * <p>Dynamic proxies of our own rather than a library for data sources: a {@code Driver}, a connection that is kept open,
 * cursors, rows and errors all hang on the same few calls, and JDBC has some 400 methods that nothing has to be done about.
 */
public final class RecordedJdbc {

    private static final Problem ENDED = Problem.of(
            "Interrupted",
            "This result has ended before its last row: an interrupt ends all that is read on a connection.",
            "Run its query again.");

    /** What a result can be asked that has ended. */
    private static final Set<String> ABOUT_ITSELF = Set.of("close", "isClosed", "getStatement");

    /** Puts an error into words, or leaves it as it is. */
    @FunctionalInterface
    public interface Words {

        /** The driver's own. */
        Words DRIVER = (error, sql, values) -> error;

        SQLException of(SQLException error, String sql, List<Object> values);
    }

    /** Is asked before statements that are sent together, and may refuse them. */
    @FunctionalInterface
    public interface Gate {
        void pass(List<String> texts) throws SQLException;
    }

    private final StatementRecorder recorder;
    private final OpenStatements open;
    private final Words words;
    private final Gate gate;
    private final Runnable roundTrip;
    private final boolean kept;

    /**
     * @param open where statements are noted while they are open
     * @param roundTrip is run before anything is sent
     * @param kept whether closing a connection does nothing
     */
    public RecordedJdbc(
            StatementRecorder recorder, OpenStatements open, Words words, Gate gate, Runnable roundTrip, boolean kept) {
        this.recorder = recorder;
        this.open = open;
        this.words = words;
        this.gate = gate;
        this.roundTrip = roundTrip;
        this.kept = kept;
    }

    /**
     * A connection whose statements are recorded.
     *
     * @param lane under which they are
     */
    public Connection connection(Connection real, Lane lane) {
        return proxy(Connection.class, new ConnectionHandler(real, lane));
    }

    /**
     * A driver whose connections are recorded.
     *
     * @param lanes a new one for each of them
     */
    public Driver driver(Driver real, Supplier<Lane> lanes) {
        return proxy(Driver.class, (proxy, method, arguments) -> {
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof Connection connection ? connection(connection, lanes.get()) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RecordedJdbc.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What all proxies have in common. */
    private abstract class Handler implements InvocationHandler {
        private final Wrapper real;

        Handler(Wrapper real) {
            this.real = real;
        }

        @Override
        public final Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "unwrap" -> {
                    Class<?> type = (Class<?>) arguments[0];
                    yield type.isInstance(proxy) ? proxy : type.isInstance(real) ? real : real.unwrap(type);
                }
                case "isWrapperFor" -> {
                    Class<?> type = (Class<?>) arguments[0];
                    yield type.isInstance(proxy) || type.isInstance(real) || real.isWrapperFor(type);
                }
                default -> call(proxy, method, arguments);
            };
        }

        abstract Object call(Object proxy, Method method, Object[] arguments) throws Throwable;

        final Object delegate(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof SQLException error ? words.of(error, sql(), values()) : e.getCause();
            }
        }

        String sql() {
            return "";
        }

        List<Object> values() {
            return List.of();
        }
    }

    /** A savepoint as JDBC knows it: a number, and a name, which is its number's where it was given none. */
    private record Mark(int number, String name) implements Savepoint {
        private static final AtomicInteger NUMBERS = new AtomicInteger();

        static Mark named(Optional<String> name) {
            int number = NUMBERS.incrementAndGet();
            return new Mark(number, name.orElse("jdbc_savepoint_" + number));
        }

        static Mark of(Savepoint savepoint) throws SQLException {
            return savepoint instanceof Mark mark ? mark : new Mark(0, savepoint.getSavepointName());
        }

        String quoted() {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        @Override
        public int getSavepointId() {
            return number;
        }

        @Override
        public String getSavepointName() {
            return name;
        }
    }

    private final class ConnectionHandler extends Handler {
        private final Connection real;
        private final Lane lane;
        private final Optional<Savepoints> savepoints;

        ConnectionHandler(Connection real, Lane lane) {
            super(real);
            this.real = real;
            this.lane = lane;
            this.savepoints = lane.dialect().flatMap(Dialect::savepoints);
        }

        @Override
        Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            Connection self = (Connection) proxy;
            switch (method.getName()) {
                case "close" -> {
                    if (kept) {
                        return null;
                    }
                    try {
                        return delegate(method, arguments);
                    } finally {
                        lane.close();
                    }
                }
                case "setSavepoint" -> {
                    if (savepoints.isEmpty()) {
                        return noted("setSavepoint()", method, arguments);
                    }
                    Mark mark = Mark.named(arguments == null ? Optional.empty() : Optional.of((String) arguments[0]));
                    execute(savepoints.get().set(mark.quoted()));
                    return mark;
                }
                case "releaseSavepoint" -> {
                    if (savepoints.isEmpty()) {
                        return noted("releaseSavepoint()", method, arguments);
                    }
                    execute(savepoints
                            .get()
                            .release(Mark.of((Savepoint) arguments[0]).quoted()));
                    return null;
                }
                case "commit", "rollback" -> {
                    if (arguments != null && savepoints.isPresent()) {
                        execute(savepoints
                                .get()
                                .rollBackTo(Mark.of((Savepoint) arguments[0]).quoted()));
                        return null;
                    }
                    gate.pass(List.of(method.getName(), begin()));
                    roundTrip.run();
                    return noted(method.getName() + (arguments == null ? "()" : "(savepoint)"), method, arguments);
                }
                case "setAutoCommit" -> {
                    setAutoCommit((Boolean) arguments[0]);
                    return noted("setAutoCommit(" + arguments[0] + ")", method, arguments);
                }
                case "getMetaData" -> {
                    return metaData(self, (DatabaseMetaData) delegate(method, arguments));
                }
                default -> {}
            }
            Object result = prepared(method, arguments);
            if (!(result instanceof java.sql.Statement statement)) {
                return result;
            }
            open.add(statement);
            String sql = arguments != null && arguments[0] instanceof String text ? text : "";
            Class<? extends java.sql.Statement> type = statement instanceof CallableStatement
                    ? CallableStatement.class
                    : statement instanceof PreparedStatement ? PreparedStatement.class : java.sql.Statement.class;
            return proxy(type, new StatementHandler(self, lane, statement, sql));
        }

        /** A call that begins or ends a transaction. */
        private Object noted(String call, Method method, Object[] arguments) throws Throwable {
            Sending sending = recorder.begins(lane, call);
            try {
                return delegate(method, arguments);
            } catch (SQLException e) {
                sending.failed(e, recorder.interrupt());
                throw e;
            } finally {
                sending.end();
            }
        }

        /**
         * By SQL, as cells do it: for a savepoint, the driver itself would leave autocommit mode for good, and then begin a
         * transaction with each statement that finds none.
         */
        private void execute(String sql) throws SQLException {
            gate.pass(List.of(sql));
            roundTrip.run();
            Sending sending = recorder.begins(lane, sql);
            try {
                carryOut(sql);
            } catch (SQLException e) {
                sending.failed(e, recorder.interrupt());
                throw e;
            } finally {
                sending.end();
            }
        }

        private void carryOut(String sql) throws SQLException {
            try (java.sql.Statement statement = real.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw words.of(e, sql, List.of());
            }
        }

        private void setAutoCommit(boolean on) throws SQLException {
            gate.pass(List.of(on ? "COMMIT" : begin()));
            if (!on && real.getAutoCommit() && lane.dialect().isPresent()) {
                try {
                    lane.dialect().get().hooks().leavesAutoCommit(real);
                } catch (SQLException e) {
                    throw words.of(e, begin(), List.of());
                }
            }
        }

        private String begin() {
            return lane.dialect().map(Dialect::begin).orElse("BEGIN");
        }

        /** A statement that cannot be prepared is told with its text. */
        private Object prepared(Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("prepare")) {
                return delegate(method, arguments);
            }
            try {
                return delegate(method, arguments);
            } catch (SQLException e) {
                throw words.of(e, (String) arguments[0], List.of());
            }
        }

        private DatabaseMetaData metaData(Connection self, DatabaseMetaData real) {
            return proxy(DatabaseMetaData.class, new Handler(real) {
                @Override
                Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
                    return method.getName().equals("getConnection") ? self : delegate(method, arguments);
                }
            });
        }
    }

    private final class StatementHandler extends Handler {
        private final Connection connection;
        private final Lane lane;
        private final java.sql.Statement real;
        private final String prepared;
        private final Map<Integer, Object> bound = new TreeMap<>();
        private String sql;
        private final List<String> batched = new ArrayList<>();
        private StatementRecorder.Execution last = StatementRecorder.Execution.NONE;

        /**
         * @param sql empty for a statement that gets its text when it is run
         */
        StatementHandler(Connection connection, Lane lane, java.sql.Statement real, String sql) {
            super(real);
            this.connection = connection;
            this.lane = lane;
            this.real = real;
            this.prepared = sql;
            this.sql = sql;
        }

        @Override
        String sql() {
            return sql;
        }

        @Override
        List<Object> values() {
            return new ArrayList<>(bound.values());
        }

        @Override
        Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            boolean withText = arguments != null && arguments[0] instanceof String;
            if (name.startsWith("execute")) {
                List<String> texts = name.endsWith("Batch") && prepared.isEmpty()
                        ? List.copyOf(batched)
                        : List.of(prepared.isEmpty() && withText ? (String) arguments[0] : prepared);
                batched.clear(); // As the driver does, whatever becomes of it.
                sql = texts.isEmpty() ? "" : texts.get(0);
                gate.pass(texts);
                return execute((java.sql.Statement) proxy, method, arguments);
            }
            if (name.startsWith("set") && arguments != null && arguments.length >= 2) {
                remember(name, arguments);
            } else if (name.equals("addBatch") && withText) {
                batched.add((String) arguments[0]);
            } else if (name.equals("clearBatch")) {
                batched.clear();
            } else if (name.equals("clearParameters")) {
                bound.clear();
            } else if (name.equals("close")) {
                open.remove(real);
            } else if (name.equals("getConnection")) {
                return connection;
            }
            Object result = delegate(method, arguments);
            if (result instanceof ResultSet rows) {
                boolean keys = name.equals("getGeneratedKeys");
                return rows(
                        (java.sql.Statement) proxy, this.real, rows, keys ? StatementRecorder.Execution.NONE : last);
            }
            return result;
        }

        private void remember(String setter, Object[] arguments) {
            if (arguments[0] instanceof Integer index) {
                bound.put(index, setter.equals("setNull") ? null : arguments[1]);
            }
        }

        private Object execute(java.sql.Statement proxy, Method method, Object[] arguments) throws Throwable {
            roundTrip.run();
            last = recorder.began(lane, sql, values());
            open.add(real);
            long start = System.nanoTime();
            Object result;
            try {
                result = delegate(method, arguments);
            } catch (SQLException e) {
                last.failed(e, recorder.interrupt());
                throw e;
            } finally {
                last.took(System.nanoTime() - start);
            }
            if (result instanceof ResultSet rows) {
                return rows(proxy, real, rows, last);
            }
            last.rows(changed(result));
            return result;
        }

        private long changed(Object result) throws SQLException {
            if (result instanceof Number count) {
                return Math.max(0, count.longValue());
            }
            long sum = 0;
            if (result instanceof int[] counts) {
                for (int count : counts) {
                    sum += Math.max(0, count);
                }
            } else if (result instanceof long[] counts) {
                for (long count : counts) {
                    sum += Math.max(0, count);
                }
            } else if (Boolean.FALSE.equals(result)) {
                sum = Math.max(0, real.getUpdateCount());
            }
            return sum;
        }
    }

    private ResultSet rows(
            java.sql.Statement statement,
            java.sql.Statement of,
            ResultSet real,
            StatementRecorder.Execution execution) {
        return proxy(ResultSet.class, new Handler(real) {
            @Override
            Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
                String name = method.getName();
                if (!ABOUT_ITSELF.contains(name) && open.hasEnded(of) && !real.isClosed()) {
                    throw new Databases.Failure(ENDED, null);
                }
                switch (name) {
                    case "next" -> {
                        long start = System.nanoTime();
                        boolean found = (Boolean) delegate(method, arguments);
                        execution.took(System.nanoTime() - start);
                        execution.rows(found ? 1 : 0);
                        return found;
                    }
                    case "getStatement" -> {
                        return statement;
                    }
                    default -> {
                        return delegate(method, arguments);
                    }
                }
            }
        });
    }
}
