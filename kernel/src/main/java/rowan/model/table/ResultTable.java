package rowan.model.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows a query gave, each value in the type the engine stores it in: {@code Long}, {@code Double}, {@code String},
 * {@code byte[]} or {@code null}.
 *
 * @param columns in the order of the query
 * @param rows the rows that were read; the list may be backed by a file, so it is read by index and never copied
 * @param complete whether {@code rows} is the whole result; if not, reading stopped after the first page
 * @param elapsed from the start of the statement to the last row that was read; for an incomplete result this is the
 *     time to the first page and not the time of the query
 * @param pageRows how many rows are shown when the table is drawn
 * @param notes what a reader should know beside the rows, such as an open transaction; one sentence each
 * @param handle under which a front end can ask for the rows behind the page, where somebody keeps them
 */
public record ResultTable(
        List<Column> columns,
        List<List<Object>> rows,
        boolean complete,
        Duration elapsed,
        int pageRows,
        List<String> notes,
        Optional<String> handle)
        implements Iterable<List<Object>> {

    /** How many rows are shown unless the user chose another limit. */
    public static final int DEFAULT_PAGE_ROWS = 50;

    public ResultTable {
        columns = List.copyOf(columns);
        Objects.requireNonNull(rows);
        Objects.requireNonNull(elapsed);
        if (pageRows < 0) {
            throw new IllegalArgumentException("a page cannot have " + pageRows + " rows");
        }
        notes = List.copyOf(notes);
        Objects.requireNonNull(handle);
    }

    /** A result of which nobody keeps more than its rows. */
    public ResultTable(
            List<Column> columns,
            List<List<Object>> rows,
            boolean complete,
            Duration elapsed,
            int pageRows,
            List<String> notes) {
        this(columns, rows, complete, elapsed, pageRows, notes, Optional.empty());
    }

    /** The rows that are drawn: the first {@link #pageRows}. */
    public List<List<Object>> page() {
        return rows.subList(0, Math.min(pageRows, rows.size()));
    }

    /** The rows one by one, in order. */
    @Override
    public Iterator<List<Object>> iterator() {
        return rows.iterator();
    }

    /** The names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * All values of one column.
     *
     * @throws IllegalArgumentException if no column, or more than one, has this name
     */
    public List<Object> column(String name) {
        int index = indexOf(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /**
     * The value of a result with one row and one column, as {@code count(*)} gives.
     *
     * @throws IllegalStateException if the result has another shape
     */
    public Object single() {
        if (rows.size() != 1 || columns.size() != 1) {
            throw new IllegalStateException(
                    "one row and one column expected, but there are " + rows.size() + " × " + columns.size());
        }
        return rows.get(0).get(0);
    }

    /**
     * Where a column stands, from 0. Upper and lower case are the same, as in SQL.
     *
     * @throws IllegalArgumentException if no column, or more than one, has this name
     */
    public int indexOf(String name) {
        List<String> names = columnNames();
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                if (found >= 0) {
                    throw new IllegalArgumentException("more than one column is called " + name + ": " + names);
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new IllegalArgumentException("no column is called " + name + "; there are " + names);
        }
        return found;
    }

    /**
     * The rows as records: each component takes the column of its name, {@code createdAt} also that of {@code created_at}.
     *
     * @throws IllegalArgumentException if a component has no column, or a value does not fit
     */
    public <R extends Record> List<R> as(Class<R> type) {
        RecordMapping<R> mapping = new RecordMapping<>(type, columnNames());
        return rows.stream().map(mapping::record).toList();
    }

    /** The same rows with one more note. */
    public ResultTable withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ResultTable(columns, rows, complete, elapsed, pageRows, more, handle);
    }

    /** The same rows, of which a front end can ask for more under this handle. */
    public ResultTable withHandle(String given) {
        return new ResultTable(columns, rows, complete, elapsed, pageRows, notes, Optional.of(given));
    }

    /** A short name for logs; the rows may be millions. */
    @Override
    public String toString() {
        return "ResultTable[" + columnNames() + ", " + rows.size() + " rows" + (complete ? "" : ", first page") + "]";
    }
}
