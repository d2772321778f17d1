package rowan.jshell.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Threads of cells, and code that would end the kernel. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JavaThreadsTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void what_a_thread_prints_goes_to_the_cell_that_started_it() throws Exception {
        notebook.run("var go = new CountDownLatch(1);\n"
                + "var late = new Thread(() -> { try { go.await(); } catch (InterruptedException e) {}"
                + " System.out.print(\"from the first\"); });\nlate.start();");
        RecordingSink first = notebook.sink();
        assertThat(first.plain("stdout")).isEmpty();
        notebook.run("go.countDown(); late.join(); System.out.print(\"from the second\");");
        assertThat(first.plain("stdout")).isEqualTo(List.of("from the first"));
        assertThat(notebook.sink().plain("stdout")).isEqualTo(List.of("from the second"));
    }

    @Test
    void a_library_that_exits_ends_the_cell_and_not_the_kernel(@TempDir Path directory) throws Exception {
        Path source = Files.createDirectories(directory.resolve("quitting")).resolve("Quit.java");
        Files.writeString(
                source,
                "package quitting; public class Quit {"
                        + " public static void exit() { System.exit(7); }"
                        + " public static void halt() { Runtime.getRuntime().halt(8); }"
                        + " public static void spin() { while (true) {} } }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        notebook.run("int kept = 3;\n%classpath " + directory.toAbsolutePath());
        assertThat(notebook.run("quitting.Quit.exit()")).contains("SystemExit", "System.exit(7) was called");
        assertThat(notebook.run("quitting.Quit.halt()")).contains("SystemExit", "Runtime.halt(8) was called");
        assertThat(notebook.run("kept")).isEqualTo("result: 3");
    }

    @Test
    void stacks_that_code_prints_itself_are_in_the_cells_own_lines() {
        notebook.run("class Refused extends RuntimeException { Refused(String why) { super(why); } }\n"
                + "void refuse() {\n  throw new Refused(\"no\");\n}");
        notebook.run("try { refuse(); } catch (Refused e) { e.printStackTrace(); }");
        assertThat(String.join("", notebook.sink().plain("stderr")))
                .startsWith("Refused: no\n\tat refuse(cell [1] line 3)\n\tat cell [2] line 1\n")
                .doesNotContain("REPL", "rowan", "reflect");
        notebook.run("var ended = new Thread(() -> refuse(), \"worker\");\nended.start();\nended.join();");
        assertThat(String.join("", notebook.sink().plain("stderr")))
                .startsWith("Exception in thread \"worker\" Refused: no\n\tat refuse(cell [1] line 3)\n"
                        + "\tat cell [3] line 1\n");
    }

    @Test
    void what_code_ties_to_its_thread_is_there_for_the_next_cell() {
        notebook.run("var session = new ThreadLocal<String>();\nsession.set(\"open\");");
        assertThat(notebook.run("session.get()")).isEqualTo("result: open");
        assertThat(notebook.run("var here = Thread.currentThread(); new Object() {"
                        + " public String toString() { return \"\" + (Thread.currentThread() == here); } }"))
                .as("a value is drawn where it was made")
                .isEqualTo("result: true");
    }

    @Test
    void a_thread_that_was_interrupted_runs_no_further_cell() {
        InterruptSignal signal = new InterruptSignal();
        notebook.run("var before = Thread.currentThread();");
        notebook.run("System.out.println(\"begun\");\nThread.sleep(30_000)", signal, new RecordingSink() {
            @Override
            public void stream(Channel channel, String text) {
                signal.request();
            }
        });
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run("before == Thread.currentThread()")).isEqualTo("result: false");
        assertThat(notebook.run("before.join(5_000); before.isAlive()")).isEqualTo("result: false");
    }

    @Test
    void a_cell_that_interrupts_itself_does_not_interrupt_the_next_one() {
        notebook.run("Thread.currentThread().interrupt();");
        assertThat(notebook.run("Thread.sleep(1); \"slept\"")).isEqualTo("result: slept");
    }
}
