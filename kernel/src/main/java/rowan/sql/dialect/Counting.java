package rowan.sql.dialect;

/**
 * How much is counted one by one, which slows a statement several times.
 *
 * @param exactUpTo steps are counted exactly up to here; of a statement that takes more, in thousands
 * @param rowsUpTo the rows that each step of the plan visits are counted for statements of so many steps at most; the plan
 *     of others comes without
 */
public record Counting(long exactUpTo, long rowsUpTo) {

    /** Exact counting of more steps than this is not what somebody waits for who has not asked for it. */
    public static final long EXACT_STEPS = 2_000_000;

    /** What is measured once, and looked at row by row. */
    public static final Counting OF_A_PLAN = new Counting(EXACT_STEPS, Long.MAX_VALUE);

    /** However long it takes. */
    public static final Counting EVERYTHING = new Counting(Long.MAX_VALUE, Long.MAX_VALUE);
}
