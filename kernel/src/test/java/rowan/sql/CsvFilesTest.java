package rowan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.workspace.InterruptSignal;
import rowan.workspace.Outcome;
import rowan.workspace.RecordingSink;

/** Results as files. */
class CsvFilesTest {

    @TempDir
    Path directory;

    private boolean isWriting() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".rowan-"));
        }
    }

    @Test
    @Timeout(120)
    void a_result_that_is_stopped_while_it_is_written_leaves_the_old_file() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        try (Notebook notebook = new Notebook(directory)) {
            InterruptSignal signal = new InterruptSignal();
            FutureTask<String> cell = new FutureTask<>(() -> notebook.run(
                    ".once out.csv\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)"
                            + " SELECT i, 'some text to write' AS text FROM n",
                    signal,
                    new RecordingSink()));
            new Thread(cell, "cell").start();
            while (!isWriting() && !cell.isDone()) {
                Thread.onSpinWait();
            }
            signal.request();
            cell.get();
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(file).hasContent("old");
            assertThat(directory.toFile().list()).containsExactly("out.csv");
        }
    }
}
