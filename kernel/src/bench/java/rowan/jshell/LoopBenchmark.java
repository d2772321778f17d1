package rowan.jshell;

import rowan.jshell.classes.CellLines;
import rowan.jshell.classes.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The price of loops that can be interrupted: the same byte code as the compiler made it, and with checks woven in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoopBenchmark {

    /** Loops as cells have them. */
    public static final class Loops {
        private Loops() {}

        public static long sum() {
            long sum = 0;
            for (int i = 0; i < 20_000_000; i++) {
                sum += i ^ (sum << 1);
            }
            return sum;
        }

        public static long matrices() {
            int size = 160;
            double[][] a = new double[size][size];
            double[][] b = new double[size][size];
            double[][] c = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    a[i][j] = i + j;
                    b[i][j] = i - j;
                }
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    for (int k = 0; k < size; k++) {
                        c[i][j] += a[i][k] * b[k][j];
                    }
                }
            }
            return (long) c[3][5];
        }

        public static long fibonacci() {
            return fibonacci(30);
        }

        private static long fibonacci(int n) {
            return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
        }
    }

    @Param({"plain", "interruptible"})
    private String code;

    @Param({"sum", "matrices", "fibonacci"})
    private String loop;

    private MethodHandle method;

    @Setup
    public void load() throws IOException, ReflectiveOperationException {
        byte[] plain;
        try (InputStream in = Loops.class.getResourceAsStream("LoopBenchmark$Loops.class")) {
            plain = in.readAllBytes();
        }
        byte[] used = code.equals("plain") ? plain : Weaver.weave(plain, CellLines.NONE, Weaver.Kind.WRAPPER);
        Class<?> loops = new ClassLoader(LoopBenchmark.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Loops.class.getName(), used, 0, used.length);
            }
        }.define();
        method = MethodHandles.publicLookup().findStatic(loops, loop, MethodType.methodType(long.class));
    }

    @Benchmark
    public long run() throws Throwable {
        return (long) method.invokeExact();
    }
}
