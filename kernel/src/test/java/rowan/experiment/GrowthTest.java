package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.Notebook;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Growth.Model;
import rowan.workspace.RecordingSink;

/** %%growth on real tables, and the shapes that it names. */
@Tag("slow")
class GrowthTest {

    private static final String TABLE = """
            -- setup
            CREATE TABLE t(id INTEGER PRIMARY KEY, k INTEGER, v TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)
            INSERT INTO t SELECT i, (i * 7919) % :n, 'value ' || i FROM n;
            """;

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private static Fit fit(DoubleUnaryOperator shape) {
        List<Long> sizes = List.of(1_000L, 3_162L, 10_000L, 31_623L, 100_000L, 316_228L, 1_000_000L);
        return PowerFit.of(
                sizes, sizes.stream().map(n -> shape.applyAsDouble(n)).toList());
    }

    @Test
    void every_shape_is_recognised_where_it_is_pure() {
        for (Model model : Model.values()) {
            Fit fit = fit(n -> 5 * model.at(n));
            assertThat(fit.claim()).as(model.words()).isEqualTo(Optional.of(model));
            assertThat(fit.alsoPossible()).as(model.words()).isEmpty();
        }
    }

    @Test
    void what_a_statement_takes_at_every_size_is_no_part_of_how_it_grows() {
        List<Long> sizes = List.of(1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 50_000L, 100_000L);
        Fit fit = PowerFit.ofCounts(sizes, sizes.stream().map(n -> 3 * n + 111).toList());
        assertThat(fit.fixed()).isEqualTo(111);
        assertThat(fit.exponent()).isCloseTo(1, within(1e-6));
        assertThat(fit.high() - fit.low()).isLessThan(1e-3);
        assertThat(fit.claim()).contains(Model.LINEAR);

        Fit square =
                PowerFit.ofCounts(sizes, sizes.stream().map(n -> n * n + 5_000).toList());
        assertThat(square.fixed()).isEqualTo(5_000);
        assertThat(square.claim()).contains(Model.QUADRATIC);

        Fit constant = PowerFit.ofCounts(sizes, sizes.stream().map(n -> 262L).toList());
        assertThat(constant.fixed()).isZero();
        assertThat(constant.claim()).contains(Model.CONSTANT);

        List<Long> logarithms =
                sizes.stream().map(n -> Math.round(n * Math.log(n))).toList();
        Fit none = PowerFit.ofCounts(sizes, logarithms);
        assertThat(none.fixed()).isZero();
        assertThat(none.claim()).contains(Model.LINEARITHMIC);
    }

    @Test
    void nothing_is_claimed_that_the_points_do_not_carry() {
        Fit root = fit(Math::sqrt);
        assertThat(root.claim()).isEmpty();
        assertThat(root.sentence("time")).contains("n^0.50", "none of the usual shapes");
        Fit noisy = fit(n -> n * (n % 2 == 0 ? 1 : 5));
        assertThat(noisy.sentence("time")).isEqualTo("too noisy to say how time grows");
    }

    @Test
    void a_scan_grows_with_its_table_and_a_seek_does_not() {
        notebook.run("%%growth --sizes 1e3..1e5\nSELECT count(*) FROM t WHERE k = :n / 2\n" + TABLE
                + "-- arm: index\nCREATE INDEX by_k ON t(k);");
        assertThat(notebook.traceback()).isEqualTo("no error");
        String shown = String.join("\n", notebook.sink().plain("update"));
        assertThat(shown)
                .contains(":n = 1,000")
                .containsPattern(
                        "work  n\\^1\\.00 \\[1\\.00, 1\\.00\\] VM steps, and \\d+ at every size: work grows like n\n")
                .contains("work  n^0.00 [0.00, 0.00] VM steps: work stays the same")
                .contains("5 sizes · ")
                .contains("100,000");
        assertThat(notebook.run(".tables")).contains("no rows");
        assertThat(notebook.run("%experiments")).contains("growth");
    }

    /** Steps are counted in thousands where there are many, and with those of other statements where a table needs such. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ≥ | SELECT count(*) FROM t a CROSS JOIN t b WHERE a.k + b.k < 0
            ≤ | SELECT count(*) FROM f WHERE f MATCH 'w1'
            """)
    void a_count_that_is_only_a_bound_is_marked_wherever_it_stands(String sign, String query) {
        notebook.run("%%growth --budget 3s --sizes 900,1100,1300\n" + query + "\n" + TABLE
                + "CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f SELECT 'w' || k FROM t;");
        assertThat(notebook.traceback()).isEqualTo("no error");
        String count = sign + " [1-9][\\d,]*";
        assertThat(last("text/plain"))
                .containsPattern("VM steps \\(" + sign + ": [a-z ]+\\)")
                .doesNotContain("at every size")
                .containsPattern("\n  900 +" + count + "\n  1,100 +" + count + "\n  1,300 +" + count);
        assertThat(last("text/html"))
                .containsPattern("alt=\"line chart[^\"]* VM steps \\(" + sign + ": [a-z ]+\\) by rows, n: 900 " + count
                        + "; 1,100 " + count)
                .containsPattern("<td[^>]*>" + count + "</td>");
    }

    private String last(String format) {
        List<RecordingSink.Event> events = notebook.sink().events();
        return events.get(events.size() - 1).bundle().data().get(format).toString();
    }

    @Test
    void an_experiment_can_be_seen_again_and_written_to_a_file() throws IOException {
        notebook.run("%%growth --sizes 100,200,400 --save growth.json\nSELECT count(*) FROM t\n" + TABLE);
        assertThat(Files.readString(directory.resolve("growth.json")))
                .contains("\"sizes\": [", "\"steps\":", "\"nanos\": [", "\"seed\": 20261121", "sqlite-jdbc");
        notebook.run("%experiments 1 --save again.json");
        assertThat(Files.readString(directory.resolve("again.json")))
                .isEqualTo(Files.readString(directory.resolve("growth.json")));
        notebook.run("%experiments 2");
        assertThat(notebook.traceback()).contains("There is no experiment 2");
    }

    @Test
    void sizes_that_make_no_curve_are_refused() {
        String setup = "\nSELECT 1\n" + TABLE;
        for (String sizes : List.of("1e3..1e3", "big", "10,20", "0..5", "1..1e12")) {
            notebook.run("%%growth --sizes " + sizes + setup);
            assertThat(notebook.traceback())
                    .as(sizes)
                    .contains("--sizes takes 3 to 20 sizes from 1 to 1e9, not " + sizes + ".");
        }
        notebook.run("%%growth --sizes 1e2..1e4\nSELECT 1\n-- setup\nCREATE TABLE t(x)");
        assertThat(notebook.traceback()).contains("does not use :n");
    }
}
