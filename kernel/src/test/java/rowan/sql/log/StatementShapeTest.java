package rowan.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.sqlite.SqliteDialect;
import rowan.sql.statement.Lexicon;

/** What two statements have in common when only their values differ, and the one query in place of many. */
class StatementShapeTest {

    private final Lexicon lexicon = new SqliteDialect().lexicon();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 | SELECT ?",
                "SELECT -1, 2-1, a-1, (-1), 'x''y', x'00', 1e3 | SELECT ?, ?-?, a-?, (?), ?, ?, ?",
                "SELECT  *  FROM t -- a comment | SELECT * FROM t",
                "SELECT * FROM t WHERE a = :a AND b = ?2 | SELECT * FROM t WHERE a = ? AND b = ?",
                "SELECT * FROM t WHERE a IN (1, -2, 'c') | SELECT * FROM t WHERE a IN (?, …)",
                "SELECT * FROM t WHERE a IN (1) | SELECT * FROM t WHERE a IN (?)",
                "SELECT * FROM t WHERE a IN (SELECT 1) | SELECT * FROM t WHERE a IN (SELECT ?)",
                "INSERT INTO t VALUES (1, 2), (3, 4), (5, f(6)) | INSERT INTO t VALUES (?, ?), …",
                "INSERT INTO t VALUES (1), (2) RETURNING id | INSERT INTO t VALUES (?), … RETURNING id",
                "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING | INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING",
                "UPDATE \"a 1\" SET x = 'é 🍒' WHERE y IS NULL | UPDATE \"a 1\" SET x = ? WHERE y IS NULL",
            })
    void values_become_question_marks_and_nothing_else_changes(String sql, String shape) {
        assertThat(StatementShape.of(sql, lexicon).text()).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM t WHERE a IN (1, 2, 3) | select  *  from T where A in (-1)",
                "SELECT * FROM t WHERE a IN (1) | SELECT * FROM t /* all */ WHERE a IN (NULL, :b)",
                "SELECT * FROM t WHERE a=1 | SELECT * FROM [t] WHERE `A` = 'x' -- one",
                "UPDATE t SET \"a\" = NULL WHERE b = -1 | update t set a = x'00' where b = ?1",
                "INSERT INTO t VALUES (NULL, 1) | INSERT INTO t VALUES (1, 2), (3, NULL)",
                "SELECT CASE a WHEN 1 THEN NULL END FROM t | SELECT CASE a WHEN 2 THEN 'x' END FROM t",
            })
    void the_key_is_the_same_whatever_the_values_and_the_spelling(String one, String other) {
        assertThat(key(one.replace("[t]", "\"t\""))).isEqualTo(key(other.replace("[t]", "\"T\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM t WHERE a IS NULL | SELECT * FROM t WHERE a IS 1",
                "SELECT * FROM t WHERE a NOT NULL | SELECT * FROM t WHERE a = 1",
                "SELECT \"order\" FROM t | SELECT orders FROM t",
                "SELECT a FROM t ORDER BY \"desc\" | SELECT a FROM t ORDER BY desc",
                "SELECT a b FROM t | SELECT a, b FROM t",
                "SELECT * FROM t WHERE a IN (1) | SELECT * FROM t WHERE a = 1",
            })
    void the_key_is_another_where_another_thing_is_asked(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    private String key(String sql) {
        return StatementShape.of(sql, lexicon).key();
    }

    @Test
    void a_quote_that_is_never_closed_stays_as_it_is() {
        assertThat(StatementShape.of("SELECT '1", lexicon).text()).isEqualTo("SELECT '1");
    }

    @Test
    void a_text_without_a_statement_has_a_shape_too() {
        assertThat(StatementShape.of("  -- nothing", lexicon).text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT name FROM users WHERE id = ? | SELECT id, name FROM users WHERE id IN (:ids)",
                "SELECT * FROM users WHERE id = ? ORDER BY name | SELECT * FROM users WHERE id IN (:ids) ORDER BY name",
                "SELECT u.* FROM users u WHERE ? = u.id | SELECT u.* FROM users u WHERE u.id IN (:ids)",
                "SELECT DISTINCT kind FROM users WHERE \"user\".\"Home Town\" = ? | SELECT DISTINCT \"user\".\"Home Town\", kind FROM users WHERE \"user\".\"Home Town\" IN (:home_towns)",
                "SELECT max(id) FROM posts WHERE author_id=? | SELECT author_id, max(id) FROM posts WHERE author_id IN (:author_ids) GROUP BY author_id",
                "SELECT 1 FROM t WHERE a = ? OR b IS NULL | ``",
                "SELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = ?) | ``",
                "SELECT kind, count(*) FROM t WHERE a = ? GROUP BY kind | ``",
                "SELECT 1 FROM t WHERE a = ? LIMIT 1 | ``",
            })
    void the_query_in_place_of_many_selects_whose_each_row_is(String sql, String instead) {
        StatementShape shape = StatementShape.of(sql, lexicon);
        boolean[] varies = new boolean[shape.slots().size()];
        for (int i = 0; i < varies.length; i++) {
            varies[i] = shape.slots().get(i).isParameter();
        }
        assertThat(shape.lookup(varies).orElseThrow().finding(10, "").instead().sql())
                .isEqualTo(instead);
    }

    @Test
    void what_differs_in_more_than_the_values_it_looks_up_is_no_look_up() {
        StatementShape shape = StatementShape.of("SELECT * FROM t WHERE a = ? AND b > ? LIMIT ?", lexicon);
        for (boolean[] varies : Arrays.asList(
                new boolean[] {true, true, false}, new boolean[] {true, false, true}, new boolean[] {false, false, false
                })) {
            assertThat(shape.lookup(varies)).isEmpty();
        }
        assertThat(shape.lookup(new boolean[] {true, false, false})).isPresent();
    }
}
