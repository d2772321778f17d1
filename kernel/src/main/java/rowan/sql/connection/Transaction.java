package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Scripts;
import rowan.sql.dialect.TransactionState;
import rowan.sql.statement.Statement;
import rowan.sql.statement.TransactionControl;
import rowan.workspace.cell.Source;

/** The transaction of a session, and the blocks of Java in it of which all is kept or nothing. */
public final class Transaction {

    private final Connection connection;
    private final Dialect dialect;
    private final Runnable glance;
    private final TransactionWatch watch;
    private final BlockFate block = new BlockFate();

    /** @param glance looks again at all that the engine tells of the session, and waits for nobody */
    Transaction(Connection connection, Dialect dialect, Runnable glance) {
        this.connection = connection;
        this.dialect = dialect;
        this.glance = glance;
        this.watch = new TransactionWatch(connection, dialect);
    }

    /** Looks again whether one is open. Called after whatever may have begun or ended one. */
    public void refresh() throws SQLException {
        watch.refresh();
        watch.restoreIfEnded();
    }

    /** Has settings put back once the open transaction has ended. */
    public void restoreLater(Scripts.Protection protection) {
        watch.restoreLater(protection);
    }

    /** A statement has been carried out. */
    public void carriedOut(Statement statement) throws SQLException {
        watch.carriedOut(statement);
    }

    /** Does work whose changes are none of the user's, and are not counted. */
    public <T, E extends Exception> T uncounted(SqlTask<T, E> work) throws E, SQLException {
        long changes = watch.changes();
        try {
            return work.run();
        } finally {
            watch.changesAre(changes);
        }
    }

    /** @param beforeUndoing is run before what was done is undone */
    <T, E extends Exception> T asOne(String savepoint, Block.Sender sender, Runnable beforeUndoing, SqlTask<T, E> work)
            throws E, SQLException {
        refresh();
        long changes = watch.changes();
        try {
            requireBlock();
            T result = new Block(connection, dialect, savepoint, sender, beforeUndoing).run(() -> {
                refresh();
                block.enter();
                try {
                    T value = work.run();
                    requireBlock();
                    return value;
                } finally {
                    block.leave();
                }
            });
            refresh();
            return result;
        } catch (Throwable e) {
            glance.run();
            if (isOpen()) {
                watch.changesAre(changes);
            }
            throw e;
        }
    }

    /** Refuses to go on within a block whose transaction has ended. Outside of blocks, nothing is asked. */
    public void requireBlock() throws SQLException {
        if (block.isOpen() && !dialect.inTransaction(connection)) {
            block.lose("a statement of the block has ended it");
        }
        block.require();
    }

    /** Refuses statements that would tear the open block apart. */
    public void requireWithinBlock(List<Statement> statements) throws SQLException {
        if (block.isOpen()) {
            requireBlock();
            block.refuse(statements);
        }
    }

    /** The same for what Java is about to send, which may begin and end transactions unseen. */
    void requireOfJava(List<String> texts) throws SQLException {
        if (block.isOpen() || texts.stream().anyMatch(TransactionControl::mayBeIn)) {
            List<Statement> statements = new ArrayList<>();
            texts.forEach(sql -> statements.addAll(dialect.lexicon().split(Source.of(sql))));
            requireWithinBlock(statements);
            if (statements.stream()
                    .anyMatch(statement -> statement.transactionControl().isPresent())) {
                watch.passesUnseen();
            }
        }
    }

    /** Nothing of the open block is kept: its cell was interrupted. */
    public void interruptBlock() {
        block.lose("the cell was interrupted");
    }

    /** A problem, with what it has done to the transaction: the engine ends one by itself after some errors. */
    public Problem withFate(Problem problem, OptionalLong changesBefore) {
        glance.run();
        if (changesBefore.isEmpty() || isOpen()) {
            return problem;
        }
        block.lose(problem.message());
        return problem.withNote(rolledBack(changesBefore.getAsLong()));
    }

    /** What is said where the engine has ended a transaction that had changed so many rows. */
    public String rolledBack(long changes) {
        return dialect.name() + " has rolled the transaction back: "
                + (changes == 0
                        ? "nothing of it stays"
                        : Quantity.count(changes, "changed row") + (changes == 1 ? " is" : " are") + " as before")
                + ", and its savepoints are gone too.";
    }

    /** Whether one was open when somebody last looked. */
    public boolean isOpen() {
        return watch.isOpen();
    }

    /** Whether a statement had failed it when somebody last looked: nothing of it can be kept. */
    public boolean isFailed() {
        return watch.state() == TransactionState.FAILED;
    }

    /** How many rows it has changed, 0 where that is not known; empty when none was open when somebody last looked. */
    public OptionalLong changes() throws SQLException {
        return isOpen() ? OptionalLong.of(watch.changes()) : OptionalLong.empty();
    }

    /** {@code transaction open · 3 rows changed}, or empty when none is. */
    public Optional<String> note() throws SQLException {
        return watch.note();
    }
}
