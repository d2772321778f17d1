package rowan.sql.dialect;

import rowan.model.Count;

/**
 * What a statement made the engine do, counted and not timed: the same each time for the same data.
 *
 * @param steps the engine's own smallest unit of work; SQLite's VM steps
 * @param rows rows the statement gave
 */
public record StatementWork(Count steps, long rows) {}
