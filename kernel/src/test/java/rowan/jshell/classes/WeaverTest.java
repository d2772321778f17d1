package rowan.jshell.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import rowan.jshell.cell.CellContext;
import rowan.jshell.cell.CellStop;
import rowan.jshell.cell.CellStopped;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.CodeResult;
import rowan.jshell.cell.ExitCalled;
import rowan.jshell.cell.InterruptCheck;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** What byte code does once it is woven as that of cells is. */
class WeaverTest {

    // Code as a cell may have it. What it is given is told when it has come to what matters.

    static final class CallsExit implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            System.exit(3);
        }
    }

    static final class CallsHalt implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            Runtime.getRuntime().halt(3);
        }
    }

    static final class RefersToExit implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            IntConsumer end = System::exit;
            end.accept(3);
        }
    }

    static final class RefersToExitOfRuntime implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            IntConsumer end = Runtime.getRuntime()::exit;
            end.accept(3);
        }
    }

    static final class ReflectsExit implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            try {
                System.class.getMethod("exit", int.class).invoke(null, 3);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class Reflects implements Consumer<List<Object>> {
        @Override
        public void accept(List<Object> results) {
            try {
                results.add(String.class.getMethod("concat", String.class).invoke("a", "b"));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class Fails implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            throw new IllegalStateException();
        }
    }

    static final class Loops implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            begun.run();
            while (true) {}
        }
    }

    static final class CatchesAll implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            int caught = 0;
            while (true) {
                try {
                    if (caught++ == 0) {
                        begun.run();
                    }
                    if (caught > 1_000) {
                        caught = 1;
                    }
                } catch (RuntimeException any) {
                    caught = 1;
                }
            }
        }
    }

    static final class Recurs implements Consumer<Runnable> {
        @Override
        public void accept(Runnable begun) {
            begun.run();
            while (fibonacci(40) > 0) {
                // All of the time is spent in calls.
            }
        }

        static long fibonacci(int n) {
            return n < 2 ? n + 1 : fibonacci(n - 1) + fibonacci(n - 2);
        }
    }

    private static byte[] bytes(Class<?> type, CellLines lines, Weaver.Kind kind) throws Exception {
        try (InputStream code =
                WeaverTest.class.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            return Weaver.weave(code.readAllBytes(), lines, kind);
        }
    }

    /** An instance of a class as it is when it is woven. */
    private static <T> Consumer<T> woven(Class<? extends Consumer<T>> type, CellLines lines) throws Exception {
        byte[] code = bytes(type, lines, Weaver.Kind.WRAPPER);
        Class<?> defined = new ClassLoader(WeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(type.getName(), code, 0, code.length);
            }
        }.define();
        Constructor<?> constructor = defined.getDeclaredConstructor();
        constructor.setAccessible(true);
        @SuppressWarnings("unchecked")
        Consumer<T> made = (Consumer<T>) constructor.newInstance();
        return made;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CallsExit.class,
                CallsHalt.class,
                RefersToExit.class,
                RefersToExitOfRuntime.class,
                ReflectsExit.class
            })
    void no_way_to_end_the_virtual_machine_is_left(Class<? extends Consumer<Runnable>> type) throws Exception {
        Consumer<Runnable> code = woven(type, CellLines.NONE);
        assertThatThrownBy(() -> code.accept(() -> {}))
                .isInstanceOf(ExitCalled.class)
                .hasMessageContaining("(3) was called");
    }

    @Test
    void reflection_has_its_object_its_arguments_and_its_result() throws Exception {
        List<Object> results = new ArrayList<>();
        woven(Reflects.class, CellLines.NONE).accept(results);
        assertThat(results).containsExactly("ab");
    }

    @Test
    void a_trace_names_the_cell_and_its_own_lines() throws Exception {
        int line = catchThrowable(() -> new Fails().accept(() -> {}))
                .getStackTrace()[0]
                .getLineNumber();
        Consumer<Runnable> code = woven(Fails.class, CellLines.of("In[7]", line, 41, 1));
        assertThat(catchThrowable(() -> code.accept(() -> {}))
                        .getStackTrace()[0]
                        .toString())
                .endsWith("Fails.accept(In[7]:41)");
    }

    @Test
    void only_what_is_around_a_snippet_is_made_public() throws Exception {
        assertThat(isPublic(bytes(Fails.class, CellLines.NONE, Weaver.Kind.WRAPPER)))
                .isTrue();
        assertThat(isPublic(bytes(Fails.class, CellLines.NONE, Weaver.Kind.TYPE)))
                .isFalse();
    }

    private static boolean isPublic(byte[] code) {
        return Modifier.isPublic(new ClassReader(code).getAccess());
    }

    @ParameterizedTest
    @ValueSource(classes = {Loops.class, CatchesAll.class, Recurs.class})
    void what_would_run_for_ever_ends_when_its_cell_is_to_stop(Class<? extends Consumer<Runnable>> type)
            throws Exception {
        Consumer<Runnable> code = woven(type, CellLines.NONE);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<CodeResult> result = new CompletableFuture<>();
        CellThread thread = new CellThread("woven");
        thread.setDaemon(true);
        thread.start();
        thread.run(
                () -> {
                    code.accept(begun::countDown);
                    return null;
                },
                new CellContext(null, null, new Requested()),
                result);
        begun.await();
        InterruptCheck.raise();
        InterruptCheck.arm();
        try {
            assertThat(result.get(20, TimeUnit.SECONDS).thrown()).isInstanceOf(CellStopped.class);
        } finally {
            InterruptCheck.disarm();
            thread.end();
        }
    }

    /** Of a cell that is to stop. */
    private static final class Requested implements CellStop {
        @Override
        public boolean isRequested() {
            return true;
        }

        @Override
        public Interrupt.Registration limit(Duration time) {
            return () -> {};
        }

        @Override
        public Outcome outcome() {
            return new Outcome.Interrupted();
        }
    }
}
