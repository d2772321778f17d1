package rowan.sql.statement;

/** Whether a statement changes something, as far as its text tells. */
public enum Effect {
    /** It changes nothing: neither data nor definitions nor settings. It may be run twice, and read in part. */
    READ,
    /** It changes data or definitions. */
    WRITE,
    /** It may change something, or changes how the connection behaves: transactions, settings, what is attached. */
    UNKNOWN
}
