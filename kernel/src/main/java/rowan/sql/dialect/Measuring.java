package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.workspace.contract.Interrupt;

/** What an engine counts of a statement while it runs it. */
public interface Measuring {

    /**
     * Runs a statement and tells what it took: the plan as {@link #explain} gives it, with what was counted at each step.
     * What it changes is undone; called for such a statement with the connection of a private copy only.
     */
    QueryPlan measure(
            Connection connection, BoundStatement statement, Schema schema, Counting counting, Interrupt interrupt)
            throws SQLException;

    /**
     * Runs a statement, and counts what it takes. What it changes is undone; within an open transaction only that.
     *
     * @param exactUpTo steps to count exactly; of a statement that takes more, only a bound is told
     */
    StatementWork count(Connection connection, BoundStatement statement, long exactUpTo, Interrupt interrupt)
            throws SQLException;

    /**
     * Runs a statement at about its own speed, and ends it where it takes more than some steps. What it changes is for the
     * caller to undo.
     *
     * @return the steps it takes, or a few dozen less; empty where they are more
     */
    OptionalLong countUpTo(long mostSteps, Connection connection, BoundStatement statement, Interrupt interrupt)
            throws SQLException;

    /**
     * Who else than the calling thread works for a statement, or what may make it wait, so that the CPU time of that thread
     * would not tell what the statement takes.
     *
     * @return the end of a sentence that begins with "since"; empty where the calling thread does everything
     */
    Optional<String> workElsewhere(Connection connection, BoundStatement statement) throws SQLException;

    /**
     * The functions that a statement calls, also through views, whose value is another each time, or another on a copy of
     * the database: {@code random()}, the time, what the connection did last.
     *
     * @return as they are written, each once
     */
    Set<String> unsteadyFunctions(Connection connection, BoundStatement statement) throws SQLException;
}
