package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;

class SqliteEffectTest {

    private static Statement statement(String sql) {
        return new SqliteLexicon().split(Source.of(sql)).get(0);
    }

    private static Effect effect(String sql) {
        return SqliteEffect.of(statement(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "VALUES (1)",
                "WITH replace(x) AS (SELECT replace('a', 'a', 'b')) SELECT x FROM replace",
                "WITH t AS (SELECT (replace('a', 'a', 'b'))) SELECT * FROM t",
                "EXPLAIN QUERY PLAN DELETE FROM t",
                "PRAGMA user_version",
                "PRAGMA main.table_info(t)",
                "PRAGMA foreign_key_check"
            })
    void what_only_tells_is_known_to_change_nothing(String sql) {
        assertThat(effect(sql)).isEqualTo(Effect.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1) RETURNING id",
                "WITH old AS (SELECT 1 AS id) DELETE FROM t WHERE id IN old RETURNING *",
                "WITH replace AS (SELECT 1) DELETE FROM t RETURNING *",
                "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
                "VACUUM INTO 'copy.db'"
            })
    void what_writes_is_known_to_write_though_it_gives_rows_or_begins_with_a_query(String sql) {
        assertThat(effect(sql)).isEqualTo(Effect.WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA incremental_vacuum",
                "PRAGMA user_version = 3",
                "PRAGMA main.journal_mode = WAL",
                "PRAGMA wal_checkpoint(TRUNCATE)",
                "BEGIN",
                "ATTACH 'a.db' AS a"
            })
    void what_may_change_something_is_not_taken_for_a_query(String sql) {
        assertThat(effect(sql)).isEqualTo(Effect.UNKNOWN);
    }
}
