package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import rowan.model.Quantity;
import rowan.sql.dialect.ChangeCounter;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Scripts;
import rowan.sql.dialect.TransactionState;
import rowan.sql.statement.Statement;
import rowan.sql.statement.TransactionControl;

/** The transaction of a connection as the engine tells of it: whether one is open, and how many rows are changed in it. */
final class TransactionWatch {

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, Long> savepoints = new HashMap<>();
    private final Optional<ChangeCounter> counter;
    private TransactionState state = TransactionState.NONE;
    private long changesBefore;
    private boolean isCounted = true;
    private Optional<Scripts.Protection> loosened = Optional.empty();

    TransactionWatch(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        this.counter = dialect.changes();
    }

    private long total() throws SQLException {
        return counter.isPresent() ? counter.get().totalChanges(connection) : 0;
    }

    /** Asks the engine. */
    void refresh() throws SQLException {
        TransactionState now = dialect.transaction(connection);
        if (now != TransactionState.NONE && !isOpen()) {
            // The statement that begins a transaction changes nothing itself.
            changesBefore = total();
        }
        state = now;
        if (!isOpen()) {
            savepoints.clear();
            isCounted = true;
        }
    }

    /**
     * What others than cells send may begin, end or undo the transaction, unseen until it is asked for the next time: of the
     * one that is open then, nobody knows how many rows are changed in it.
     */
    void passesUnseen() {
        isCounted = false;
    }

    /** Has settings put back once the open transaction has ended. */
    void restoreLater(Scripts.Protection protection) {
        loosened = Optional.of(protection);
    }

    /** Puts back what was loosened during the transaction, where that has ended when the engine was last asked. */
    void restoreIfEnded() throws SQLException {
        if (!isOpen() && loosened.isPresent()) {
            loosened.get().restore();
            loosened = Optional.empty();
        }
    }

    /** What the engine has said when it was last asked. */
    TransactionState state() {
        return state;
    }

    /** Whether one was open, failed or not, when the engine was last asked. */
    boolean isOpen() {
        return state != TransactionState.NONE;
    }

    /** A statement has been carried out; what it says about savepoints is remembered, for the count of changes. */
    void carriedOut(Statement statement) throws SQLException {
        Optional<TransactionControl> control = statement.transactionControl();
        if (control.isEmpty()) {
            return;
        }
        String savepoint = control.get().savepointKey();
        switch (control.get().kind()) {
            case SAVEPOINT -> {
                refresh();
                savepoints.put(savepoint, changes());
            }
            case ROLLBACK_TO -> {
                refresh();
                if (savepoints.containsKey(savepoint)) {
                    changesAre(savepoints.get(savepoint));
                }
            }
            default -> {}
        }
    }

    /** Rows changed in the transaction that is open; 0 where that is not known. */
    long changes() throws SQLException {
        return isCounted ? total() - changesBefore : 0;
    }

    /** So many rows are changed in truth: the engine counts what was undone too. */
    void changesAre(long changes) throws SQLException {
        changesBefore = total() - changes;
    }

    /** {@code transaction open · 3 rows changed}, or what to do about a failed one; empty when none is. */
    Optional<String> note() throws SQLException {
        if (!isOpen()) {
            return Optional.empty();
        }
        if (state == TransactionState.FAILED) {
            return Optional.of("transaction failed · " + dialect.name()
                    + " refuses every statement until ROLLBACK, and keeps nothing of it");
        }
        return Optional.of("transaction open · " + (counter.isPresent() && isCounted ? changed(changes()) + " · " : "")
                + "COMMIT keeps it, ROLLBACK undoes it");
    }

    private static String changed(long rows) {
        return rows == 0 ? "no row changed yet" : Quantity.count(rows, "row") + " changed";
    }
}
