package rowan;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rowan.workspace.CapturingSink;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;
import rowan.workspace.Workspace;

/**
 * A cell of many declarations. What one of them costs must not grow with their number: eight times as many may take eight
 * times as long, and no longer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"
        })
public class DeclarationsBenchmark {

    /** One of them, {@code %d} being its number. */
    @Param({
        "int v%d = 7;",
        "var w%d = 7;",
        "List<Integer> l%d = new ArrayList<>();",
        "int m%d(int x) { return x + 1; }",
        "class C%d { int x = 1; int x() { return x; } }"
    })
    private String declaration;

    @Param({"75", "600"})
    private int count;

    private Workspace workspace;
    private String cell;

    @Setup(Level.Invocation)
    public void open() {
        workspace = Workspaces.open(Path.of("target"));
        workspace.run("int first = 1; first + 1", new CellId(1), new CapturingSink(), new InterruptSignal());
        cell = IntStream.range(0, count)
                .mapToObj(number -> declaration.replace("%d", String.valueOf(number)))
                .collect(Collectors.joining("\n"));
    }

    @TearDown(Level.Invocation)
    public void close() {
        workspace.close();
    }

    @Benchmark
    public Outcome declare() {
        Outcome outcome = workspace.run(cell, new CellId(2), new CapturingSink(), new InterruptSignal());
        if (!outcome.isOk()) {
            throw new IllegalStateException(outcome.toString());
        }
        return outcome;
    }
}
