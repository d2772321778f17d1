package rowan.sql;

/**
 * What a statement made the engine do, counted and not timed: the same each time for the same data.
 *
 * @param steps the engine's own smallest unit of work; SQLite's VM steps
 * @param exact whether {@code steps} is the whole count; if not, counting stopped there and it is a lower bound
 * @param rows rows the statement gave
 */
public record Work(long steps, boolean exact, long rows) {}
