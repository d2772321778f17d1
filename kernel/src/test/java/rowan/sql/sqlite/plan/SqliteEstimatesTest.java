package rowan.sql.sqlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.plan.QueryPlan.Node;

/** What the planner expected, got back from its costs, beside what is true. */
class SqliteEstimatesTest {

    /** Costs are logarithms in whole steps of 7 %, and several numbers of rows may have one cost. */
    private static final Percentage STEPS = Percentage.withPercentage(15);

    private static OptionalDouble expected(Connection connection, String sql, String target) {
        List<Node> nodes = SqlitePlansTest.plan(connection, sql).walk().stream()
                .filter(node -> node.target().name().equals(target))
                .toList();
        assertThat(nodes).as(sql).hasSize(1);
        return nodes.get(0).estimate().rows();
    }

    /** {@code t} with so many rows of so many values each; {@code k} to join it with, so that the average counts. */
    private static Connection analyzed(int rows, int values, String padding) throws SQLException {
        return SqlitePlansTest.database("""
                CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b INT, pad %3$s, code TEXT UNIQUE);
                CREATE TABLE w(a INT, b INT, pad %3$s, PRIMARY KEY(a, b)) WITHOUT ROWID;
                CREATE TABLE k(v INT, name TEXT);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1$d)
                    INSERT INTO t SELECT i, i %% %2$d, i, 'x', 'c' || i FROM n;
                INSERT INTO w SELECT a, b, pad FROM t;
                INSERT INTO k SELECT id, code FROM t LIMIT 100;
                CREATE INDEX ta ON t(a);
                CREATE INDEX tab ON t(a, b);
                CREATE INDEX half ON t(b) WHERE a = 1;
                CREATE INDEX wb ON w(b);
                ANALYZE;
                """.formatted(rows, values, padding));
    }

    @ParameterizedTest
    @CsvSource({
        "50, 5, TEXT",
        "50, 10, INT",
        "1000, 5, TEXT",
        "1000, 100, VARCHAR(200)",
        "1000, 250, ''",
        "20000, 40, TEXT",
        "20000, 500, INT",
        "20000, 4000, CHAR(20)",
        "20000, 20, BLOB",
        "20000, 3, DECIMAL(10)"
    })
    void with_statistics_each_look_up_expects_the_average(int rows, int values, String padding) throws SQLException {
        double each = (double) rows / values;
        try (Connection connection = analyzed(rows, values, padding)) {
            String[][] seeks = {
                {"t", "SELECT t.pad FROM k CROSS JOIN t INDEXED BY ta ON t.a = k.v"},
                {"t", "SELECT t.a FROM k CROSS JOIN t INDEXED BY ta ON t.a = k.v"},
                {"t", "SELECT t.pad FROM k CROSS JOIN t INDEXED BY tab ON t.a = k.v"},
                {"t", "SELECT t.b FROM k CROSS JOIN t INDEXED BY tab ON t.a = k.v"},
                {"w", "SELECT w.pad FROM k CROSS JOIN w ON w.a = k.v"}
            };
            for (String[] seek : seeks) {
                OptionalDouble expected = expected(connection, seek[1], seek[0]);
                assertThat(expected).as(seek[1]).isPresent();
                assertThat(expected.getAsDouble()).as(seek[1]).isCloseTo(each, STEPS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 5, TEXT", "1000, 100, VARCHAR(200)", "20000, 40, BLOB"})
    void with_statistics_scans_expect_all_rows_and_keys_one(int rows, int values, String padding) throws SQLException {
        try (Connection connection = analyzed(rows, values, padding)) {
            assertThat(expected(connection, "SELECT * FROM t", "t")).hasValue(rows);
            assertThat(expected(connection, "SELECT * FROM w", "w")).hasValue(rows);
            assertThat(expected(connection, "SELECT a FROM t", "t")).hasValue(rows);
            assertThat(expected(connection, "SELECT * FROM t INDEXED BY tab ORDER BY a, b", "t"))
                    .hasValue(rows);
            assertThat(expected(connection, "SELECT b FROM w", "w")).hasValue(rows);
            assertThat(expected(connection, "SELECT id FROM t INDEXED BY half WHERE a = 1", "t"))
                    .hasValue(rows / values);
            assertThat(expected(connection, "SELECT * FROM t WHERE id = 3", "t"))
                    .hasValue(1);
            assertThat(expected(connection, "SELECT * FROM t WHERE code = 'c3'", "t"))
                    .hasValue(1);
            assertThat(expected(connection, "SELECT * FROM w WHERE a = 1 AND b = 3", "w"))
                    .hasValue(1);
            assertThat(expected(connection, "SELECT t.pad FROM k CROSS JOIN t ON t.id = k.v", "t"))
                    .hasValue(1);
            assertThat(expected(connection, "SELECT t.pad FROM k CROSS JOIN t ON t.code = k.name", "t"))
                    .hasValue(1);
        }
    }

    @Test
    void a_list_of_keys_expects_as_many_rows() throws SQLException {
        try (Connection connection = analyzed(20000, 40, "TEXT")) {
            for (String list : List.of("1, 2", "1, 2, 3", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10")) {
                OptionalDouble expected = expected(connection, "SELECT * FROM t WHERE id IN (" + list + ")", "t");
                assertThat(expected.getAsDouble()).as(list).isCloseTo(list.split(",").length, STEPS);
            }
        }
    }

    @Test
    void a_list_elsewhere_in_the_query_does_not_hide_the_average() throws SQLException {
        try (Connection connection = analyzed(20000, 40, "TEXT")) {
            String sql = "SELECT t.pad FROM k CROSS JOIN t INDEXED BY ta ON t.a = k.v WHERE k.name IN ('c1', 'c2')";
            assertThat(expected(connection, sql, "t").getAsDouble()).isCloseTo(500, STEPS);
        }
    }

    @Test
    void ranges_expect_what_samples_say() throws SQLException {
        try (Connection connection = analyzed(20000, 40, "TEXT")) {
            // Within one of the 24 samples SQLite supposes a quarter of its rows, so only long ranges are near the
            // truth.
            for (int length : List.of(3200, 6000, 12000)) {
                String sql = "SELECT b FROM w WHERE b BETWEEN 5001 AND " + (5000 + length);
                assertThat(expected(connection, sql, "w").getAsDouble())
                        .as(sql)
                        .isCloseTo(length, Percentage.withPercentage(25));
            }
        }
    }

    @Test
    void without_statistics_the_rules_of_thumb_come_back() throws SQLException {
        try (Connection connection = SqlitePlansTest.database("""
                CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b INT, c TEXT, d);
                CREATE INDEX tabc ON t(a, b, c);
                """)) {
            // 1,048,576 rows; 10, 9 and 8 for one, two and three columns; a quarter for a bound, 1/64 for two.
            assertThat(expected(connection, "SELECT * FROM t", "t")).hasValue(1 << 20);
            String[][] seeks = {
                {"a = 1", "10"},
                {"a = 1 AND b = 2", "9"},
                {"a = 1 AND b = 2 AND c = 'x'", "8"},
                {"a > 1", "262144"},
                {"a > 1 AND a < 9", "16384"},
                {"id > 1", "262144"},
                {"id > 1 AND id < 9", "16384"}
            };
            for (String[] seek : seeks) {
                for (String columns : List.of("*", "a")) {
                    String sql = "SELECT " + columns + " FROM t WHERE " + seek[0];
                    assertThat(expected(connection, sql, "t").getAsDouble())
                            .as(sql)
                            .isCloseTo(Double.parseDouble(seek[1]), STEPS);
                }
            }
        }
    }

    @Test
    void where_the_cost_does_not_tell_nothing_is_said() throws SQLException {
        try (Connection connection = analyzed(20000, 3, "TEXT")) {
            // IN may stand for any number of look-ups, and a skip-scan for any number of its own.
            assertThat(expected(connection, "SELECT * FROM t INDEXED BY ta WHERE a IN (1, 2)", "t"))
                    .isEmpty();
            assertThat(expected(connection, "SELECT * FROM t WHERE b = 7", "t")).isEmpty();
            assertThat(expected(connection, "SELECT count(*) FROM t", "t")).isEmpty();
            assertThat(expected(connection, "SELECT max(id) FROM t", "t")).isEmpty();
        }
    }
}
