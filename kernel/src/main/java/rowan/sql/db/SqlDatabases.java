package rowan.sql.db;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.JavaFunction;
import rowan.sql.dialect.JavaFunctions;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.Settings;
import rowan.workspace.contract.Cancellable;
import rowan.workspace.contract.Databases;

/** The current database for Java cells: the very connection that SQL cells use, and further ones from its data source. */
public final class SqlDatabases implements Databases, Cancellable {

    private final Connections connections;
    private final StatementRecorder recorder;
    private final JavaConnections jdbc;
    private final DatabaseCalls calls;

    /**
     * @param recorder is told of every statement
     */
    public SqlDatabases(Connections connections, Settings settings, StatementRecorder recorder) {
        this.connections = connections;
        this.recorder = recorder;
        this.jdbc = new JavaConnections(connections, recorder);
        this.calls = new DatabaseCalls(jdbc, settings, recorder);
    }

    private Session session() throws Failure {
        try {
            return connections.current();
        } catch (SqlFailure e) {
            throw new Failure(e.problem(), null);
        }
    }

    @Override
    public void cancel() {
        jdbc.cancel();
    }

    @Override
    public void awaitCancelled() {
        jdbc.awaitCancelled();
    }

    @Override
    public Connection connection() {
        try {
            return jdbc.connection(session());
        } catch (Failure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public DataSource dataSource() {
        try {
            return jdbc.dataSource(session());
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<Driver> driver(String url) throws SQLException {
        return jdbc.driver(url);
    }

    @Override
    public ResultTable query(String sql, Object... parameters) throws SQLException {
        return calls.query(session(), sql, parameters);
    }

    @Override
    public long steps(String sql, Object... parameters) throws SQLException {
        return calls.steps(session(), sql, parameters);
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        return calls.update(session(), sql, parameters);
    }

    @Override
    public long insert(String table, Object rows) throws SQLException {
        return calls.insert(session(), table, rows);
    }

    @Override
    public <T> T transaction(Callable<T> work) throws Exception {
        return calls.transaction(session(), work);
    }

    @Override
    public void transaction(TransactionBody work) throws Exception {
        transaction(() -> {
            work.run();
            return null;
        });
    }

    /** A part of a session's engine, or why the call cannot be carried out. */
    static <T> T needed(Session session, Function<Dialect, Optional<T>> part, String purpose, String lack)
            throws Failure {
        try {
            return session.dialect().need(part.apply(session.dialect()), purpose, lack);
        } catch (SqlFailure e) {
            throw new Failure(e.problem(), null);
        }
    }

    @Override
    public <A> SqlFunction function(String name, Function<A, ?> body) throws SQLException {
        return register(new JavaFunction(name, 1, false, arguments -> body.apply(SqlDatabases.<A>as(arguments[0]))));
    }

    @Override
    public <A, B> SqlFunction function(String name, BiFunction<A, B, ?> body) throws SQLException {
        return register(new JavaFunction(
                name,
                2,
                false,
                arguments -> body.apply(SqlDatabases.<A>as(arguments[0]), SqlDatabases.<B>as(arguments[1]))));
    }

    @Override
    public SqlFunction functionOfMany(String name, Function<Object[], ?> body) throws SQLException {
        return register(new JavaFunction(name, JavaFunction.ANY, false, body));
    }

    /** The type that the lambda declares, which it has kept to itself; a value of another is refused when it is called. */
    @SuppressWarnings("unchecked")
    private static <A> A as(Object argument) {
        return (A) argument;
    }

    private SqlFunction register(JavaFunction function) throws SQLException {
        Session session = session();
        JavaFunctions functions =
                needed(session, Dialect::functions, "db.function puts Java into the engine", "takes none");
        for (Session same : connections.sameDatabase(session)) {
            same.settle(recorder.interrupt());
            functions.function(same.connection(), function);
            same.forgetSchema();
        }
        session.glance();
        return new Registered(function);
    }

    /** What a cell gets for a function that it has registered. */
    private final class Registered implements SqlFunction {
        private final JavaFunction function;

        Registered(JavaFunction function) {
            this.function = function;
        }

        @Override
        public SqlFunction deterministic() throws SQLException {
            return register(function.asDeterministic());
        }

        @Override
        public String toString() {
            return "SQL function " + function.signature() + (function.deterministic() ? ", deterministic" : "");
        }
    }
}
