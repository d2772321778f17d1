package rowan.tablesaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Libraries;
import rowan.Notebook;
import rowan.display.markup.MimeBundle;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Tablesaw as cells have it: it comes when it is named, and its tables go wherever results go. */
@Tag("slow")
class TablesawInCellsTest {

    private static final String MANY =
            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d) SELECT %s FROM s";

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private String ran(String cell) {
        String shown = notebook.run(cell);
        assertThat(notebook.traceback()).as(cell).isEqualTo("no error");
        return shown;
    }

    private String failed(String cell) {
        notebook.run(cell);
        return notebook.traceback();
    }

    private MimeBundle drawn(String cell) {
        ran(cell);
        return (MimeBundle) ((Outcome.Value) notebook.outcome()).shown();
    }

    @Test
    void nothing_of_it_is_there_before_it_is_named() {
        assertThat(failed("import com.google.common.collect.*;")).contains("does not exist");
        assertThat(failed("Class.forName(\"tech.\" + \"tablesaw.api.Table\")")).contains("ClassNotFoundException");
        assertThat(ran("Table.class.getName() // Tablesaw")).isEqualTo("result: tech.tablesaw.api.Table");
        assertThat(ran("Table.create(\"t\").name()")).isEqualTo("result: t");
        assertThat(ran("%time Tablesaw.notes(Table.create(\"t\"))")).contains("[]");
    }

    @Test
    void who_names_a_type_of_it_alone_is_told_the_import() {
        assertThat(failed("var t = Table.read().csv(\"missing.csv\");")).contains("import tech.tablesaw.api.Table;");
        assertThat(failed("IntColumn column = null;")).contains("import tech.tablesaw.api.IntColumn;");
        assertThat(failed("Tabel t = null;")).doesNotContain("tablesaw");
        assertThat(ran("import tech.tablesaw.api.Table;\nTable.create(\"t\", IntColumn.create(\"n\")).name()"))
                .isEqualTo("result: t");
        assertThat(failed("Figure figure = null;")).doesNotContain("tablesaw");
    }

    @Test
    void its_imports_yield_to_types_and_imports_of_a_cell() {
        ran("\"Tablesaw\".length()");
        ran("record Row(int n) {}\nnew Row(1)");
        assertThat(ran("new Row(2)")).isEqualTo("result: Row[n=2]");
        assertThat(
                        ran(
                                "import java.sql.*;\nclass Table { public String toString() { return \"mine\"; } }\nnew Table()"))
                .contains("mine");
        assertThat(ran("new Table()")).contains("mine");
    }

    @Test
    void its_log_says_nothing_into_the_notebook() {
        ran("import tech.tablesaw.api.*;\nTable.create(\"t\").structure()");
        assertThat(notebook.sink().transcript()).doesNotContain("SLF4J");
    }

    @Test
    void it_is_completed_before_a_cell_has_used_it() {
        assertThat(notebook.workspace()
                        .complete("Tablesaw.fr", "Tablesaw.fr".length())
                        .items())
                .anyMatch(item -> item.text().startsWith("from"));
    }

    @Test
    void a_tablesaw_that_the_notebook_has_brought_gets_the_adapter_alone() {
        ran(Libraries.classPath(
                "tablesaw-core",
                "fastutil",
                "classgraph",
                "guava",
                "commons-math3",
                "RoaringBitmap",
                "slf4j-api",
                "univocity"));
        ran("r << SELECT 1 AS a, NULL AS b");
        assertThat(ran("Tablesaw.from(r)")).contains("NULL");
        assertThat(ran("Table.class.getProtectionDomain().getCodeSource().getLocation().getPath()"))
                .doesNotContain("/lib/tablesaw/");
        assertThat(ran("Tablesaw.class.getProtectionDomain().getCodeSource().getLocation().getPath()"))
                .contains("/lib/tablesaw/");
    }

    @Test
    void a_tablesaw_that_comes_too_late_is_told() {
        String own = Libraries.classPath("tablesaw-core");
        ran("Tablesaw.Guess.DATES");
        assertThat(ran(own)).contains("Another Tablesaw is there already");
        try (Notebook other = new Notebook()) {
            assertThat(other.run(own)).doesNotContain("Another");
            assertThat(other.run(own)).doesNotContain("Another");
        }
    }

    @Test
    void a_drawn_table_shows_its_page_and_what_is_missing() {
        ran("r << " + MANY.formatted(60, "i, NULL AS n, '<b>' AS t"));
        MimeBundle table = drawn("Table t = Tablesaw.from(r); t");
        assertThat(table.plain()).contains("first 50 of 60 rows").contains("1  NULL  <b>");
        assertThat((String) table.data().get(MimeBundle.HTML)).contains("<table>", "&lt;b&gt;");
        assertThat(drawn("t.stringColumn(\"n\")").plain()).startsWith("n\n").contains("NULL");
        assertThat(drawn("t.first(3).column(\"i\")").plain()).isEqualTo("i\n─\n1\n2\n3\n3 rows");
    }

    @Test
    void a_result_made_of_a_table_opens_as_a_grid() {
        Comms.Peer toolbar = new Comms.Peer() {
            @Override
            public void send(Map<String, Object> data) {}

            @Override
            public void close() {}
        };
        notebook.workspace().comms().target("rowan.status").orElseThrow().open(toolbar, Map.of());
        ran("r << " + MANY.formatted(60, "i"));
        assertThat(drawn("ResultTable back = Tablesaw.result(Tablesaw.from(r)); back")
                        .data())
                .containsKey("application/vnd.rowan.result+json");
    }

    @Test
    void rows_are_inserted_all_or_none() {
        ran("CREATE TABLE t(n INTEGER CHECK (n <> 1500), s TEXT)");
        ran("r << " + MANY.formatted(2_000, "'x' AS s, i AS n"));
        assertThat(failed("db.insert(\"t\", Tablesaw.from(r))")).contains("n <> 1500");
        assertThat(ran("SELECT count(*) FROM t")).contains("0\n");
        ran("BEGIN; INSERT INTO t VALUES (7, 'kept')");
        assertThat(failed("db.insert(\"t\", r)")).contains("n <> 1500");
        assertThat(ran("SELECT count(*) FROM t")).contains("1\n").contains("transaction open");
        ran("COMMIT");
        assertThat(ran("db.insert(\"t\", Tablesaw.from(r).first(1000))")).isEqualTo("result: 1000");
        assertThat(ran("SELECT count(*), min(n), max(s) FROM t")).contains("1001       1  x");
        assertThat(failed("db.transaction(() -> { db.insert(\"made\", r); throw new Exception(\"no\"); })"))
                .contains("no");
        assertThat(failed("SELECT * FROM made")).contains("there is no table");
    }

    @Test
    void rows_go_into_the_database_that_is_named() {
        ran("CREATE TABLE t(n); ATTACH ':memory:' AS other; CREATE TABLE other.t(n)");
        ran("r << SELECT 1 AS n");
        ran("db.insert(\"other.t\", r); db.insert(\"main.t\", r); db.insert(\"main.t\", r);");
        ran("db.insert(\"temp.made\", r); db.insert(\"a.b\", r);");
        assertThat(ran("SELECT (SELECT count(*) FROM main.t) AS m, (SELECT count(*) FROM other.t) AS o"))
                .contains("2  1");
        assertThat(ran("SELECT group_concat(name) AS names FROM sqlite_temp_schema"))
                .contains("made");
        assertThat(ran("SELECT group_concat(name) AS names FROM sqlite_schema")).contains("t,a.b");
    }

    @Test
    void what_cannot_be_inserted_is_said_so() {
        assertThat(failed("db.insert(\"t\", \"text\")"))
                .contains("There are no rows in a value of the type String.", "Give db.insert a captured result");
        ran("r << SELECT 1 AS n");
        assertThat(failed("db.insert(\"\", r)")).contains("A table needs a name");
        assertThat(failed("db.insert(\"t\", Table.create(\"Tablesaw\"))")).contains("A table needs a column");
        ran("CREATE TABLE t(a)");
        assertThat(failed("db.insert(\"t\", Table.create(\"x\", StringColumn.create(\"b\", \"x\")))"))
                .contains("no column");
    }

    @Test
    void a_captured_result_is_kept_as_a_table_with_the_types_it_has() {
        ran("CREATE TABLE t(id INTEGER PRIMARY KEY, price DECIMAL(10, 2), data BLOB, any)");
        ran("INSERT INTO t VALUES (1, 1.5, x'00ff', 'x'), (-9223372036854775808, 2, NULL, 3)");
        ran("kept << SELECT *, id + 1 AS next, any || '' AS text, count(*) OVER () AS id, NULL AS none FROM t");
        ran("%sql --persist kept");
        assertThat(ran(".schema kept"))
                .contains("id INTEGER, price DECIMAL, data, any, next INTEGER, text TEXT, id_2 INTEGER, none");
        assertThat(ran("SELECT count(*) FROM (SELECT id, price, data, any FROM kept EXCEPT SELECT * FROM t)"))
                .contains("0\n");
        assertThat(ran("SELECT typeof(data), typeof(any) FROM kept WHERE id = 1"))
                .contains("blob", "text");
    }

    @Test
    void a_conversion_that_takes_long_is_stopped() throws Exception {
        ran("big << " + MANY.formatted(500_000, "i, i * 1.5 AS x, 'text ' || i AS s, 'other ' || i AS o"));
        ran("Table t = Tablesaw.from(big);");
        for (String cell : List.of(
                "Table again = Tablesaw.from(big);",
                "db.insert(\"big_again\", big)",
                "db.insert(\"big_again\", t)",
                "%sql --persist big",
                "SELECT count(*) FROM t, t AS u, t AS v, t AS w")) {
            InterruptSignal signal = new InterruptSignal();
            Thread interrupting = new Thread(() -> {
                try {
                    Thread.sleep(100);
                    signal.request();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            interrupting.start();
            notebook.run(cell, signal, new RecordingSink());
            interrupting.join();
            assertThat(notebook.outcome()).as(cell + notebook.traceback()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(ran("t.rowCount()")).isEqualTo("result: 500000");
            assertThat(ran("SELECT count(*) FROM sqlite_schema")).contains("0\n");
        }
    }

    @Test
    void a_table_read_from_jdbc_is_warned_about() {
        assertThat(failed(
                        "Table.read() . db(db.connection().createStatement().executeQuery(\"SELECT 1\")) // Tablesaw"))
                .isNotNull();
        assertThat(notebook.sink().transcript()).contains("Tablesaw.from(db.query(…)) keeps every value.");
        assertThat(Arrays.asList(ran("Table.create(\"t\").name()").split("\n"))).hasSize(1);
    }
}
