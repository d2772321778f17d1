package rowan.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.Source;

/** Which tables a statement reads, and what it calls them. */
class ScopeTest {

    private static Scope scope(String sql) {
        return Scope.of(new SqliteLexicon().split(Source.of(sql)).get(0).significant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM users u JOIN posts AS p ON p.user = u.id | {p=posts, u=users}",
                "SELECT * FROM users, posts p, \"my table\" | {my table=my table, p=posts, users=users}",
                "SELECT * FROM users u WHERE x IN (SELECT y FROM posts) | {posts=posts, u=users}",
                "SELECT * FROM (a x JOIN b) NATURAL LEFT JOIN c | {b=b, c=c, x=a}",
                "SELECT a, b FROM t ORDER BY a, b LIMIT 1, 2 | {t=t}",
                "SELECT * FROM json_each('[1, 2]') AS j, t | {j=json_each, t=t}",
                "SELECT * FROM t INDEXED BY i, u | {t=t, u=u}",
                "SELECT * FROM a LEFT JOIN b USING (x, y), c | {a=a, b=b, c=c}",
                "SELECT 2 IN r, s FROM t | {r=r, t=t}",
                "INSERT INTO t(a, b) SELECT x, y FROM u | {t=t, u=u}",
                "UPDATE t SET a = 1, b = 2 WHERE c | {t=t}",
                "DELETE FROM t AS x WHERE a | {x=t}"
            })
    void tables_are_known_by_their_aliases(String sql, String tables) {
        assertThat(scope(sql).tables()).hasToString(tables);
    }

    @Test
    void the_database_before_a_tables_name_is_kept_apart() {
        Scope scope = scope("SELECT * FROM archive.users AS old JOIN users ON old.id = users.id");
        assertThat(scope.databases()).isEqualTo(Map.of("old", "archive"));
        assertThat(scope.table("OLD")).contains("users");
        assertThat(scope.table("archive")).isEmpty();
    }

    @Test
    void what_with_defines_is_told() {
        assertThat(scope("WITH RECURSIVE n(i, j) AS (SELECT 1, 2), m AS NOT MATERIALIZED (SELECT i FROM n)"
                                + " SELECT n.i AS q, (1) FROM n, m")
                        .withNames())
                .containsExactly("n", "m");
    }
}
