package rowan.sql;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.sql.DataSource;
import rowan.model.Done;
import rowan.model.ResultTable;
import rowan.workspace.Databases;
import rowan.workspace.Interrupt;
import rowan.workspace.InterruptSignal;
import rowan.workspace.Settings;
import rowan.workspace.Source;

/** The current database for Java cells: the very connection that SQL cells use, and further ones from its data source. */
public final class SqlDatabases implements Databases {

    private final Connections connections;
    private final Settings settings;
    private final Set<java.sql.Statement> open =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    public SqlDatabases(Connections connections, Settings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    private Session session() {
        try {
            return connections.current();
        } catch (SqlFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Stops what the current connection is doing for a Java cell, and closes the cursors that the cell has open: while
     * one is, SQLite refuses every new statement after an interrupt.
     */
    public void cancel() {
        connections.peek().ifPresent(session -> {
            session.dialect().cancel(session.connection());
            for (java.sql.Statement statement : Set.copyOf(open)) {
                Thread closing = new Thread(() -> closeQuietly(statement), "rowan-close-cursor");
                closing.setDaemon(true);
                closing.start();
            }
        });
    }

    private static void closeQuietly(java.sql.Statement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            System.getLogger(SqlDatabases.class.getName()).log(System.Logger.Level.DEBUG, "a cursor did not close", e);
        }
    }

    @Override
    public Connection connection() {
        Session session = session();
        Connection real = session.connection();
        return (Connection) Proxy.newProxyInstance(
                SqlDatabases.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    session.usedElsewhere();
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof java.sql.Statement statement) {
                            open.add(statement);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public DataSource dataSource() {
        Session base = session();
        return new FileSource(base);
    }

    /** Opens further connections to the database of a session. */
    private record FileSource(Session base) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            if (base.target().file().isEmpty()) {
                throw new SQLException("a database in memory has one connection only; db.connection() is it");
            }
            try {
                Interrupt none = new InterruptSignal();
                return base.dialect().open(base.target(), () -> none);
            } catch (SqlFailure e) {
                throw new SQLException(e.getMessage(), e);
            }
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException("nothing is logged");
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            throw new SQLFeatureNotSupportedException("PRAGMA busy_timeout sets how long locks are waited for");
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("nothing is logged");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    @Override
    public ResultTable query(String sql, Object... parameters) throws SQLException {
        Object value = run(sql, parameters);
        if (value instanceof ResultTable table) {
            return table;
        }
        throw new SQLException("this statement gives no rows; db.update carries it out");
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        Session session = session();
        try (PreparedStatement prepared = bound(sql, parameters).prepare(session.connection(), session.dialect())) {
            open.add(prepared);
            long before = session.dialect().totalChanges(session.connection());
            if (prepared.execute()) {
                throw new SQLException("this statement gives rows; db.query reads them");
            }
            return session.dialect().totalChanges(session.connection()) - before;
        } finally {
            afterwards(session);
        }
    }

    private Object run(String sql, Object... parameters) throws SQLException {
        Session session = session();
        Statement statement = session.dialect().lexicon().split(Source.of(sql)).stream()
                .findFirst()
                .orElseThrow(() -> new SQLException("there is no statement in this text"));
        try {
            Object value =
                    new StatementRunner(session, settings.pageRows()).run(statement, bound(sql, parameters), true);
            return value instanceof Done ? null : value;
        } finally {
            afterwards(session);
        }
    }

    /** What Java changes, completion and the notes below results should know. */
    private static void afterwards(Session session) throws SQLException {
        session.refreshTransaction();
        session.refreshSchema();
    }

    private static BoundStatement bound(String sql, Object... parameters) {
        return new BoundStatement(sql, Arrays.asList(parameters));
    }

    @Override
    public <T> T transaction(Callable<T> work) throws Exception {
        update("BEGIN");
        try {
            T value = work.call();
            update("COMMIT");
            return value;
        } catch (Throwable e) {
            // An error of SQLite may have ended the transaction already.
            Session session = session();
            if (session.dialect().inTransaction(session.connection())) {
                update("ROLLBACK");
            }
            throw e;
        }
    }

    @Override
    public void function(String name, Function<Object[], Object> body) throws SQLException {
        Session session = session();
        session.dialect().function(session.connection(), name, body);
        session.forgetSchema();
        session.refreshSchema();
    }
}
