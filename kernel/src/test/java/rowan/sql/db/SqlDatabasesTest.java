package rowan.sql.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Connections;
import rowan.sql.log.StatementRecorder;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.Settings;
import rowan.workspace.contract.Databases;

/** What Java cells know as {@code db}, without a cell around it. */
class SqlDatabasesTest {

    private final Connections connections = new Connections(List.of(new SqliteDialect()), Path.of("target"));
    private final SqlDatabases db = new SqlDatabases(
            connections,
            new Settings(),
            new StatementRecorder(() -> connections.dialect().lexicon(), cell -> "", connections.network()));

    @BeforeEach
    void table() throws SQLException {
        assertThat(db.update("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT UNIQUE)"))
                .isZero();
        assertThat(db.update("INSERT INTO t(name) VALUES (?), (?)", "a", "b")).isEqualTo(2);
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
    }

    private long count() throws SQLException {
        return (Long) db.query("SELECT count(*) FROM t").single();
    }

    @Test
    void a_query_gives_its_rows() throws SQLException {
        ResultTable rows = db.query("SELECT * FROM t WHERE id IN (?) AND name <> ? ORDER BY id", List.of(1, 2, 3), "c");
        assertThat(rows.columnNames()).containsExactly("id", "name");
        assertThat(rows.rows()).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
        assertThat(db.query("SELECT name FROM t WHERE id = :id", Map.of("id", 2))
                        .single())
                .isEqualTo("b");
    }

    @Test
    void an_update_tells_what_it_has_changed_itself() throws SQLException {
        db.update("CREATE TRIGGER g AFTER UPDATE ON t BEGIN UPDATE t SET name = name || '!' WHERE id <> NEW.id; END");
        assertThat(db.update("UPDATE t SET name = 'x' WHERE id = 1")).isEqualTo(1);
        assertThat(db.update("PRAGMA user_version = 3")).isZero();
        assertThat(db.update("INSERT INTO t(name) VALUES ('c'), ('d') RETURNING id"))
                .isEqualTo(2);
        assertThat(count()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1; SELECT 2 | One statement at a time, and this text has 2 statements.",
                "-- nothing | There is no statement in this text.",
                "SELECT nme FROM t | nme",
                "INSERT INTO t VALUES (9, 'z') | This statement gives no rows."
            })
    void what_is_no_query_is_told_in_words(String sql, String message) {
        assertThatThrownBy(() -> db.query(sql))
                .isInstanceOf(Databases.Failure.class)
                .hasMessageContaining(message);
    }

    @Test
    void steps_are_counted_and_what_they_change_is_undone() throws SQLException {
        long steps = db.steps("DELETE FROM t");
        assertThat(steps).isPositive().isEqualTo(db.steps("DELETE FROM t"));
        assertThat(count()).isEqualTo(2);
        assertThatThrownBy(() -> db.steps("CREATE TABLE u(a)")).hasMessageContaining("which CREATE does not allow");
        assertThatThrownBy(() -> db.steps("INSERT OR ROLLBACK INTO t VALUES (1, 'z')"))
                .hasMessageContaining("which INSERT OR ROLLBACK does not allow");
        assertThatThrownBy(() -> db.update("SELECT 1")).hasMessageContaining("gives rows and changes nothing");
    }

    @Test
    void a_transaction_is_kept_as_a_whole_or_not_at_all() throws Exception {
        assertThat(db.transaction(() -> db.update("INSERT INTO t(name) VALUES ('c')")))
                .isEqualTo(1L);
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.update("INSERT INTO t(name) VALUES ('d')");
                    db.transaction(() -> {
                        db.update("DELETE FROM t");
                    });
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count()).isEqualTo(3);
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.update("COMMIT");
                }))
                .hasMessageContaining("A block commits at its end, and not before.");
        assertThatThrownBy(() -> db.update("INSERT INTO t(name) VALUES ('a')"))
                .isInstanceOf(Databases.Failure.class)
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void rows_go_into_the_columns_of_their_names() throws SQLException {
        assertThat(db.insert("t", db.query("SELECT 'c' AS name, 7 AS id"))).isEqualTo(1);
        assertThat(db.query("SELECT id FROM t WHERE name = 'c'").single()).isEqualTo(7L);
        assertThat(db.insert("made", db.query("SELECT id, name FROM t"))).isEqualTo(3);
        assertThat(db.query("SELECT group_concat(type) FROM pragma_table_info('made')")
                        .single())
                .isEqualTo("INTEGER,TEXT");
        assertThatThrownBy(() -> db.insert("t", "text")).hasMessage("There are no rows in a value of the type String.");
        assertThatThrownBy(() -> db.insert("t", null)).hasMessage("There are no rows in null.");
    }

    @Test
    void functions_of_Java_are_functions_of_SQL() throws SQLException {
        assertThat(db.function("twice", (Long n) -> 2 * n)).hasToString("SQL function twice(a)");
        assertThat(db.function("joined", (String a, String b) -> a + b).deterministic())
                .hasToString("SQL function joined(a, b), deterministic");
        assertThat(db.functionOfMany("many", arguments -> arguments.length)).hasToString("SQL function many(…)");
        assertThat(db.query("SELECT twice(21) || joined('a', 'b') || many(1, 2, 3)")
                        .single())
                .isEqualTo("42ab3");
        db.update("CREATE INDEX i ON t(joined(name, 'x'))");
        assertThatThrownBy(() -> db.update("CREATE INDEX j ON t(twice(id))")).isInstanceOf(SQLException.class);
    }

    @Test
    void the_connection_is_that_of_SQL_cells_and_stays_open() throws SQLException {
        try (var connection = db.connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t(name) VALUES (?)")) {
                for (String name : List.of("c", "d")) {
                    insert.setString(1, name);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1);
            }
            connection.rollback();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT name FROM t ORDER BY id")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("name")).isEqualTo("a");
            }
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT nme FROM t"))
                    .isInstanceOf(Databases.Failure.class);
        }
        assertThat(count()).isEqualTo(2);
    }
}
