package rowan.sql;

/**
 * Where a connection stands.
 *
 * @param open whether a transaction is open that was begun explicitly
 * @param changes rows changed in it so far; 0 where the engine cannot say
 */
public record Transaction(boolean open, long changes) {

    /** Every statement is its own transaction. */
    public static final Transaction NONE = new Transaction(false, 0);
}
