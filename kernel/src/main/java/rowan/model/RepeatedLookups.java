package rowan.model;

import java.util.Objects;

/**
 * A query that a cell has sent again and again with nothing but other values, the N of <em>N+1</em>: one query would do.
 *
 * @param count how often it was sent
 * @param table what was looked up
 * @param by the columns that were compared with a value, {@code id} or {@code author_id and kind}
 * @param place the cell and its line, {@code In[7]:3}; empty where that cannot be told
 * @param instead the query to use, or a sentence where none can be made from this one
 */
public record RepeatedLookups(long count, String table, String by, String place, Remedy instead) {

    /**
     * What to do.
     *
     * @param sentence in words
     * @param sql to copy; empty where no query can be made
     */
    public record Remedy(String sentence, String sql) {
        public Remedy {
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(sql);
        }
    }

    public RepeatedLookups {
        Objects.requireNonNull(table);
        Objects.requireNonNull(by);
        Objects.requireNonNull(place);
        Objects.requireNonNull(instead);
    }

    /** {@code N+1: 100 look-ups of users by id in one loop; one query with IN or a join would do}. */
    public String headline() {
        return "N+1: " + Quantity.count(count) + " look-ups of " + table + " by " + by + " in one loop"
                + (place.isEmpty() ? "" : " at " + place) + "; one query with IN or a join would do";
    }
}
