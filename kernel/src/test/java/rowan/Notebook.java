package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rowan.sql.dialect.Dialect;
import rowan.workspace.RecordingSink;
import rowan.workspace.Workspace;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** A notebook as a user has it: cells are run one after the other, and what each showed is looked at. */
public final class Notebook implements AutoCloseable {

    private final Workspace workspace;
    private int count;
    private RecordingSink sink = new RecordingSink();
    private Outcome outcome = new Outcome.Nothing();

    public Notebook(Path directory) {
        workspace = Workspaces.open(directory);
    }

    /** A notebook whose Java cells are set up by environment variables. */
    public Notebook(Path directory, Map<String, String> environment) {
        workspace = Workspaces.open(directory, "sql", environment);
    }

    /** A notebook that knows these engines; the first opens its own database. */
    public static Notebook with(List<Dialect> engines, Path directory) {
        return new Notebook(Workspaces.open(engines, directory, "sql", Map.of()));
    }

    /** A notebook of a kernel for a language. */
    public static Notebook of(String language) {
        return new Notebook(Workspaces.open(Path.of("target"), language, Map.of()));
    }

    private Notebook(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A notebook that opens no files. */
    public Notebook() {
        this(Path.of("target"));
    }

    /** Runs a cell and gives all it showed as text, one line per output; times are replaced by {@code …}. */
    public String run(String cell) {
        return run(cell, new InterruptSignal(), new RecordingSink());
    }

    /** Runs a cell that must not fail, and gives what it showed. */
    public String succeeds(String cell) {
        String shown = run(cell);
        assertThat(outcome.isOk()).as(cell + "\n" + traceback()).isTrue();
        return shown;
    }

    /** Runs a cell that may be stopped, with what listens to its outputs. */
    public String run(String cell, InterruptSignal signal, RecordingSink listening) {
        sink = listening;
        count++;
        outcome = workspace.run(cell, new CellId(count), sink, signal);
        return withoutTimes(sink.transcript());
    }

    /** Text in which every duration is {@code …}. */
    static String withoutTimes(String text) {
        return text.replaceAll("<?[\\d.,]+ (ns|µs|ms|s)\\b", "…");
    }

    /** How the last cell ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Everything the last cell showed. */
    public RecordingSink sink() {
        return sink;
    }

    /** The lines of the last cell's error, without colours. */
    public String traceback() {
        return sink.events().stream()
                .filter(e -> e.kind().equals("error"))
                .map(e -> e.bundle().plain().replaceAll("\u001b\\[[\\d;]*m", ""))
                .findFirst()
                .orElse("no error");
    }

    public Workspace workspace() {
        return workspace;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
