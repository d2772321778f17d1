package rowan.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import rowan.model.Problem;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.DatabaseLocks;
import rowan.workspace.contract.Outcome;

/** What is told with the outcome of a Java cell about the current database: its file, its locks, and its transaction. */
final class DatabaseNotes {

    private final Connections connections;

    DatabaseNotes(Connections connections) {
        this.connections = connections;
    }

    /** A problem with what is known about it here: who holds a lock. */
    Problem advised(Problem problem) {
        Optional<DatabaseLocks> locks = connections.dialect().locks();
        boolean locked = locks.isPresent()
                && Stream.concat(Stream.of(problem.message()), problem.trace().stream())
                        .anyMatch(locks.get()::isConflict);
        boolean byCells = connections
                .peek()
                .filter(session -> session.transaction().isOpen())
                .isPresent();
        return locked && byCells
                ? problem.withNote("The notebook's own connection has a transaction open: COMMIT or ROLLBACK ends it.")
                : problem;
    }

    /** What has become of the current database's file since the last cell, and has not been told. */
    Optional<String> fileNews() {
        return connections.fileNews();
    }

    /** How many rows the open transaction has changed, before a cell; empty where none is open. */
    OptionalLong changesInTransaction() {
        try {
            Session session = connections.peek().orElse(null);
            if (session == null) {
                return OptionalLong.empty();
            }
            session.catchUp();
            return session.transaction().changes();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /** How an interrupted cell has ended, with what has become of the transaction that was open before it. */
    Outcome.Interrupted told(Outcome.Interrupted outcome, OptionalLong changesBefore) {
        Session session = connections.peek().orElse(null);
        if (changesBefore.isEmpty() || session == null) {
            return outcome;
        }
        session.glance();
        if (session.transaction().isFailed()) {
            return new Outcome.Interrupted(outcome.sentence()
                    + " It has failed the transaction: ROLLBACK ends it, and nothing of it is kept.");
        }
        return session.transaction().isOpen()
                ? outcome
                : new Outcome.Interrupted(outcome.sentence() + " The transaction is not open any more: unless the cell"
                        + " has ended it, a statement was interrupted that writes, and "
                        + session.transaction().rolledBack(changesBefore.getAsLong()));
    }
}
