package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** A cell that is interrupted gives the notebook back, with everything that was there before. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterruptTest {

    private static final int ROUNDS = 3;

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void have_something_to_lose() {
        notebook.run("int kept = 42;");
        notebook.run("CREATE TABLE t(x); CREATE TEMP TABLE scratch(x); INSERT INTO scratch VALUES (1);");
        notebook.run("BEGIN; INSERT INTO t VALUES (1);");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
                "%plan --measure WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
                "while (true) {}",
                "while (true) { try { while (true) {} } catch (Throwable t) {} }",
                "for (;;) { try { Thread.sleep(1000); } catch (InterruptedException e) {} }",
                "IntStream.iterate(0, i -> i + 1).filter(i -> i < 0).findFirst()",
                "Thread.sleep(60_000)",
                "new java.util.concurrent.ArrayBlockingQueue<String>(1).take()",
                "int spin(int n) { return n == 0 ? spin(1) : spin(n == 5 ? 1 : n + 1); }\nfor (;;) { try { spin(1); } catch (StackOverflowError e) {} }",
                "void again() { try { again(); } catch (StackOverflowError e) { again(); } }\nagain();",
                "void twice() { try { twice(); } finally { twice(); } }\ntwice();",
                "void locked() { synchronized (Object.class) { try { locked(); } catch (Throwable t) { locked(); } } }\nlocked();",
                "class Closing implements AutoCloseable { public void close() { open(); } }\nvoid open() { try (var closing = new Closing()) { open(); } }\nopen();",
                "int walk(int n) { int sum = 0; for (int i = 0; i < 2; i++) { sum += walk(n + i); } return sum; }\nfor (;;) { try { walk(1); } catch (StackOverflowError e) {} }",
                "db.query(\"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t\")",
                "synchronized (Object.class) { while (true) {} }",
                "new Object() { public String toString() { while (true) {} } }",
                "Stream.iterate(0, i -> 0).filter(i -> i > 0)",
                "eval(\"while (true) {}\")",
                "%time while (true) {}",
                "%sh sleep 60",
            })
    void whatever_runs_is_stopped_and_all_that_was_there_before_is_still_there(String endless) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> threads = threads();
            interruptAfterMillis(endless, 80);
            assertThat(notebook.outcome()).as(endless).isInstanceOf(Outcome.Interrupted.class);
            assertThat(notebook.run("kept")).isEqualTo("result: 42");
            assertThat(notebook.run("%%sql --expect-rows 1\nSELECT * FROM scratch"))
                    .contains("✓");
            assertThat(notebook.run("SELECT count(*) FROM t")).contains("transaction open");
            assertThatSoonThereAreOnly(threads, endless);
        }
    }

    @Test
    void a_recursion_is_stopped_however_deep_it_is() {
        for (int round = 0; round < ROUNDS; round++) {
            interruptWhenItPrints("int spin(int n) { return n == 0 ? spin(1) : spin(n == 5 ? 1 : n + 1); }\n"
                    + "for (;;) { try { spin(1); } catch (StackOverflowError e) { System.out.println(\"over\"); } }");
            assertThat(notebook.outcome()).isEqualTo(new Outcome.Interrupted());
        }
    }

    @Test
    void a_wait_for_a_lock_is_stopped() throws Exception {
        notebook.run("ROLLBACK; PRAGMA busy_timeout = 60000");
        String file = notebook.run("SELECT file FROM pragma_database_list WHERE name = 'main'")
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            interruptAfterMillis("INSERT INTO t VALUES (2)", 150);
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(notebook.run("SELECT count(*) FROM scratch")).contains("1 row");
        }
        assertThat(notebook.run("INSERT INTO t VALUES (3)")).contains("1 row inserted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%wait other",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
            })
    void what_runs_in_the_background_is_stopped_with_the_cell(String endless) {
        notebook.run("ROLLBACK");
        notebook.run("%%sql --on other --background\n"
                + "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t");
        interruptAfterMillis(endless, 150);
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        notebook.run("%wait other");
        assertThat(notebook.outcome()).isNotInstanceOf(Outcome.Value.class);
        assertThat(notebook.run("%%sql --on other\nSELECT 1")).contains("1 row");
    }

    @Test
    void a_thread_that_cannot_be_stopped_is_left_behind_and_named() {
        boolean stops = Runtime.version().feature() < 20;
        interruptWhenItPrints("{ System.out.println(\"begun\");"
                + " java.util.stream.LongStream.iterate(0, java.util.function.LongUnaryOperator.identity()).sum(); }");
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        String sentence = ((Outcome.Interrupted) notebook.outcome()).sentence();
        if (stops) {
            assertThat(sentence).isEqualTo("The cell was interrupted.");
        } else {
            assertThat(sentence).contains("rowan-cell-").contains("Restart the kernel");
        }
        assertThat(notebook.run("kept + 1")).isEqualTo("result: 43");
        assertThat(notebook.run("SELECT count(*) FROM scratch")).contains("1 row");
    }

    @Test
    void what_was_left_behind_ends_when_it_can_whatever_was_interrupted_since() {
        notebook.run("var thread = Thread.currentThread();\n"
                + "var lock = new java.util.concurrent.locks.ReentrantLock();\n"
                + "var held = new CountDownLatch(1);\n"
                + "var enough = new CountDownLatch(1);\n"
                + "new Thread(() -> {\n"
                + "  lock.lock();\n"
                + "  held.countDown();\n"
                + "  try { enough.await(); } catch (InterruptedException e) {}\n"
                + "  lock.unlock();\n"
                + "}).start();\n"
                + "held.await();");
        interruptWhenItPrints("System.out.println(\"begun\");\nlock.lock();\nwhile (true) {}");
        interruptAfterMillis("while (true) {}", 80);
        assertThat(notebook.run("enough.countDown();\nthread.join(10_000);\nthread.isAlive()"))
                .isEqualTo("result: false");
    }

    @Test
    void a_cell_can_be_completed_while_it_runs() throws Exception {
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(() -> notebook.run("while (true) {}", signal, new RecordingSink()));
        Thread.sleep(300);
        assertThat(notebook.workspace().complete("\"a\".isEm", 8).items())
                .extracting("text")
                .contains("isEmpty()");
        assertThat(notebook.workspace().complete("SELECT * FROM scrat", 19).items())
                .extracting("text")
                .contains("scratch");
        assertThat(running).isNotDone();
        signal.request();
        running.get(10, TimeUnit.SECONDS);
    }

    private void interruptAfterMillis(String cell, long millis) {
        InterruptSignal signal = new InterruptSignal();
        requestAfterMillis(signal, millis);
        notebook.run(cell, signal, new RecordingSink());
    }

    private void interruptWhenItPrints(String cell) {
        InterruptSignal signal = new InterruptSignal();
        notebook.run(cell, signal, new RecordingSink() {
            @Override
            public void stream(Channel channel, String text) {
                requestAfterMillis(signal, 100);
            }
        });
    }

    private static void requestAfterMillis(InterruptSignal signal, long millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(signal::request);
    }

    /** A thread that has done its work needs a turn of the processor to end, for which it may have to wait. */
    private static void assertThatSoonThereAreOnly(Set<String> expected, String behind) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!threads().equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(threads()).as(behind).isEqualTo(expected);
    }

    /** The threads that work for cells or for stopping them. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rowan-cell")
                        || name.startsWith("rowan-interrupt")
                        || name.startsWith("rowan-cancel"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
