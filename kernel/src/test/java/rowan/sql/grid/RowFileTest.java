package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.grid.Arrangement.Order;

/** Arrangements of many rows, beside what SQLite makes of the same rows by itself. */
class RowFileTest {

    private static final int ROWS = 90_000;

    @TempDir
    Path directory;

    /** A number, then values of all types with many equal ones, then few different ones that come in a period. */
    private static Object[] row(Random random, int i) {
        Object mixed = switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> (long) random.nextInt(20) - 10;
            case 2 -> random.nextInt(40) / 4.0 - 5;
            case 3 -> "Name " + random.nextInt(30);
            case 4 -> random.nextBoolean() ? "" : "Ørsta";
            default -> new byte[] {(byte) random.nextInt(3)};
        };
        return new Object[] {(long) i, mixed, i % 64 == 0 ? null : "day " + i % 64};
    }

    private static List<Long> firstColumn(RowFile file, Arrangement arrangement) throws SQLException {
        List<Long> found = new ArrayList<>();
        for (int start = 0; start < file.count(arrangement); start += 7_000) {
            file.rows(arrangement, start, 7_000).forEach(row -> found.add((Long) row.get(0)));
        }
        return found;
    }

    @Test
    @Tag("slow")
    void rows_are_sorted_as_SQLite_sorts_them() throws Exception {
        Random random = new Random(6);
        try (Connection reference = DriverManager.getConnection("jdbc:sqlite::memory:");
                RowFile file = new RowFile(directory.resolve("rows"), 3)) {
            reference.createStatement().execute("CREATE TABLE r(c0 INTEGER PRIMARY KEY, c1, c2)");
            reference.setAutoCommit(false);
            try (PreparedStatement insert = reference.prepareStatement("INSERT INTO r VALUES (?, ?, ?)")) {
                for (int i = 1; i <= ROWS; i++) {
                    Object[] row = row(random, i);
                    file.append(row);
                    for (int column = 0; column < row.length; column++) {
                        insert.setObject(column + 1, row[column]);
                    }
                    insert.executeUpdate();
                }
            }
            List<List<Order>> all = List.of(
                    List.of(new Order(1, false)),
                    List.of(new Order(1, true)),
                    List.of(new Order(2, false)),
                    List.of(new Order(2, true), new Order(1, false)),
                    List.of(new Order(1, true), new Order(2, true), new Order(0, true)),
                    List.of(new Order(0, true)));
            for (List<Order> orders : all) {
                for (String filter : List.of("", "name 1", "a", "5")) {
                    Arrangement arrangement = new Arrangement(orders, filter, List.of(), ROWS);
                    assertThat(firstColumn(file, arrangement))
                            .as(arrangement.toString())
                            .isEqualTo(sorted(reference, arrangement));
                }
            }
        }
    }

    /** Beyond 40,000 rows, three pieces, of which the first page needs none. */
    @ParameterizedTest
    @ValueSource(ints = {6, 45_000})
    void equal_rows_stay_as_they_come_and_NULL_is_the_least(int size) throws Exception {
        Long[] values = new Long[size + 1];
        try (RowFile file = new RowFile(directory.resolve("rows"), 2)) {
            for (int i = 1; i <= size; i++) {
                values[i] = i % 3 == 0 ? null : i * 7_919L % 100;
                file.append(new Object[] {(long) i, values[i]});
            }
            for (boolean descending : List.of(true, false)) {
                Comparator<Long> least = Comparator.nullsFirst(Comparator.naturalOrder());
                List<Long> expected = LongStream.rangeClosed(1, size)
                        .boxed()
                        .sorted(Comparator.comparing(i -> values[i.intValue()], descending ? least.reversed() : least))
                        .toList();
                Arrangement arrangement = new Arrangement(List.of(new Order(1, descending)), "", List.of(), size);
                List<List<Object>> first = file.rows(arrangement, 0, 4);
                assertThat(first.stream().map(row -> (Long) row.get(0)).toList())
                        .isEqualTo(expected.subList(0, 4));
                assertThat(firstColumn(file, arrangement))
                        .as("descending: " + descending)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Long> sorted(Connection reference, Arrangement arrangement) throws SQLException {
        String order = Stream.concat(
                        arrangement.orders().stream().map(o -> "c" + o.column() + (o.descending() ? " DESC" : "")),
                        Stream.of("c0"))
                .collect(Collectors.joining(", "));
        String like = "'%" + arrangement.filter() + "%'";
        String where = arrangement.filter().isEmpty()
                ? "true"
                : "c0 LIKE " + like + " OR c1 LIKE " + like + " OR c2 LIKE " + like;
        List<Long> found = new ArrayList<>();
        try (ResultSet rows =
                reference.createStatement().executeQuery("SELECT c0 FROM r WHERE " + where + " ORDER BY " + order)) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    @Test
    void a_filter_finds_what_is_written_in_either_case_in_values_of_every_type() throws Exception {
        try (RowFile file = new RowFile(directory.resolve("rows"), 2)) {
            file.append(new Object[] {12_345L, "Tromsø"});
            file.append(new Object[] {-0.25, "ÆRLIG"});
            file.append(new Object[] {1e300, "E"});
            file.append(new Object[] {Double.POSITIVE_INFINITY, null});
            file.append(new Object[] {"text", "in the first".getBytes("UTF-8")});
            assertThat(found(file, "234")).containsExactly(12_345L);
            assertThat(found(file, "-0.2")).containsExactly(-0.25);
            assertThat(found(file, "TROMSØ")).containsExactly(12_345L);
            assertThat(found(file, "ærlig")).containsExactly(-0.25);
            assertThat(found(file, "e+300")).containsExactly(1e300);
            assertThat(found(file, "inf")).containsExactly(Double.POSITIVE_INFINITY);
            assertThat(found(file, "the FIRST")).containsExactly("text");
            assertThat(found(file, "nowhere")).isEmpty();
        }
    }

    private static List<Object> found(RowFile file, String filter) throws SQLException {
        Arrangement arrangement = new Arrangement(List.of(), filter, List.of(), file.size());
        return file.rows(arrangement, 0, 100).stream().map(row -> row.get(0)).toList();
    }

    @Test
    void an_order_or_a_summary_that_nobody_waits_for_any_more_can_be_given_up() throws Exception {
        try (RowFile file = new RowFile(directory.resolve("rows"), 1)) {
            for (int i = 0; i < 400_000; i++) {
                file.append(new Object[] {"value " + i * 31L % 400_000});
            }
            Arrangement filtered = new Arrangement(List.of(new Order(0, true)), "9", List.of(), 400_000);
            Thread other = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    file.cancel();
                    Thread.yield();
                }
            });
            other.start();
            try {
                assertThatThrownBy(() -> file.count(filtered)).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> file.summary(filtered, 0)).isInstanceOf(SQLException.class);
            } finally {
                other.interrupt();
                other.join();
            }
            file.append(new Object[] {"value 9 and more"});
            assertThat(file.count(new Arrangement(List.of(), "9 and", List.of(), file.size())))
                    .isOne();
        }
    }

    @Test
    void nothing_is_left_on_the_disk() throws Exception {
        try (RowFile file = new RowFile(directory.resolve("rows"), 1)) {
            for (long i = 0; i < 50_000; i++) {
                file.append(new Object[] {i});
            }
            for (int i = 0; i < 20; i++) {
                file.rows(new Arrangement(List.of(new Order(0, true)), String.valueOf(i), List.of(), 50_000), 0, 10);
            }
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
