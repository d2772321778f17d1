package rowan.advice;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.LongStep;

/** A database that is nobody's, on which something is changed, looked at, and undone. */
final class Rehearsal {

    private final Connection connection;
    private final Instruments instruments;
    private final BoundStatement statement;
    private final LongStep.Listener steps;

    /** @param steps hears how far a change is that takes long */
    Rehearsal(Connection connection, Instruments instruments, BoundStatement statement, LongStep.Listener steps) {
        this.connection = connection;
        this.instruments = instruments;
        this.statement = statement;
        this.steps = steps;
    }

    /** What is looked at. */
    @FunctionalInterface
    interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    /** Changes the database, looks at it, and undoes the change. */
    <T> T with(List<String> changes, Look<T> look) throws SQLException {
        execute(instruments.dialect().begin());
        try {
            for (String change : changes) {
                execute(change);
            }
            return look.at(connection);
        } finally {
            if (instruments.dialect().inTransaction(connection)) {
                execute("ROLLBACK");
            }
        }
    }

    /** Changes the database for good. */
    void keep(String change) throws SQLException {
        execute(change);
    }

    /** How the statement would be run now. */
    QueryPlan plan() throws SQLException {
        return instruments.plans().explain(connection, statement, schema());
    }

    /** What is in the database now. */
    Schema schema() throws SQLException {
        return instruments.catalog().schema(connection);
    }

    /** How many rows its tables have, by name, as far as there are statistics. */
    Map<String, Long> tableRows() throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        for (Schema.Relation table : schema().relations()) {
            table.rowCount().ifPresent(count -> rows.merge(table.name(), count, Math::max));
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            instruments.dialect().hooks().watched(connection, sql, steps, () -> plain.execute(sql));
        }
    }
}
