package rowan.sql.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import rowan.model.Schema;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.workspace.contract.InterruptSignal;

/**
 * How many rows a table has, seen by a connection of its own, so that a running cell is neither waited for nor disturbed; rows
 * that are not committed are not counted.
 */
public final class RowCount {

    /** How long a tooltip may count. */
    private static final long MILLIS = 150;

    private RowCount() {}

    /** What the statistics say where counting takes too long, or where the database is no file. */
    public static OptionalLong of(Session session, Schema.Relation table) {
        Target target = session.target();
        Dialect dialect = session.dialect();
        if (target.file().isEmpty()) {
            return table.rowCount();
        }
        InterruptSignal patience = new InterruptSignal();
        Timer timer = new Timer("rowan-count", true);
        Target reading = new Target(target.url(), target.location(), true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        patience.request();
                    }
                },
                MILLIS);
        try (Connection other = dialect.open(reading, () -> patience);
                java.sql.Statement statement = other.createStatement()) {
            Cancelling cancelling = Cancelling.on(patience, () -> dialect.cancel(other, Optional.of(statement)));
            String name = dialect.lexicon().quote(table.name());
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            } finally {
                cancelling.close();
            }
        } catch (SQLException | SqlFailure e) {
            return table.rowCount();
        } finally {
            timer.cancel();
        }
    }
}
