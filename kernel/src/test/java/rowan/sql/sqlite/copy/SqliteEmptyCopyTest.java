package rowan.sql.sqlite.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** A copy without rows, on which the planner decides as on the original. */
class SqliteEmptyCopyTest extends NumbersInMemory {

    private static List<String> all(Connection connection, String sql, int column) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(column));
            }
        }
        return all;
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        return all(connection, "EXPLAIN QUERY PLAN " + sql, 4);
    }

    private Connection copy() throws SqlFailure, SQLException {
        return SqliteEmptyCopy.of(connection, new SqliteDialect(), new InterruptSignal());
    }

    @Test
    void the_statistics_come_along_and_decide_as_in_the_original() throws SqlFailure, SQLException {
        execute("CREATE INDEX p_a ON p(a)");
        execute("CREATE INDEX p_c ON p(c)");
        String query = "SELECT * FROM p WHERE a = 1 AND c = 1";
        execute("ANALYZE");
        execute("DELETE FROM sqlite_stat4");
        execute("UPDATE sqlite_stat1 SET stat = '5000 2' WHERE idx = 'p_a'");
        execute("ANALYZE sqlite_schema");
        assertThat(plan(connection, query)).containsExactly("SEARCH p USING INDEX p_a (a=?)");
        try (Connection copy = copy()) {
            assertThat(plan(copy, query)).isEqualTo(plan(connection, query));
            assertThat(all(copy, "SELECT count(*) FROM p", 1)).containsExactly("0");
        }
    }

    @Test
    void temporary_and_attached_tables_views_and_triggers_are_there_too() throws SqlFailure, SQLException {
        execute("ATTACH ':memory:' AS \"other one\"");
        execute("CREATE TABLE \"other one\".o(x UNIQUE)");
        execute("CREATE TEMP TABLE scratch(x)");
        execute("CREATE TEMP VIEW seen AS SELECT a FROM p JOIN o ON x = a");
        execute("CREATE VIRTUAL TABLE words USING fts5(w)");
        String query = "SELECT * FROM seen, scratch, words WHERE words MATCH 'a' AND scratch.x = a";
        try (Connection copy = copy()) {
            assertThat(plan(copy, query)).isEqualTo(plan(connection, query)).isNotEmpty();
        }
    }

    @Test
    void settings_that_the_planner_heeds_come_along() throws SqlFailure, SQLException {
        String query = "SELECT 1 FROM p AS x, p AS y WHERE x.a = y.b";
        String before = plan(connection, query).toString();
        execute("PRAGMA automatic_index = OFF");
        try (Connection copy = copy()) {
            assertThat(plan(copy, query)).isEqualTo(plan(connection, query));
            assertThat(plan(copy, query).toString()).isNotEqualTo(before);
        }
    }
}
