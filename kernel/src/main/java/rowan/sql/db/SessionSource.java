package rowan.sql.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import rowan.model.Problem;
import rowan.sql.connection.ConnectionSetup;
import rowan.sql.connection.Lane;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.log.RecordedJdbc;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.contract.Databases;

/** Opens further connections to the database of a session, for libraries such as pools and mappers. */
final class SessionSource implements DataSource {

    private final Session base;
    private final StatementRecorder recorder;
    private final RecordedJdbc jdbc;
    private final ConnectionSetup setup;
    private PrintWriter logWriter;
    private int loginTimeoutSeconds;

    SessionSource(Session base, StatementRecorder recorder, RecordedJdbc jdbc) throws SQLException {
        this.base = base;
        base.settle(recorder.interrupt());
        this.setup = new ConnectionSetup(base);
        this.recorder = recorder;
        this.jdbc = jdbc;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (base.target().isInMemory()) {
            throw new Databases.Failure(
                    Problem.usage(
                            "A database in memory has one connection only.",
                            "db.connection() is it. For a library that opens its own, use a file: %sql "
                                    + base.dialect().exampleUrl()),
                    null);
        }
        base.usedElsewhere();
        try {
            base.requireFile();
            Connection connection = base.dialect().open(base.target(), recorder::interrupt);
            setup.apply(connection);
            return jdbc.connection(connection, Lane.further(base));
        } catch (SqlFailure e) {
            throw new Databases.Failure(e.problem(), null);
        }
    }

    /** A file has no users; everybody gets the same. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeoutSeconds = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged by java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("this data source wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return "data source of " + base.alias();
    }
}
