package rowan.sql.dialect;

/** What an engine has to say about the transaction of a connection. */
public enum TransactionState {
    /** None is open: each statement is kept by itself. */
    NONE,
    /** One is open that was begun explicitly. */
    OPEN,
    /**
     * One is open in which a statement has failed, so that the engine refuses every further one until it is rolled back. Some
     * servers have this; SQLite goes on, or ends the transaction.
     */
    FAILED
}
