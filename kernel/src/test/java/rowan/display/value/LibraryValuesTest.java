package rowan.display.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.display.markup.MimeBundle;
import rowan.workspace.contract.Outcome;

/** Values of libraries that a notebook has brought, in other versions than Rowan's own, are drawn like its own. */
@Tag("slow")
class LibraryValuesTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    private void bring(String library) {
        notebook = new Notebook(directory);
        notebook.run("%maven " + library);
        assumeFalse(
                notebook.traceback().contains("cannot be had"),
                "SKIPPED: Maven Central cannot be reached for " + library);
        assertThat(notebook.traceback()).isEqualTo("no error");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private MimeBundle drawn(String cell) {
        notebook.run(cell);
        assertThat(notebook.traceback()).as(cell).isEqualTo("no error");
        Object shown = ((Outcome.Value) notebook.outcome()).shown();
        return (MimeBundle) shown;
    }

    @Test
    void a_table_of_tablesaw_is_a_table() {
        bring("tech.tablesaw:tablesaw-core:0.43.1");
        MimeBundle table = drawn("""
                import tech.tablesaw.api.*;
                Table.create("people", StringColumn.create("name", "Ann", "Bob <b>"),
                    IntColumn.create("age", new int[] {30, 40}),
                    DoubleColumn.create("height", new double[] {1.5, Double.NaN}))""");
        assertThat(table.plain()).contains("name", "Bob <b>   40    NULL", "2 rows");
        assertThat((String) table.data().get(MimeBundle.HTML)).contains("<table>", "Bob &lt;b&gt;");
    }

    @Test
    void a_result_of_jooq_is_a_table() {
        bring("org.jooq:jooq:3.19.38");
        notebook.run("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, photo BLOB);"
                + "INSERT INTO users VALUES (1, 'Ann', x'00ff'), (2, NULL, NULL)");
        MimeBundle table = drawn("""
                import org.jooq.impl.DSL;
                DSL.using(db.connection(), org.jooq.SQLDialect.SQLITE).fetch("SELECT * FROM users")""");
        assertThat(table.plain()).contains("id  name  photo", " 1  Ann ", " 2  NULL", "2 rows");
        assertThat((String) table.data().get(MimeBundle.HTML)).contains("<table>");
    }

    @Test
    void a_chart_of_xchart_is_a_picture() {
        bring("org.knowm.xchart:xchart:3.8.0");
        MimeBundle lines = drawn("""
                import org.knowm.xchart.*;
                QuickChart.getChart("squares", "x", "y", "x * x", new double[] {0, 1, 2}, new double[] {0, 1, 4})""");
        assertThat(lines.data()).containsKey("image/png");
        assertThat(lines.plain()).isEqualTo("chart: squares");
        MimeBundle pie = drawn("""
                var pie = new PieChartBuilder().width(300).height(200).title("pie").build();
                pie.addSeries("a", 3);
                pie""");
        assertThat(pie.data()).containsKey("image/png");
    }
}
