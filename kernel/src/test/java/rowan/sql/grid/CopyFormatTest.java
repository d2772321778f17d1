package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

/** What a copy from a grid holds. */
@Tag("slow")
class CopyFormatTest {

    private static final String VALUES = """
            (1, 0.1, 'plain', NULL), (9007199254740993, 1e999, '', x'00ff'), (-2, 1e20, 'a|b "c", it''s' || char(10) || '*d*', '1')
            """;

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
        Heard.attend(notebook);
        notebook.run("%config SqlMagic.displaylimit=1");
        notebook.run("CREATE TABLE \"my table\"(id, \"order\", text, v); INSERT INTO \"my table\" VALUES " + VALUES);
        notebook.run("SELECT * FROM \"my table\"");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private Heard grid() throws InterruptedException {
        Heard grid = Heard.grid(notebook, (String) Heard.shown(notebook).get("id"));
        grid.complete();
        return grid;
    }

    private static String copied(Heard grid, String format, boolean headers, List<Double> columns) throws Exception {
        grid.ask(
                "op", "copy", "gen", 0.0, "id", 1.0, "start", 0.0, "count", 9.0, "format", format, "headers", headers,
                "columns", columns);
        return (String) grid.next("copied").get("text");
    }

    private static final List<Double> ALL = List.of(0.0, 1.0, 2.0, 3.0);

    @Test
    void fields_tell_NULL_from_the_empty_text() throws Exception {
        Heard grid = grid();
        assertThat(copied(grid, "tsv", false, ALL)).isEqualTo("""
                1\t0.1\tplain\t
                9007199254740993\tInf\t""\t00ff
                -2\t1.0e+20\t"a|b ""c"", it's
                *d*"\t1""");
        assertThat(copied(grid, "csv", true, List.of(3.0, 2.0))).isEqualTo("""
                v,text
                ,plain
                00ff,""
                1,"a|b ""c"", it's
                *d*\"""");
    }

    @Test
    void json_keeps_all_digits_and_every_column() throws Exception {
        Heard grid = grid();
        assertThat(copied(grid, "json", false, List.of(0.0, 0.0, 1.0, 3.0))).isEqualTo("""
                [
                  {"id": 1, "id_2": 1, "order": 0.1, "v": null},
                  {"id": 9007199254740993, "id_2": 9007199254740993, "order": 9e999, "v": "00ff"},
                  {"id": -2, "id_2": -2, "order": 1.0e+20, "v": "1"}
                ]""");
        JsonArray read =
                JsonParser.parseString(copied(grid, "json", false, ALL)).getAsJsonArray();
        assertThat(read.get(2).getAsJsonObject().get("text").getAsString()).isEqualTo("a|b \"c\", it's\n*d*");
    }

    @Test
    void markdown_is_a_table_in_which_values_mean_nothing_else() throws Exception {
        assertThat(copied(grid(), "markdown", false, List.of(2.0, 3.0))).isEqualTo("""
                | text | v |
                | --- | --- |
                | plain | NULL |
                |  | 00ff |
                | a\\|b "c", it's<br>\\*d\\* | 1 |""");
    }

    @Test
    void a_copied_INSERT_makes_the_same_rows_again() throws Exception {
        String insert = copied(grid(), "insert", false, ALL);
        assertThat(insert)
                .startsWith("INSERT INTO \"my table\" (id, \"order\", text, v) VALUES\n  (1, 0.1, 'plain', NULL),\n");
        notebook.run("CREATE TABLE before AS SELECT * FROM \"my table\"; DELETE FROM \"my table\"");
        notebook.run(insert);
        assertThat(notebook.run(
                        "SELECT count(*) AS copied FROM (SELECT *, typeof(id), typeof(\"order\"), typeof(v) FROM before"
                                + " INTERSECT SELECT *, typeof(id), typeof(\"order\"), typeof(v) FROM \"my table\")"))
                .contains("copied\n──────\n     3\n");
    }

    @Test
    void an_INSERT_of_what_is_of_several_tables_names_a_result() throws Exception {
        notebook.run("SELECT a.id, b.text || char(0) AS text FROM \"my table\" AS a, \"my table\" AS b");
        assertThat(copied(grid(), "insert", false, List.of(1.0)))
                .startsWith("INSERT INTO \"my table\" (text) VALUES\n  (('plain' || char(0) || '')),\n");
        notebook.run("CREATE TABLE other(o); INSERT INTO other VALUES (1); SELECT id, o FROM \"my table\", other");
        assertThat(copied(grid(), "insert", false, List.of(0.0))).startsWith("INSERT INTO result (id) VALUES");
    }

    @Test
    void parts_put_together_are_the_whole() throws Exception {
        Heard grid = grid();
        for (String format : List.of("tsv", "csv", "json", "markdown", "insert")) {
            StringBuilder parts = new StringBuilder();
            for (String part : List.of("first", "middle", "last")) {
                grid.ask(
                        "op",
                        "copy",
                        "gen",
                        0.0,
                        "id",
                        1.0,
                        "start",
                        (double) List.of("first", "middle", "last").indexOf(part),
                        "count",
                        1.0,
                        "format",
                        format,
                        "headers",
                        true,
                        "part",
                        part);
                parts.append(grid.next("copied").get("text"));
            }
            assertThat(parts.toString()).as(format).isEqualTo(copied(grid, format, true, ALL));
        }
    }
}
