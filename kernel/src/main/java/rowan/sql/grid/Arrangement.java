package rowan.sql.grid;

import java.util.List;

/**
 * Which rows of a result are shown and how they follow each other.
 *
 * @param orders the first decides, and equal rows stay as they come in the result; empty keeps the order of the result
 * @param filter text that one of the values contains; empty shows every row
 * @param filters what the values of single columns have to be like, all of it
 * @param rows how many rows there were when it was asked for; a result that is still read grows
 */
record Arrangement(List<Order> orders, String filter, List<Filter> filters, int rows) {

    /** One column by which rows are sorted, counted from 0. */
    record Order(int column, boolean descending) {}

    /** What the values of one column have to be like, counted from 0. */
    record Filter(int column, Condition condition) {}

    /** The rows of a result as they come. */
    static Arrangement plain(int rows) {
        return new Arrangement(List.of(), "", List.of(), rows);
    }

    boolean isPlain() {
        return orders.isEmpty() && hasAll();
    }

    /** Whether every row is shown. */
    boolean hasAll() {
        return filter.isEmpty() && filters.isEmpty();
    }

    /** The same for so many rows. */
    Arrangement of(int newRows) {
        return new Arrangement(orders, filter, filters, newRows);
    }
}
