package rowan.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.model.Problem;
import rowan.workspace.Databases;

/**
 * Whether what the open blocks have done so far can still be kept. Blocks within each other share one transaction, and so
 * one fate: once it is lost, it stays so until the outermost has ended.
 */
final class BlockFate {

    private static final Set<String> COMMITTING = Set.of("COMMIT", "END");

    private int open;
    private Optional<String> lost = Optional.empty();

    synchronized void enter() {
        open++;
    }

    synchronized void leave() {
        open--;
        if (open == 0) {
            lost = Optional.empty();
        }
    }

    synchronized boolean isOpen() {
        return open > 0;
    }

    /**
     * Nothing of the open blocks is to be kept; without one, nothing happens. The first reason stays.
     *
     * @param reason half a sentence, or a sentence
     */
    synchronized void lose(String reason) {
        if (open > 0 && lost.isEmpty()) {
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

    /** Refuses statements of one text that would keep something before the block has come to its end, or after it was lost. */
    synchronized void refuse(List<Statement> text) throws Databases.Failure {
        for (int i = 0; open > 0 && i < text.size(); i++) {
            String verb = text.get(i).verb();
            if (COMMITTING.contains(verb)) {
                throw new Databases.Failure(
                        Problem.usage(
                                "A block commits at its end, and not before.",
                                "Leave the " + verb + " out, or BEGIN a transaction without a block."),
                        null);
            }
            boolean ends = verb.equals("ROLLBACK")
                    && text.get(i).significant().stream().noneMatch(token -> token.is("TO"));
            if (ends && i < text.size() - 1) {
                throw new Databases.Failure(
                        Problem.usage(
                                "ROLLBACK ends the block, so what follows it here would be carried out without one.",
                                "Leave it out and throw an exception, or ROLLBACK TO a savepoint."),
                        null);
            }
        }
    }
}
