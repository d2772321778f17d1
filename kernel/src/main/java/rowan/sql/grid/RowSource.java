package rowan.sql.grid;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Where the rows of a result come from, one after the other. Closed by who has read it. */
public interface RowSource extends AutoCloseable {

    /** The next row, or null behind the last. */
    Object[] next() throws SQLException;

    /** Makes a {@link #next} that takes long fail, from another thread. */
    default void cancel() {}

    /** Whether it is read on a connection that nobody else uses, so that nobody has to wait for its end. */
    default boolean isBeside() {
        return false;
    }

    @Override
    void close() throws SQLException;

    /** The rows of a list. */
    static RowSource of(List<List<Object>> rows) {
        Iterator<List<Object>> left = rows.iterator();
        return new RowSource() {
            @Override
            public Object[] next() {
                return left.hasNext() ? left.next().toArray() : null;
            }

            @Override
            public void close() {
                // A list holds nothing open.
            }
        };
    }
}
