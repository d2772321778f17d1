package rowan.sql.sqlite.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.model.Count;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.StatementWork;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** Steps of statements that give no row or write; the numbers are those of {@code src/test/oracle/visits.c}. */
class SqliteWorkTest extends NumbersInMemory {

    private Count steps(String sql) throws SQLException {
        return new SqliteWork(connection, new SqliteDialect(), new InterruptSignal())
                .exactly(BoundStatement.of(sql))
                .steps();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM p WHERE id = -1 | 7
            UPDATE p SET a = 1 WHERE id = -1 | 10
            DELETE FROM p WHERE id = -1 | 8
            INSERT INTO p VALUES (6000, 1, 2, 3) | 15
            """)
    void steps_of_the_driver_are_not_counted(String sql, long steps) throws SQLException {
        execute("BEGIN");
        try {
            assertThat(steps(sql)).isEqualTo(new Count.Exact(steps));
        } finally {
            execute("ROLLBACK");
        }
    }

    @Test
    void the_connection_commits_by_itself_afterwards_as_before() throws SQLException {
        steps("SELECT * FROM p WHERE id = -1");
        assertThat(connection.getAutoCommit()).isTrue();
        execute("BEGIN");
        execute("ROLLBACK");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE VIRTUAL TABLE f USING fts5(t) | INSERT INTO f VALUES ('a word') | SELECT * FROM f WHERE f MATCH 'word'
            CREATE VIRTUAL TABLE f USING rtree(id, x, y) | INSERT INTO f VALUES (1, 2, 3) | SELECT * FROM f WHERE x > 1
            """)
    void what_a_virtual_table_runs_itself_makes_a_bound(String create, String insert, String query)
            throws SQLException {
        execute(create);
        assertThat(steps(insert)).isInstanceOf(Count.AtMost.class);
        assertThat(steps(query)).isInstanceOf(Count.AtMost.class);
        execute("CREATE TRIGGER t AFTER INSERT ON p BEGIN " + insert.replace("1, 2, 3", "2, 3, 4") + "; END");
        assertThat(steps("INSERT INTO p VALUES (7000, 1, 2, 3)")).isInstanceOf(Count.AtMost.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM p WHERE b = 5",
                "UPDATE p SET b = b + 1 WHERE b = 5",
                "INSERT INTO p SELECT id + 6000, a, b, c FROM p WHERE b = 5",
                "DELETE FROM p WHERE b = 5 RETURNING id"
            })
    void every_run_of_a_count_finds_the_rows_that_the_first_one_found(String sql) throws SQLException {
        BoundStatement statement = BoundStatement.of(sql);
        SqliteWork work = new SqliteWork(connection, new SqliteDialect(), new InterruptSignal());
        execute("BEGIN");
        execute("DELETE FROM p WHERE b = 6");
        StatementWork counted = work.count(statement, Long.MAX_VALUE);
        assertThat(counted).isEqualTo(work.count(statement, Long.MAX_VALUE));
        assertThat(counted).isEqualTo(work.exactly(statement));
        execute("ROLLBACK");
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT count(*), sum(b) FROM p")) {
            assertThat(rows.getInt(1)).isEqualTo(5000);
            assertThat(rows.getInt(2)).isEqualTo(247_500);
        }
    }

    @Test
    void a_table_of_json_runs_nothing() throws SQLException {
        assertThat(steps("SELECT e.value FROM json_each('[1, 2]') AS e")).isInstanceOf(Count.Exact.class);
    }
}
