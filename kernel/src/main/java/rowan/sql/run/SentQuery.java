package rowan.sql.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import rowan.sql.connection.Readers;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;

/**
 * A statement that is sent, on the session's connection or on one of its readers, which it holds until it is closed.
 *
 * @param reader empty on the session's connection
 */
record SentQuery(Session session, PreparedStatement prepared, Optional<Readers.Reader> reader)
        implements AutoCloseable {

    static SentQuery on(Session session, BoundStatement bound, Optional<Readers.Reader> reader) throws SQLException {
        Connection connection = reader.map(Readers.Reader::connection).orElse(session.connection());
        try {
            return new SentQuery(
                    session, bound.prepare(connection, session.dialect().values()), reader);
        } catch (SQLException e) {
            if (reader.isPresent()) {
                reader.get().close();
            }
            throw e;
        }
    }

    Connection connection() {
        return reader.map(Readers.Reader::connection).orElse(session.connection());
    }

    /** Makes it fail, from another thread. */
    void cancel() {
        reader.ifPresentOrElse(Readers.Reader::cancel, () -> session.cancel(prepared));
    }

    /** Goes on to the next row, if there is one. */
    boolean moves(ResultSet rows) throws SQLException {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw reader.filter(Readers.Reader::isClosed).isPresent()
                    ? new SQLException("the database was closed", e)
                    : e;
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            prepared.close();
        } finally {
            if (reader.isPresent()) {
                reader.get().close();
            }
        }
    }
}
