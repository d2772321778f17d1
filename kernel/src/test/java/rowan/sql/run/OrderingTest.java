package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.Source;

/** By which columns of its result a query orders. */
class OrderingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a, b FROM t | a b | false [] true",
                "SELECT a, b FROM t ORDER BY b | a b | true [1] true",
                "SELECT a, b FROM t ORDER BY 2 DESC, A COLLATE NOCASE ASC LIMIT 3 | a b | true [1, 0] true",
                "SELECT a, b FROM t ORDER BY 1, c | a b | true [0] false",
                "SELECT a, b FROM t ORDER BY 3 | a b | true [] false",
                "SELECT a, b FROM t ORDER BY 0 | a b | true [] false",
                "SELECT a AS x, f(b, 1) AS y FROM t ORDER BY f(b, 1), x | x y | true [1, 0] true",
                "SELECT DISTINCT a + 1 FROM t ORDER BY a+1 | a+1 | true [0] true",
                "SELECT a, a FROM t ORDER BY a | a a | true [] false",
                "SELECT * FROM t ORDER BY t.b NULLS LAST | a b | true [1] true",
                "SELECT *, c FROM t ORDER BY t.b | a b c | true [] false",
                "SELECT a FROM (SELECT a FROM t ORDER BY b) | a | false [] true",
                "SELECT a FROM t UNION SELECT b FROM u ORDER BY a | a | true [0] true"
            })
    void the_outermost_terms_are_told_by_name_by_number_or_as_they_are_written(
            String query, String labels, String ordering) {
        Ordering found = Ordering.of(new SqliteLexicon().split(Source.of(query)).get(0), List.of(labels.split(" ")));
        assertThat(found.orders() + " " + found.columns() + " " + found.isComplete())
                .isEqualTo(ordering);
    }
}
