package rowan.sql.sqlite.plan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.sql.sqlite.text.SqliteLexicon;

/**
 * How many rows SQLite's planner expected to visit. It does not say so, but it says what the loop would cost to run, and
 * that is made of the rows ({@code whereLoopAddBtree} and {@code whereLoopAddBtreeIndex} in <a
 * href="https://www.sqlite.org/src/file/src/where.c">where.c</a>). So each number of rows is tried, and the one whose cost
 * is the reported one is the answer. Where none is, or several that differ much, there is no answer.
 *
 * <p>SQLite reckons in steps of 7 % ({@link LogEst}), so an answer is right within 4 %, and within 11 % where several
 * numbers of rows cost the same.
 */
final class SqliteEstimates {

    /** Rows of a table of which nothing is known: 1,048,576. */
    private static final int UNKNOWN = 200;

    /** A table without statistics of an index has 1,000 rows at least. */
    private static final int LEAST_UNKNOWN = 99;

    /** A partial index of which nothing is known has half of the rows. */
    private static final int PARTIAL = -10;

    /** A row of a table costs three times a step; with samples of its values, 2.75 times. */
    private static final int ROW_COST = 16;

    private static final int SAMPLED = -2;

    /** What {@code whereShortCut} takes one row to cost, where the whole query asks for no other: by row id, by index. */
    private static final int KEY_LOOK_UP = 33;

    private static final int UNIQUE_LOOK_UP = 39;

    /** A look-up in an automatic index is supposed to find 20 rows. */
    private static final int AUTOMATIC = 43;

    private static final double AUTOMATIC_ROWS = 20;

    private static final Pattern NUMBER = Pattern.compile("(?<![^ ])(\\d{1,18})(?![^ ])");

    /** Steps between the fewest and the most rows of an answer. */
    private static final int MOST_SPREAD = 3;

    /** Rows found by 1, 2, 3 … columns of an index of which nothing is known: 10, 9, 8, 7, 6, and 5 for all others. */
    private static final int[] TYPICAL = {UNKNOWN, 33, 32, 30, 28, 26, 23};

    /** The numbers of {@code sqlite_stat1.stat}, by database, table and index: all rows, then the average of each prefix. */
    private final Map<List<String>, List<Long>> averages = new HashMap<>();

    /** The first number of {@code sqlite_stat1.stat}, by database, table and index; and the most of each table. */
    private final Map<List<String>, Long> counted = new HashMap<>();

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Without statistics. */
    SqliteEstimates() {}

    /** With the statistics of all databases of a connection. */
    SqliteEstimates(Connection connection) throws SQLException {
        List<String> databases = new ArrayList<>();
        each(connection, "SELECT name FROM pragma_database_list", row -> databases.add(row.getString(1)));
        for (String database : databases) {
            String schema = new SqliteLexicon().quote(database);
            boolean[] analyzed = {false};
            each(
                    connection,
                    "SELECT 1 FROM " + schema + ".sqlite_schema WHERE name = 'sqlite_stat1'",
                    row -> analyzed[0] = true);
            if (analyzed[0]) {
                each(
                        connection,
                        "SELECT tbl, idx, CAST(stat AS INTEGER), stat FROM " + schema + ".sqlite_stat1",
                        row -> {
                            counted.put(key(database, row.getString(1), row.getString(2)), row.getLong(3));
                            averages.put(key(database, row.getString(1), row.getString(2)), numbers(row.getString(4)));
                            counted.merge(key(database, row.getString(1)), row.getLong(3), Math::max);
                        });
            }
        }
    }

    private static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** {@code 1000 10 1 unordered} has three. */
    private static List<Long> numbers(String stat) {
        return NUMBER.matcher(String.valueOf(stat))
                .results()
                .map(n -> Long.valueOf(n.group(1)))
                .toList();
    }

    private static List<String> key(String... names) {
        return Stream.of(names)
                .map(name -> String.valueOf(name).toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * The rows that one start of a loop was expected to visit.
     *
     * @param cost as the plan reports it
     * @param access how the rows are found
     * @param index the index by which they are found; empty for the table itself
     * @param covering whether the index alone answers
     * @param bound the columns that the plan says are bound
     * @param alternatives whether {@code =} may stand for several values
     */
    OptionalDouble rows(
            int cost,
            Access access,
            Schema.Relation table,
            Optional<Schema.Index> index,
            boolean covering,
            List<IndexColumn> bound,
            boolean alternatives) {
        SqliteWidths widths = new SqliteWidths(table);
        OptionalLong count = index.isPresent()
                ? counted(key(table.database(), table.name(), index.get().name()))
                : counted(key(table.database(), table.name()));
        int size = count.isPresent() ? LogEst.of(count.getAsLong()) : unknown(table, index);
        boolean own = index.isEmpty() && !widths.withoutRowid();
        int entry = own ? ROW_COST : 1 + 15 * index.map(widths::index).orElseGet(widths::primaryKey) / widths.table();
        double all = count.isPresent() ? count.getAsLong() : LogEst.value(size);
        switch (access) {
            case FULL_SCAN:
                return when(cost == size + entry || own && cost == size + entry + SAMPLED, all);
            case INDEX_SCAN:
                int most = covering ? size + entry : LogEst.add(size + entry, size + ROW_COST);
                return when(size + entry <= cost && cost <= most, all);
            case KEY_SEEK, INDEX_SEEK:
                break;
            default:
                return OptionalDouble.empty();
        }
        if (bound.isEmpty()
                || bound.stream().anyMatch(c -> !c.bound().equals(Optional.of(Bound.EQUAL)) && !isRange(c))) {
            return OptionalDouble.empty();
        }
        Seek seek = new Seek(size, entry, index.isPresent() && !covering);
        boolean one = isOne(table, index, bound);
        if (one && (cost == seek.cost(0) || cost == (own ? KEY_LOOK_UP : UNIQUE_LOOK_UP))) {
            return OptionalDouble.of(1);
        }
        if (alternatives && one) {
            return when(cost > seek.cost(0), LogEst.value(cost - seek.cost(0)));
        }
        if (alternatives) {
            // Two alternatives would cost twice as much, so a cost that is that of the average is that of one.
            int average = average(table, index, bound.size());
            return when(
                    bound.stream().noneMatch(SqliteEstimates::isRange) && cost == seek.cost(average),
                    LogEst.value(average));
        }
        boolean expressions = index.filter(i -> widths.hasExpression(i)).isPresent();
        return expressions && !covering ? seek.rows(cost, new Seek(size, entry, false)) : seek.rows(cost, seek);
    }

    /** The rows that a look-up in an automatic index was expected to find. */
    static OptionalDouble automaticRows(int cost) {
        return when(cost >= AUTOMATIC, AUTOMATIC_ROWS);
    }

    /** The rows that a subquery was expected to give; its rows cost what those of a table do. */
    static OptionalDouble subqueryRows(int cost) {
        return when(cost >= ROW_COST, LogEst.value(cost - ROW_COST));
    }

    private static boolean isRange(IndexColumn column) {
        return column.bound().equals(Optional.of(Bound.RANGE));
    }

    private static OptionalDouble when(boolean known, double rows) {
        return known ? OptionalDouble.of(rows) : OptionalDouble.empty();
    }

    private OptionalLong counted(List<String> key) {
        Long count = counted.get(key);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** What a search for so many columns finds on average: by the statistics, else by the rule of thumb. */
    private int average(Schema.Relation table, Optional<Schema.Index> index, int columns) {
        String name = index.map(Schema.Index::name).orElse(table.name());
        List<Long> counts = averages.getOrDefault(key(table.database(), table.name(), name), List.of());
        if (!counts.isEmpty()) {
            return LogEst.of(counts.get(Math.min(columns, counts.size() - 1)));
        }
        return columns < TYPICAL.length ? TYPICAL[columns] : TYPICAL[TYPICAL.length - 1];
    }

    /** What the planner supposes of an index, or of a table, that has no statistics of its own. */
    private int unknown(Schema.Relation table, Optional<Schema.Index> index) {
        OptionalLong rows = counted(key(table.database(), table.name()));
        int size = rows.isPresent() ? Math.max(LEAST_UNKNOWN, LogEst.of(rows.getAsLong())) : UNKNOWN;
        return index.flatMap(Schema.Index::where).isPresent() ? size + PARTIAL : size;
    }

    /** Whether the columns bound are a whole key, which finds one row at most. */
    private static boolean isOne(Schema.Relation table, Optional<Schema.Index> index, List<IndexColumn> bound) {
        int key = index.isPresent()
                ? index.get().columns().size()
                : (int) table.attributes().stream()
                        .filter(a -> a.primaryKeyPosition() > 0)
                        .count();
        return index.map(Schema.Index::unique).orElse(true)
                && bound.size() >= Math.max(1, key)
                && bound.stream().noneMatch(SqliteEstimates::isRange);
    }

    /**
     * A search for the first entry among all, and a walk over those that match.
     *
     * @param size entries
     * @param entry what one costs
     * @param lookUp whether each needs a row of the table
     */
    private record Seek(int size, int entry, boolean lookUp) {

        int cost(int rows) {
            int index = LogEst.add(LogEst.ofLogarithm(size), rows + entry);
            return lookUp ? LogEst.add(index, rows + ROW_COST) : index;
        }

        /** The rows at which this or another search costs so much. */
        OptionalDouble rows(int cost, Seek other) {
            int[] rows = IntStream.rangeClosed(0, size)
                    .filter(n -> cost(n) == cost || other.cost(n) == cost)
                    .toArray();
            if (rows.length == 0 || rows[rows.length - 1] - rows[0] > MOST_SPREAD) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(Math.pow(2, (rows[0] + rows[rows.length - 1]) / 20.0));
        }
    }
}
