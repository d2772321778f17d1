package rowan.sql.sqlite.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.workspace.contract.Outcome;

/** What {@code %%plan --measure} leaves behind, and what it does with plans that are not of this world. */
@Tag("slow")
class MeasuredPlansTest {

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void fill() {
        notebook.run("""
                CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, b TEXT);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                INSERT INTO t SELECT i, i % 100, 'row ' || i FROM n;
                CREATE INDEX t_a ON t(a);
                """);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String number(String sql) {
        return notebook.run(sql).lines().skip(2).findFirst().orElse("").strip();
    }

    private static String found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? matcher.group(1) : "not in " + text;
    }

    @Test
    void a_count_that_is_only_a_bound_says_why() {
        notebook.run("CREATE TABLE s AS SELECT id, a FROM t LIMIT 1000");
        String joined = "SELECT count(*) FROM s l RIGHT JOIN s r ON l.a = r.a WHERE l.a > 5 OR l.a IS NULL";
        String many = notebook.run("%plan --measure " + joined);
        assertThat(many)
                .containsPattern("· ≥ [\\d,]+ VM steps \\(≥: counted in thousands\\) ·")
                .containsPattern("≤ [\\d,]+ kept")
                .contains("\n≤: a condition is checked behind the last place where these rows can be counted.");
        assertThat(notebook.sink()
                        .events()
                        .get(notebook.sink().events().size() - 1)
                        .bundle()
                        .data()
                        .get("text/html")
                        .toString())
                .contains("(≥: counted in thousands)", "≤: a condition is checked behind");
        assertThat(notebook.run("%timeit " + joined))
                .containsPattern("· ≥ [\\d,]+ VM steps \\(≥: counted in thousands\\)");
        notebook.run("CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('word')");
        assertThat(notebook.run("%plan --measure SELECT * FROM f WHERE f MATCH 'word'"))
                .containsPattern("· ≤ [\\d,]+ VM steps \\(≤: with those of statements inside\\)");
        assertThat(notebook.run("%plan --measure SELECT b FROM t WHERE a = 5")).doesNotContain("≥", "≤");
    }

    @Test
    void a_statement_that_does_not_end_in_its_budget_keeps_its_plan_and_says_so() {
        String endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";
        assertThat(notebook.run("%plan --measure --budget 300ms " + endless + "SELECT max(i) FROM n, t"))
                .contains("Nothing was counted: it was stopped when the budget of … was over")
                .contains("scan of the whole covering index t_a")
                .doesNotContain("VM steps");
        assertThat(notebook.run("%plan --measure --budget 300ms INSERT INTO t(a) " + endless + "SELECT i FROM n"))
                .contains("Nothing was counted");
        assertThat(number("SELECT count(*) FROM t")).isEqualTo("20000");
        assertThat(notebook.run("%plan --measure --budget 30s SELECT b FROM t WHERE a = 5"))
                .contains("VM steps")
                .doesNotContain("Nothing was counted");
        notebook.run("%plan --measure --budget soon SELECT 1");
        assertThat(notebook.traceback()).contains("--budget takes a time, not soon");
    }

    @Test
    void nothing_of_the_measuring_is_left_in_the_connection() {
        notebook.run("%plan --measure SELECT b FROM t WHERE a = 5 AND b LIKE '%7'");
        notebook.run("%plan --measure UPDATE t SET b = 'x' WHERE a = 5");

        assertThat(number("SELECT count(*) FROM pragma_function_list WHERE name LIKE 'rowan%'"))
                .isEqualTo("0");
        assertThat(number("SELECT count(*) FROM t WHERE b = 'x'")).isEqualTo("0");
    }

    @Test
    void a_statement_that_ends_its_transaction_by_itself_is_measured_on_the_copy_alone() {
        String shown = notebook.run("%plan --measure INSERT OR ROLLBACK INTO t SELECT id, a, b FROM t WHERE id = 1");

        assertThat(notebook.outcome()).isInstanceOf(Outcome.Failure.class);
        assertThat(shown).contains("a row of t already has this id");
        assertThat(number("SELECT count(*) FROM t")).isEqualTo("20000");
    }

    @Test
    void a_query_that_gives_other_rows_each_time_is_not_counted() {
        assertThat(notebook.run("%plan --measure SELECT id FROM t WHERE random() > 0"))
                .contains("not measurable: the query gives another result each time");
    }

    @Test
    void a_plan_of_many_hundred_steps_is_measured_and_shown_in_part() {
        String many = IntStream.range(0, 400)
                .mapToObj(i -> "SELECT x.id FROM t AS x JOIN t AS y ON y.id = x.id + " + i + " WHERE x.id = " + i)
                .collect(Collectors.joining(" UNION ALL "));

        String shown = notebook.run("%plan --measure " + many);

        assertThat(notebook.outcome()).isInstanceOf(Outcome.Value.class);
        assertThat(shown).contains("look-up").contains("--format text");
        assertThat(shown.lines().count()).isLessThan(700);
        assertThat(notebook.run("%plan --format text --measure " + many).lines().count())
                .isGreaterThan(1_600);
    }

    @Test
    void the_pages_of_a_scan_are_those_of_the_table_in_every_run() {
        assumeTrue(Files.isReadable(Path.of("/proc/thread-self/io")), "only Linux counts what a thread reads");
        Set<String> pages = new HashSet<>();
        for (int run = 0; run < 5; run++) {
            String shown = notebook.run("%plan --measure SELECT sum(length(b)) FROM t NOT INDEXED");
            pages.add(found("([\\d,]+) pages", shown).replace(",", ""));
        }

        assertThat(pages).hasSize(1);
        long ofTable = Long.parseLong(number("SELECT count(*) FROM dbstat WHERE name = 't'"));
        assertThat(Long.parseLong(pages.iterator().next())).isBetween(ofTable, ofTable + 3);
    }

    @Test
    void measuring_a_query_leaves_the_open_transaction_alone() {
        notebook.run("BEGIN; DELETE FROM t WHERE id = 1");
        notebook.run("%plan --measure SELECT count(*) FROM t WHERE a = 1");

        assertThat(notebook.run("SELECT count(*) FROM t")).contains("transaction open · 1 row changed");
    }
}
