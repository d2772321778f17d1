package rowan.sql.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rowan.model.Problem;
import rowan.sql.statement.Statement;
import rowan.sql.statement.TransactionControl;
import rowan.workspace.contract.Databases;

/**
 * Whether what the open blocks have done so far can still be kept. Blocks within each other share one transaction, and so
 * one fate: once it is lost, it stays so until the outermost has ended.
 */
final class BlockFate {

    /** Of each open block, the innermost first, the savepoints that it has set, the last one first. */
    private final Deque<Deque<String>> open = new ArrayDeque<>();

    private Optional<String> lost = Optional.empty();

    synchronized void enter() {
        open.push(new ArrayDeque<>());
    }

    synchronized void leave() {
        open.pop();
        if (open.isEmpty()) {
            lost = Optional.empty();
        }
    }

    synchronized boolean isOpen() {
        return !open.isEmpty();
    }

    /**
     * Nothing of the open blocks is to be kept; without one, nothing happens. The first reason stays.
     *
     * @param reason half a sentence, or a sentence
     */
    synchronized void lose(String reason) {
        if (!open.isEmpty() && lost.isEmpty()) {
            lost = Optional.of(reason.replaceFirst("\\.$", ""));
        }
    }

    /** Refuses to go on where that would keep a part. */
    synchronized void require() throws Databases.Failure {
        if (lost.isPresent()) {
            throw new Databases.Failure(
                    Problem.of(
                            "TransactionRolledBack",
                            "The transaction has been rolled back: " + lost.get() + "; nothing of this block is kept.",
                            "The block ends here. Run it again once the cause is gone."),
                    null);
        }
    }

    /**
     * Refuses statements that are carried out together where they would keep something before the block has come to its end,
     * or after it was lost, and where they would undo or keep what was done before it began.
     */
    synchronized void refuse(List<Statement> together) throws Databases.Failure {
        for (int i = 0; !open.isEmpty() && i < together.size(); i++) {
            Optional<TransactionControl> control = together.get(i).transactionControl();
            if (control.isPresent()) {
                refuse(control.get(), i == together.size() - 1);
            }
        }
    }

    private void refuse(TransactionControl control, boolean isLast) throws Databases.Failure {
        switch (control.kind()) {
            case COMMIT ->
                throw refused(
                        "A block commits at its end, and not before.",
                        "Leave the " + control.written() + " out, or BEGIN a transaction without a block.");
            case SAVEPOINT -> open.element().push(control.savepointKey());
            case RELEASE -> goBack(control.savepointKey(), false);
            case ROLLBACK_TO -> goBack(control.savepointKey(), true);
            case ROLLBACK -> {
                if (!isLast) {
                    throw refused(
                            control.written()
                                    + " ends the block, so what follows it here would be carried out without one.",
                            "Leave it out and throw an exception, or ROLLBACK TO a savepoint.");
                }
            }
            case BEGIN -> {} // The engine refuses it, or takes it for a savepoint of its own.
        }
    }

    /** One set before the block began takes the block's own with it. */
    private void goBack(String savepoint, boolean stays) throws Databases.Failure {
        Deque<String> own = open.element();
        if (!own.contains(savepoint)) {
            throw refused(
                    "This block has set no savepoint " + savepoint + ".",
                    "A block goes back to savepoints of its own; throw an exception, and all of it is undone.");
        }
        while (!own.element().equals(savepoint)) {
            own.pop();
        }
        if (!stays) {
            own.pop();
        }
    }

    private static Databases.Failure refused(String message, String note) {
        return new Databases.Failure(Problem.usage(message, note), null);
    }
}
