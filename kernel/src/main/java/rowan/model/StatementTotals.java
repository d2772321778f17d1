package rowan.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The statements that took most of the database's time, whatever cell sent them, as {@code pg_stat_statements} has them.
 *
 * @param totals those that took longest altogether first
 * @param further how many kinds of statements are left out
 */
public record StatementTotals(List<Total> totals, long further) {

    /**
     * One kind of statement.
     *
     * @param statement its text with {@code ?} for every value, on one line
     * @param calls how often it was sent
     * @param total time the database took for all of them, fetching rows included
     * @param p95 the time within which 95 of 100 were done, to about a sixteenth
     * @param rows rows that were read or changed
     */
    public record Total(String statement, long calls, Duration total, Duration p95, long rows) {
        public Total {
            Objects.requireNonNull(statement);
            Objects.requireNonNull(total);
            Objects.requireNonNull(p95);
        }

        /** The time of one. */
        public Duration mean() {
            return total.dividedBy(Math.max(1, calls));
        }
    }

    public StatementTotals {
        totals = List.copyOf(totals);
    }
}
