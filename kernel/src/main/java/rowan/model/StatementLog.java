package rowan.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The statements that were sent to databases, by what they say and where they were sent from, in the order in which each
 * came first.
 *
 * @param notes what else to know, such as a simulated network; one sentence each
 */
public record StatementLog(List<Entry> entries, List<String> notes) {

    /**
     * One kind of statement.
     *
     * @param statement its text with {@code ?} for every value, on one line
     * @param count how often it was sent; a batch is sent once
     * @param rows rows that were read or changed
     * @param total time the database took for all of them, fetching rows included
     * @param longest time of the slowest
     * @param place the cell and its line, {@code In[7]:3}; empty where that cannot be told
     */
    public record Entry(String statement, long count, long rows, Duration total, Duration longest, String place) {
        public Entry {
            Objects.requireNonNull(statement);
            Objects.requireNonNull(total);
            Objects.requireNonNull(longest);
            Objects.requireNonNull(place);
        }
    }

    public StatementLog {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /** How many statements there were. */
    public long count() {
        return entries.stream().mapToLong(Entry::count).sum();
    }

    /** The time of all of them. */
    public Duration total() {
        return entries.stream().map(Entry::total).reduce(Duration.ZERO, Duration::plus);
    }
}
