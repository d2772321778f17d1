package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.sqlite.text.SqliteOutline.Core;
import rowan.sql.sqlite.text.SqliteOutline.Source;
import rowan.sql.sqlite.text.SqliteOutline.Span;
import rowan.sql.statement.Token;

/** Where the parts of a statement stand. */
class SqliteOutlineTest {

    private static SqliteOutline outline(String sql) {
        return SqliteOutline.of(new SqliteLexicon()
                .tokenize(sql).stream().filter(Token::isSignificant).toList());
    }

    private static String text(SqliteOutline outline, Span span) {
        return outline.tokens().all().subList(span.from(), span.to()).stream()
                .map(Token::text)
                .collect(Collectors.joining(" "));
    }

    private static String source(SqliteOutline outline, Source source) {
        return source.joining() + " " + source.kind() + " " + source.alias()
                + source.on().map(on -> " ON " + text(outline, on)).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM a, b AS c WHERE x | FIRST NAMED a, INNER NAMED c",
                "SELECT * FROM main.a x LEFT JOIN b ON x.i = b.i AND b.j ORDER BY 1 |"
                        + " FIRST NAMED x, LEFT NAMED b ON x . i = b . i AND b . j",
                "SELECT * FROM a FULL OUTER JOIN b USING (i) | FIRST NAMED a, RIGHT_OR_FULL NAMED b",
                "SELECT * FROM json_each('[1]') AS j CROSS JOIN (SELECT 1) s | FIRST FUNCTION j, INNER SUBQUERY s",
                "SELECT * FROM a INDEXED BY i, b NOT INDEXED GROUP BY 1 | FIRST NAMED a, INNER NAMED b",
                "SELECT * FROM a LEFT JOIN (b JOIN c) ON 1 | FIRST NAMED a, LEFT NAMED b, INNER NAMED c",
                "UPDATE OR IGNORE a SET x = 1 FROM b WHERE y RETURNING z | FIRST NAMED a, FIRST NAMED b",
                "DELETE FROM a WHERE x | FIRST NAMED a"
            })
    void what_is_read_is_found_with_how_it_is_joined(String sql, String sources) {
        SqliteOutline outline = outline(sql);
        assertThat(outline.cores().get(0).sources().stream()
                        .map(source -> source(outline, source))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(sources);
    }

    @Test
    void a_condition_ends_where_the_next_clause_begins() {
        SqliteOutline outline =
                outline("SELECT a FROM t WHERE a > 1 AND window < 2 GROUP BY a HAVING b ORDER BY a DESC LIMIT 3");
        Core core = outline.cores().get(0);
        assertThat(text(outline, core.where().orElseThrow())).isEqualTo("a > 1 AND window < 2");
        assertThat(text(outline, core.order().orElseThrow())).isEqualTo("a DESC");
        assertThat(text(outline, core.results())).isEqualTo("a");
    }

    @Test
    void each_part_of_a_compound_has_its_own_tables() {
        SqliteOutline outline = outline("SELECT a FROM t WHERE x UNION ALL SELECT b FROM u ORDER BY 1");
        assertThat(outline.cores()).hasSize(2);
        assertThat(text(outline, outline.cores().get(0).where().orElseThrow())).isEqualTo("x");
        assertThat(outline.cores().get(1).sources()).extracting(Source::name).containsExactly("u");
        assertThat(outline.cores()).extracting(Core::order).containsOnly(Optional.empty());
    }

    @Test
    void queries_in_conditions_and_in_common_tables_are_found_too() {
        SqliteOutline outline = outline("WITH c(x, y) AS (SELECT 1, 2), d AS (SELECT q AS z FROM u)"
                + " SELECT * FROM c WHERE x IN (SELECT o FROM v WHERE v.i = c.x)");
        assertThat(outline.cores())
                .extracting(core -> core.sources().stream().map(Source::name).toList())
                .containsExactlyInAnyOrder(List.of(), List.of("u"), List.of("c"), List.of("v"));
        Core inner = outline.cores().stream()
                .filter(core -> core.sources().stream().anyMatch(s -> s.name().equals("v")))
                .findFirst()
                .orElseThrow();
        assertThat(outline.isWithinCondition(inner)).isTrue();
        assertThat(outline.outerColumn(inner)).contains("c.x");
        Core main = outline.cores().stream()
                .filter(core -> core.sources().stream().anyMatch(s -> s.name().equals("c")))
                .findFirst()
                .orElseThrow();
        assertThat(outline.isWithinCondition(main)).isFalse();
        assertThat(outline.outerColumn(main)).isEmpty();
        assertThat(outline.firstColumn(main.sources().get(0), main)).contains("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM (SELECT DISTINCT a.b FROM a) | b",
                "SELECT * FROM (SELECT f(1, 2) AS c, d FROM a) | c",
                "SELECT * FROM (SELECT a + 1 FROM a) | ``",
                "WITH w AS (SELECT e FROM a) SELECT * FROM w | e"
            })
    void the_first_column_of_a_subquery_has_the_name_that_is_written(String sql, String column) {
        SqliteOutline outline = outline(sql);
        Core main = outline.cores().stream()
                .filter(core -> core.sources().stream()
                        .anyMatch(s -> s.kind() == SqliteOutline.Kind.SUBQUERY
                                || s.name().equals("w")))
                .findFirst()
                .orElseThrow();
        assertThat(outline.firstColumn(main.sources().get(0), main).orElse("")).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a AND b BETWEEN 1 AND 2 AND c | a ¦ b BETWEEN 1 AND 2 ¦ c",
                "CASE WHEN a AND b THEN c END AND (d AND e) | CASE WHEN a AND b THEN c END ¦ ( d AND e )"
            })
    void a_condition_is_divided_at_its_own_ANDs(String sql, String parts) {
        SqliteOutline outline = outline(sql);
        assertThat(outline.tokens().split(new Span(0, outline.tokens().size()), java.util.Set.of("AND")).stream()
                        .map(span -> text(outline, span))
                        .collect(Collectors.joining(" ¦ ")))
                .isEqualTo(parts);
    }
}
