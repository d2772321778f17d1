package rowan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rowan.display.markup.MimeBundle;
import rowan.display.Renderers;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.statement.Statement;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.CapturingSink;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;
import rowan.workspace.cell.Source;
import rowan.workspace.Workspace;

/** What a cell costs inside of Rowan: cutting its text, drawing its page, and all of {@code select 1} without the wire. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PartsBenchmark {

    private static final Source SCRIPT = Source.of(
            "INSERT INTO posts(author_id, title) SELECT id, 'a; ''b''' || name FROM users WHERE id > :least -- why\n;"
                    .repeat(100));

    private final SqliteLexicon lexicon = new SqliteLexicon();
    private final Renderers renderers = new Renderers();
    private Workspace workspace;
    private ResultTable page;
    private int count;

    @Setup
    public void open() {
        workspace = Workspaces.open(Path.of("target"));
        schema();
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < ResultTable.DEFAULT_PAGE_ROWS; i++) {
            rows.add(List.of(i, "name " + i, i * 1.5, "a text that is a little longer, with <markup> in it"));
        }
        List<Column> columns = List.of(
                new Column("id", "INTEGER"), new Column("name", "TEXT"), new Column("score", "REAL"), new Column("text", ""));
        page = new ResultTable(columns, rows, true, Duration.ofMillis(3), ResultTable.DEFAULT_PAGE_ROWS, List.of());
    }

    /** Two hundred tables of twelve columns, each with a reference to the one before. */
    private void schema() {
        StringBuilder ddl = new StringBuilder("CREATE TABLE t0(id INTEGER PRIMARY KEY);");
        for (int i = 1; i < 200; i++) {
            ddl.append("CREATE TABLE t").append(i).append("(id INTEGER PRIMARY KEY, before INTEGER REFERENCES t").append(i - 1).append("(id)");
            for (int c = 0; c < 10; c++) {
                ddl.append(", column_").append(c).append(" TEXT");
            }
            ddl.append(");");
        }
        workspace.run(ddl.toString(), new CellId(++count), new CapturingSink(), new InterruptSignal());
    }

    @TearDown
    public void close() {
        workspace.close();
    }

    @Benchmark
    public List<Statement> split_a_hundred_statements() {
        return lexicon.split(SCRIPT);
    }

    @Benchmark
    public MimeBundle render_a_page_of_fifty_rows() {
        return renderers.render(page);
    }

    @Benchmark
    public Outcome select_one_through_the_workspace() {
        return workspace.run("select 1", new CellId(++count), new CapturingSink(), new InterruptSignal());
    }

    @Benchmark
    public Completions complete_a_join_among_two_hundred_tables() {
        String cell = "SELECT * FROM t100 a JOIN t101 b ON ";
        return workspace.complete(cell, cell.length());
    }

    @Benchmark
    public Completions complete_a_table_among_two_hundred() {
        String cell = "SELECT * FROM t100 a JOIN ";
        return workspace.complete(cell, cell.length());
    }
}
