package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.statement.CommandTag;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;

/** What a statement without rows is said to have done. */
class SqliteCommandTagTest {

    private static Statement statement(String sql) {
        return new SqliteLexicon().split(Source.of(sql)).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO t VALUES (1), (2) | 2 | 2 rows inserted",
                "REPLACE INTO t VALUES (1) | 1 | 1 row inserted",
                "WITH x AS (SELECT 1) UPDATE t SET a = 1 | 0 | 0 rows updated",
                "DELETE FROM t | 2000 | 2,000 rows deleted",
                "CREATE TABLE IF NOT EXISTS main.\"my posts\"(a) | 0 | table my posts created",
                "CREATE UNIQUE INDEX posts_author ON posts(author) | 0 | index posts_author created",
                "CREATE TEMP VIEW v AS SELECT 1 | 0 | view v created",
                "DROP TRIGGER IF EXISTS g | 0 | trigger g dropped",
                "ALTER TABLE posts ADD COLUMN b | 0 | table posts altered",
                "BEGIN IMMEDIATE | 0 | transaction begun",
                "COMMIT | 0 | transaction committed",
                "END TRANSACTION | 0 | transaction committed",
                "ROLLBACK | 0 | transaction rolled back",
                "ROLLBACK TO SAVEPOINT a | 0 | rolled back to savepoint a",
                "SAVEPOINT a | 0 | savepoint a set",
                "RELEASE SAVEPOINT a | 0 | savepoint a released",
                "ANALYZE | 0 | statistics gathered",
                "ATTACH 'shop.db' AS shop | 0 | attached as shop",
                "ATTACH 'shop.db' AS shop KEY 'secret' | 0 | attached as shop",
                "DETACH DATABASE shop | 0 | shop detached",
                "VACUUM | 0 | database rebuilt",
                "VACUUM INTO 'copy.db' | 0 | copy of the database written",
                "REINDEX | 0 | indexes rebuilt",
                "PRAGMA user_version = 2 | 0 | set"
            })
    void it_says_so_in_a_few_words(String sql, long changed, String tag) {
        assertThat(SqliteCommandTag.of(statement(sql), changed)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE IF NOT EXISTS t(a) | true | nothing done, t is there already",
                "DROP INDEX IF EXISTS main.i | true | nothing done, there is no index i",
                "DROP VIEW v | false | nothing done, there is no view v"
            })
    void a_conditional_statement_may_have_nothing_to_do(String sql, boolean conditional, String nothing) {
        assertThat(CommandTag.isConditional(statement(sql))).isEqualTo(conditional);
        assertThat(CommandTag.nothing(statement(sql))).isEqualTo(nothing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT OR IGNORE INTO main.posts VALUES (1) | posts",
                "UPDATE OR REPLACE posts SET a = 1 | posts",
                "WITH x AS (SELECT 1) DELETE FROM \"my posts\" WHERE a | my posts",
                "DROP TABLE IF EXISTS posts | posts",
                "ALTER TABLE temp.posts RENAME TO p | posts",
                "SELECT * FROM posts | ``"
            })
    void the_table_that_is_changed_is_found_behind_the_verb(String sql, String table) {
        assertThat(statement(sql).changedTable().orElse("")).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | SELECT",
                "WITH replace(x) AS (SELECT 1) SELECT x FROM replace | SELECT",
                "WITH a AS (SELECT 1), b AS (VALUES (2)) INSERT INTO t SELECT * FROM a | INSERT",
                "EXPLAIN SELECT 1 | EXPLAIN"
            })
    void the_verb_says_what_a_statement_does(String sql, String verb) {
        assertThat(statement(sql).verb()).isEqualTo(verb);
    }
}
