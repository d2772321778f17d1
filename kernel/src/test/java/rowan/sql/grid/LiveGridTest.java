package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** What a grid gets to see of a result behind its first page. */
@Tag("slow")
class LiveGridTest {

    private static final String MANY =
            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d) SELECT %s FROM s";

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
        Heard.attend(notebook);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    /** The grid of what the last cell showed. */
    private Heard grid() {
        return grid(id());
    }

    private Heard grid(String id) {
        return Heard.grid(notebook, id);
    }

    private String id() {
        return (String) Heard.shown(notebook).get("id");
    }

    private static List<?> rows(Map<String, Object> message) {
        return (List<?>) message.get("rows");
    }

    @Test
    void a_result_is_read_on_behind_its_first_page_and_paged_in_any_place() throws Exception {
        notebook.run(MANY.formatted(300_000, "i, 'row ' || i AS name"));
        Heard grid = grid();
        assertThat(grid.complete()).containsEntry("total", 300_000).containsEntry("note", "");
        grid.ask("op", "rows", "gen", 0.0, "start", 250_000.0, "count", 2.0);
        Map<String, Object> page = grid.next("rows");
        assertThat(rows(page)).isEqualTo(List.of(List.of("i250001", "trow 250001"), List.of("i250002", "trow 250002")));
    }

    @Test
    void rows_are_sorted_and_filtered_without_the_statement_being_run_again() throws Exception {
        notebook.run("CREATE TABLE t(a, b); INSERT INTO t " + MANY.formatted(1_000, "i, 'name ' || (i % 10)"));
        notebook.run("SELECT * FROM t");
        Heard grid = grid();
        grid.complete();
        notebook.run("DELETE FROM t WHERE a > 5");
        grid.ask(
                "op",
                "view",
                "gen",
                1.0,
                "sort",
                List.of(Map.of("column", 1.0, "descending", true), Map.of("column", 0.0, "descending", false)),
                "filter",
                "");
        Map<String, Object> sorted = grid.next("view");
        assertThat(sorted).containsEntry("total", 1_000).containsEntry("gen", 1);
        assertThat(rows(sorted).get(0)).isEqualTo(List.of("i9", "tname 9"));
        grid.ask("op", "view", "gen", 2.0, "sort", List.of(), "filter", "NAME 3");
        Map<String, Object> filtered = grid.next("view");
        assertThat(filtered).containsEntry("total", 100).containsEntry("all", 1_000);
        assertThat(rows(filtered).get(1)).isEqualTo(List.of("i13", "tname 3"));
    }

    @Test
    void a_filter_of_a_column_that_cannot_be_read_is_explained_and_changes_nothing() throws Exception {
        notebook.run(MANY.formatted(1_000, "i AS number, 'name ' || (i % 10) AS name"));
        Heard grid = grid();
        grid.complete();
        List<Map<String, Object>> read =
                List.of(Map.of("column", 0.0, "text", "> 500"), Map.of("column", 1.0, "text", "LIKE %3"));
        grid.ask("op", "view", "gen", 1.0, "sort", List.of(), "filter", "", "filters", read);
        assertThat(grid.next("view")).containsEntry("total", 50).containsEntry("gen", 1);
        List<Map<String, Object>> unread = List.of(Map.of("column", 1.0, "text", "> "));
        grid.ask("op", "view", "gen", 2.0, "sort", List.of(), "filter", "", "filters", unread);
        assertThat(grid.next("failed"))
                .containsEntry("gen", 2)
                .containsEntry("column", 1)
                .hasEntrySatisfying(
                        "sentence",
                        sentence -> assertThat((String) sentence)
                                .startsWith("The filter of name cannot be read: >")
                                .contains("between a and b"));
        grid.ask("op", "rows", "gen", 2.0, "start", 0.0, "count", 1.0);
        assertThat(rows(grid.next("rows"))).isEqualTo(List.of(List.of("i503", "tname 3")));
    }

    @Test
    void an_order_is_the_same_on_every_page() throws Exception {
        notebook.run(MANY.formatted(10_000, "i, i % 7 AS rest, CASE WHEN i % 3 THEN 'text ' || (i % 11) END AS t"));
        Heard grid = grid();
        grid.complete();
        List<Map<String, Object>> sorts =
                List.of(Map.of("column", 2.0, "descending", true), Map.of("column", 1.0, "descending", false));
        grid.ask("op", "view", "gen", 1.0, "sort", sorts, "filter", "");
        Map<String, Object> view = grid.next("view");
        assertThat(view).containsEntry("total", 10_000);
        List<Object> all = new ArrayList<>();
        for (double start = 0; start < 10_000; start += 1_000) {
            grid.ask("op", "rows", "gen", 1.0, "start", start, "count", 1_000.0);
            all.addAll(rows(grid.next("rows")));
        }
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            expected.add(Arrays.asList("i" + i, "i" + i % 7, i % 3 == 0 ? null : "ttext " + i % 11));
        }
        expected.sort(Comparator.<List<Object>, String>comparing(row -> row.get(2) == null ? "" : (String) row.get(2))
                .reversed()
                .thenComparing(row -> (String) row.get(1)));
        assertThat(all).isEqualTo(expected);
        assertThat(rows(view)).isEqualTo(expected.subList(0, 200));
    }

    @Test
    void signs_that_mean_something_in_a_pattern_are_looked_for_as_they_are() throws Exception {
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run("VALUES ('100 %'), ('100'), ('a_b'), ('axb'), ('it''s'), ('back\\slash')");
        Heard grid = grid();
        grid.complete();
        for (String text : List.of("100 %", "a_b", "it's", "k\\s")) {
            grid.ask("op", "view", "gen", 1.0, "sort", List.of(), "filter", text);
            assertThat(grid.next("view")).as(text).containsEntry("total", 1);
        }
    }

    @Test
    void every_value_keeps_its_type_and_NULL_is_no_empty_text() throws Exception {
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run(
                "SELECT 1, 1.0, '1', NULL, '', x'00ff' UNION ALL SELECT 9007199254740993, -0.5, 'ü', '', NULL, x''");
        Heard grid = grid();
        grid.complete();
        grid.ask("op", "rows", "gen", 0.0, "start", 0.0, "count", 2.0);
        List<?> all = rows(grid.next("rows"));
        List<Object> expected = new ArrayList<>(List.of("i1", "r1.0", "t1"));
        expected.add(null);
        expected.addAll(List.of("t", "bx'00ff' 2 bytes"));
        assertThat(all.get(0)).isEqualTo(expected);
        assertThat(((List<?>) all.get(1)).get(0)).isEqualTo("i9007199254740993");
    }

    @Test
    void the_next_statement_neither_disturbs_the_result_nor_is_disturbed() throws Exception {
        notebook.run("CREATE TABLE t(a); INSERT INTO t " + MANY.formatted(200_000, "i"));
        notebook.run("SELECT * FROM t");
        String id = id();
        assertThat(notebook.run("UPDATE t SET a = -a WHERE true; DROP TABLE t")).contains("200,000 rows updated");
        Heard grid = grid(id);
        assertThat(grid.complete()).containsEntry("total", 200_000);
        grid.ask("op", "rows", "gen", 0.0, "start", 199_999.0, "count", 1.0);
        assertThat(rows(grid.next("rows"))).isEqualTo(List.of(List.of("i200000")));
    }

    @Test
    void the_next_statement_runs_beside_a_reading_that_takes_long() throws Exception {
        notebook.run(MANY.formatted(100_000_000, "i"));
        Heard grid = grid();
        assertThat(notebook.run(
                        "CREATE TABLE t(a); INSERT INTO t VALUES (1); SELECT count(*) AS n FROM t; DROP TABLE t"))
                .contains("table t created", "table t dropped");
        assertThat(grid.next("grew")).containsEntry("reading", true).containsEntry("note", "");
    }

    @Test
    void all_rows_are_there_whatever_is_run_behind() throws Exception {
        notebook.run("CREATE TABLE t(a, b); INSERT INTO t " + MANY.formatted(300_000, "i, 'name ' || i"));
        List<String> ids = new ArrayList<>();
        for (int cell = 0; cell < 6; cell++) {
            notebook.run("SELECT * FROM t");
            ids.add(id());
            assertThat(notebook.run("UPDATE t SET b = 'changed' WHERE a = " + (cell + 1)))
                    .contains("1 row updated");
        }
        for (int cell = 0; cell < ids.size(); cell++) {
            Heard grid = grid(ids.get(cell));
            assertThat(grid.complete()).containsEntry("total", 300_000).containsEntry("note", "");
            grid.ask("op", "rows", "gen", 0.0, "start", (double) cell, "count", 1.0);
            assertThat(rows(grid.next("rows"))).isEqualTo(List.of(List.of("i" + (cell + 1), "tname " + (cell + 1))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP TABLE u AS SELECT 1 AS a; | SELECT u.a FROM u, t",
                "BEGIN; UPDATE t SET a = 1; | SELECT a FROM t",
                "ATTACH ':memory:' AS other; CREATE TABLE other.u AS SELECT 1 AS a; | SELECT u.a FROM u, t",
                "INSERT INTO t VALUES (1); | SELECT changes() AS a FROM t",
                "PRAGMA case_sensitive_like = 1; | SELECT 1 AS a FROM t WHERE 'a' NOT LIKE 'A'",
                "PRAGMA reverse_unordered_selects = 1; | SELECT iif(a > 1000, 1, 2) AS a FROM t",
            })
    void what_only_the_connection_itself_has_is_read_there_and_read_whole(String cells) throws Exception {
        notebook.run("CREATE TABLE t(a); INSERT INTO t " + MANY.formatted(200_000, "i"));
        notebook.run(cells.substring(0, cells.indexOf('|')));
        notebook.run(cells.substring(cells.indexOf('|') + 1));
        String id = id();
        notebook.run("SELECT 2");
        Heard grid = grid(id);
        assertThat((Integer) grid.complete().get("total")).isGreaterThanOrEqualTo(200_000);
        grid.ask("op", "rows", "gen", 0.0, "start", 0.0, "count", 1.0);
        assertThat(rows(grid.next("rows"))).isEqualTo(List.of(List.of("i1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VACUUM", "PRAGMA journal_mode = DELETE", "PRAGMA wal_checkpoint(TRUNCATE)"})
    void a_statement_that_needs_the_database_alone_waits_for_the_reading(String statement) throws Exception {
        notebook.run("CREATE TABLE t(a); INSERT INTO t " + MANY.formatted(300_000, "i"));
        notebook.run("SELECT * FROM t");
        String id = id();
        notebook.run(statement);
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(grid(id).complete()).containsEntry("total", 300_000).containsEntry("note", "");
    }

    @Test
    void a_mistake_is_told_as_ever() throws Exception {
        notebook.run("CREATE TABLE t(a); INSERT INTO t VALUES ('{'), ('x')");
        assertThat(notebook.run("SELECT nam FROM t")).contains("no column nam");
        assertThat(notebook.run("SELECT a -> 'x' FROM t")).contains("malformed JSON");
    }

    @Test
    void with_its_database_a_reading_ends_and_says_so() throws Exception {
        notebook.run("%sql sqlite:///other.db");
        notebook.run(MANY.formatted(100_000_000, "i"));
        Heard grid = grid();
        notebook.run("%sql --close other.db");
        assertThat(grid.complete()).containsEntry("note", "the database was closed");
    }

    @Test
    void what_waits_for_a_reading_tells_so() throws Exception {
        notebook.run("BEGIN");
        notebook.run(MANY.formatted(8_000_000, "i"));
        RecordingSink sink = new RecordingSink() {
            @Override
            public boolean isWatched() {
                return true;
            }
        };
        notebook.run("SELECT 1", new InterruptSignal(), sink);
        assertThat(sink.transcript())
                .containsPattern("running · .* · a result above is read to its end first: [0-9,]+ rows");
    }

    @Test
    void an_interrupt_of_the_next_statement_ends_a_reading_that_it_waits_for() throws Exception {
        notebook.run("BEGIN");
        notebook.run(MANY.formatted(100_000_000, "i"));
        String id = id();
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(signal::request);
        notebook.run("SELECT 1", signal, new RecordingSink());
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run("SELECT 2 AS two")).contains("two");
        Heard grid = grid(id);
        assertThat(grid.complete()).containsEntry("note", "the reading was interrupted");
        grid.ask("op", "view", "gen", 1.0, "sort", List.of(), "filter", "12345");
        grid.next("view");
        grid.ask("op", "export", "gen", 1.0, "id", 1.0);
        assertThat((String) grid.next("exported").get("sentence"))
                .containsPattern("rows? written to result-1.csv of the first [0-9,]+; the reading was interrupted");
    }

    @Test
    void an_open_transaction_is_as_it_was() throws Exception {
        notebook.run("CREATE TABLE t(a)");
        notebook.run("BEGIN; INSERT INTO t " + MANY.formatted(10_000, "i"));
        notebook.run("SELECT * FROM t");
        Heard grid = grid();
        assertThat(grid.complete()).containsEntry("total", 10_000);
        notebook.run("ROLLBACK");
        assertThat(notebook.run("SELECT count(*) AS n FROM t")).contains("0");
        grid.ask("op", "rows", "gen", 0.0, "start", 9_999.0, "count", 1.0);
        assertThat(rows(grid.next("rows"))).isEqualTo(List.of(List.of("i10000")));
    }

    @Test
    void a_value_is_had_as_a_whole_and_rows_as_text_for_spreadsheets() throws Exception {
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run("SELECT printf('%.*c', 5000, 'x') AS long, 'a\tb' AS tab UNION ALL SELECT 'say \"hi\"', NULL");
        Heard grid = grid();
        grid.complete();
        grid.ask("op", "rows", "gen", 0.0, "start", 0.0, "count", 1.0);
        assertThat(((List<?>) rows(grid.next("rows")).get(0)).get(0).toString())
                .startsWith("Txxx")
                .hasSize(201);
        grid.ask("op", "cell", "gen", 0.0, "id", 1.0, "row", 0.0, "column", 0.0);
        assertThat(grid.next("cell"))
                .containsEntry("text", "x".repeat(5_000))
                .containsEntry("size", "5,000 characters");
        grid.ask("op", "copy", "gen", 0.0, "id", 2.0, "start", 1.0, "count", 5.0);
        assertThat(grid.next("copied"))
                .containsEntry("text", "\"say \"\"hi\"\"\"\t")
                .containsEntry("rows", 1);
    }

    @Test
    void a_whole_value_is_told_by_what_it_is() throws Exception {
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run(
                "VALUES (' {\"a\":12345678901234567890.10,\"a\":[]}'), ('{no json}'), ('12'), (12), (NULL), (x'00ff'),"
                        + " (x'89504e470d0a1a0a00'), (x'ffd8ffe0'), (CAST('GIF89a' AS BLOB)), (CAST('RIFF1234WEBPVP8' AS BLOB)),"
                        + " (CAST('RIFF1234WAVE' AS BLOB)), (zeroblob(6000)), ('<svg/>')");
        Heard grid = grid();
        grid.complete();
        List<Object> told = new ArrayList<>();
        Map<String, Object> first = null;
        for (double row = 0; row < 13; row++) {
            grid.ask("op", "cell", "gen", 0.0, "id", row, "row", row, "column", 0.0);
            Map<String, Object> cell = grid.next("cell");
            first = first == null ? cell : first;
            told.add(cell.get("kind") + " " + cell.get("mime") + " " + cell.get("size") + " " + cell.get("whole"));
            assertThat(cell).containsKey(cell.get("kind").equals("image") ? "data" : "text");
        }
        assertThat(told)
                .containsExactly(
                        "json application/json 37 characters true",
                        "text text/plain 9 characters true",
                        "text text/plain 2 characters true",
                        "text text/plain 2 characters true",
                        "null text/plain 0 characters true",
                        "blob application/octet-stream 2 bytes true",
                        "image image/png 9 bytes true",
                        "image image/jpeg 4 bytes true",
                        "image image/gif 6 bytes true",
                        "image image/webp 15 bytes true",
                        "blob application/octet-stream 12 bytes true",
                        "blob application/octet-stream 6.00 kB false",
                        "text text/plain 6 characters true");
        assertThat(first).containsEntry("text", "{\n    \"a\": 12345678901234567890.10,\n    \"a\": []\n}");
    }

    @Test
    void nothing_works_unseen_in_a_whole_value_and_a_copy_is_the_value_itself() throws Exception {
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run("SELECT 'a' || char(0x202E, 0x9B, 0x7F) || 'b' AS hidden UNION ALL SELECT 'c'");
        Heard grid = grid();
        grid.complete();
        grid.ask("op", "cell", "gen", 0.0, "id", 1.0, "row", 0.0, "column", 0.0);
        assertThat(grid.next("cell")).containsEntry("text", "a⟨U+202E⟩⟨U+009B⟩␡b");
        grid.ask("op", "copy", "gen", 0.0, "id", 2.0, "start", 0.0, "count", 1.0, "columns", List.of(0.0));
        assertThat(grid.next("copied")).containsEntry("text", "a\u202E\u009B\u007Fb");
    }

    @Test
    void nothing_works_unseen_in_the_toolbar() throws Exception {
        Heard toolbar = new Heard();
        notebook.run(".open a\u202Eb.db");
        notebook.workspace().comms().target("rowan.status").orElseThrow().open(toolbar, Map.of());
        assertThat(String.valueOf(toolbar.messages.poll(20, TimeUnit.SECONDS)))
                .contains("a⟨U+202E⟩b")
                .doesNotContain("\u202E");
    }

    @Test
    void an_export_holds_all_rows_as_they_are_arranged_and_overwrites_nothing() throws Exception {
        Files.writeString(directory.resolve("result-1.csv"), "mine", StandardCharsets.UTF_8);
        notebook.run(MANY.formatted(5_000, "i"));
        Heard grid = grid();
        grid.complete();
        grid.ask("op", "view", "gen", 1.0, "sort", List.of(Map.of("column", 0.0, "descending", true)), "filter", "");
        grid.next("view");
        grid.ask("op", "export", "gen", 1.0, "id", 1.0);
        assertThat(grid.next("exported").get("sentence")).isEqualTo("5,000 rows written to result-2.csv");
        assertThat(Files.readAllLines(directory.resolve("result-2.csv"), StandardCharsets.UTF_8))
                .hasSize(5_001)
                .startsWith("i", "5000", "4999");
        assertThat(directory.resolve("result-1.csv")).hasContent("mine");
    }

    @Test
    void Java_that_kept_the_connection_does_not_disturb_a_reading() throws Exception {
        notebook.run("CREATE TABLE t(a); INSERT INTO t " + MANY.formatted(200_000, "i"));
        notebook.run("var kept = db.connection();");
        notebook.run("SELECT * FROM t");
        Heard grid = grid();
        notebook.run("try (var s = kept.createStatement()) { s.execute(\"DROP TABLE t\"); }");
        assertThat(grid.complete()).containsEntry("total", 200_000).containsEntry("note", "");
        notebook.run("SELECT * FROM t");
        assertThat(notebook.traceback()).contains("there is no table t");
    }

    @Test
    void a_result_that_Java_holds_has_a_grid_too() throws Exception {
        notebook.run("all << " + MANY.formatted(1_000, "i"));
        notebook.run("db.query(\"" + MANY.formatted(120_000, "i") + "\")");
        Heard grid = grid();
        assertThat(grid.complete()).containsEntry("total", 120_000);
    }

    @Test
    void a_grid_of_an_unknown_result_is_closed_at_once() throws Exception {
        assertThat(grid("of an earlier kernel").next("closed")).isNotNull();
    }

    @Test
    void without_a_front_end_that_draws_grids_nothing_is_read_on() {
        try (Notebook plain = new Notebook(directory)) {
            plain.run(MANY.formatted(1_000, "i"));
            assertThat(plain.sink().events().get(0).bundle().data().keySet())
                    .doesNotContain("application/vnd.rowan.result+json");
        }
    }
}
