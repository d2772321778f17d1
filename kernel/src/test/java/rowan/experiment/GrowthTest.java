package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;

/** %%growth on real tables. */
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
