package rowan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** A named pipe in the place of a file: what comes through it arrives, and a wait for its other end can be interrupted. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamedPipeTest {

    @TempDir
    Path directory;

    private Path pipe;
    private Notebook notebook;

    @BeforeEach
    void make() throws Exception {
        pipe = directory.resolve("ff");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException none) {
            made = false;
        }
        assumeTrue(made, "SKIPPED: no named pipe can be made here");
        notebook = new Notebook(directory);
        notebook.run("CREATE TABLE t(x); INSERT INTO t VALUES (1);");
        notebook.run("BEGIN; INSERT INTO t VALUES (2);");
    }

    @AfterEach
    void close() {
        if (notebook != null) {
            notebook.close();
        }
    }

    private long millisUntilInterrupted(String cell, long afterMillis) {
        InterruptSignal signal = new InterruptSignal();
        long[] requested = new long[1];
        CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS).execute(() -> {
            requested[0] = System.nanoTime();
            signal.request();
        });
        notebook.run(cell, signal, new RecordingSink());
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - requested[0]);
    }

    private void isInterruptedSoon(String cell) throws InterruptedException {
        isInterruptedSoon(cell, 200);
    }

    private void isInterruptedSoon(String cell, long afterMillis) throws InterruptedException {
        assertThat(millisUntilInterrupted(cell, afterMillis)).as(cell).isLessThan(1_000);
        assertThat(notebook.outcome()).as(cell).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run(".output stdout")).contains("shown again");
        assertThat(notebook.run("SELECT sum(x) AS kept FROM t"))
                .as("after " + cell)
                .contains("3")
                .contains("transaction open");
        assertThat(Thread.getAllStackTraces().keySet())
                .as("what still waits after " + cell)
                .noneMatch(thread -> thread.getName().equals("rowan-open"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".once ff\nSELECT 1",
                ".output ff\nSELECT 1",
                ".once ff\n.dump",
                ".once ff\n.schema",
                ".read ff",
                ".import ff t",
                ".import ff new",
                "%sql --file ff",
                "%sql --file ff --save kept",
                "%%writefile ff\ntext",
                "%%writefile -a ff\ntext",
            })
    void a_wait_for_the_other_end_is_interrupted(String cell) throws Exception {
        isInterruptedSoon(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {".read ff", ".import ff t", ".import ff new", "%sql --file ff"})
    void a_wait_for_what_the_other_end_says_is_interrupted(String cell) throws Exception {
        FutureTask<OutputStream> other = new FutureTask<>(() -> Files.newOutputStream(pipe));
        new Thread(other).start();
        isInterruptedSoon(cell);
        other.get().close();
    }

    @Test
    void a_wait_for_a_reader_that_does_not_read_is_interrupted() throws Exception {
        FutureTask<java.io.InputStream> other = new FutureTask<>(() -> Files.newInputStream(pipe));
        new Thread(other).start();
        isInterruptedSoon(
                ".once ff\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                        + " SELECT i, hex(randomblob(20)) FROM n",
                2_000);
        other.get().close();
    }

    @Test
    void a_record_of_an_experiment_that_nobody_reads_is_interrupted() throws Exception {
        notebook.run("COMMIT");
        notebook.run("%%compare --budget 200ms\nSELECT 1\n-- instead: two\nSELECT 2");
        notebook.run("BEGIN; INSERT INTO t VALUES (0)");
        isInterruptedSoon("%experiments 1 --save ff", 2_000);
    }

    @Test
    void an_interrupt_in_the_first_moment_is_not_lost() throws Exception {
        for (int millis = 0; millis < 20; millis++) {
            millisUntilInterrupted(".read ff", millis);
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        }
    }

    @Test
    void what_was_interrupted_takes_nothing_from_whoever_comes_later() throws Exception {
        isInterruptedSoon(".read ff");
        isInterruptedSoon("%%writefile ff\nearlier");
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
        new Thread(read).start();
        notebook.run("%%writefile ff\nlater");
        assertThat(read.get()).isEqualTo("later");
    }

    @Test
    void what_comes_through_it_arrives() throws Exception {
        written("INSERT INTO t VALUES (3); SELECT sum(x) FROM t;");
        assertThat(notebook.run(".read ff")).contains("6");
        written("x\n4\n5\n");
        assertThat(notebook.run(".import ff imported")).contains("2 rows imported into imported");
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
        new Thread(read).start();
        notebook.run(".once ff\nSELECT x FROM imported");
        assertThat(read.get()).isEqualTo("x\r\n4\r\n5\r\n");
        assertThat(directory.toFile().list()).containsExactly("ff");
    }

    private void written(String text) {
        new Thread(new FutureTask<>(() -> Files.write(pipe, text.getBytes(StandardCharsets.UTF_8)))).start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%load ff",
                "%classpath ff",
                "%loadFromPOM ff",
                "%sql sqlite:///ff",
                ".open ff",
                "VACUUM INTO 'PIPE'"
            })
    void what_has_no_use_for_a_pipe_says_so_at_once(String cell) {
        notebook.run("COMMIT");
        notebook.run(cell.replace("PIPE", pipe.toString()));
        assertThat(notebook.outcome()).as(cell).isInstanceOf(Outcome.Failure.class);
        assertThat(notebook.traceback()).contains("ff").doesNotContain("Rowan itself failed");
    }
}
