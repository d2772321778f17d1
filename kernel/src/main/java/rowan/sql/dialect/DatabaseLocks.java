package rowan.sql.dialect;

import rowan.sql.statement.Statement;

/**
 * What the text of a statement tells about locks, of an engine that lets one connection at a time write a whole database: whoever
 * waits for it wants to know who holds it.
 */
public interface DatabaseLocks {

    /** Whether a statement takes the lock that keeps others from writing. */
    boolean writes(Statement statement);

    /** Whether a statement begins a transaction and takes the lock for writing at once. */
    boolean beginsWriting(Statement statement);

    /** Whether a statement within a transaction fixes what is read until its end. */
    boolean reads(Statement statement);

    /**
     * Whether the lock stays taken for a statement that has failed.
     *
     * @param error the engine's name of what it has met, such as {@code SQLITE_CONSTRAINT_UNIQUE}
     * @param inTransaction whether a transaction was open before it
     */
    boolean keptAfter(Statement statement, String error, boolean inTransaction);

    /** Whether a text, such as a driver's message, tells that a lock was not got. */
    boolean isConflict(String text);
}
