"""Loops in Java cells beside the same code in plain Java: ten of them, in one run, by turns.

    python3 kernel/src/bench/loops.py [--rounds 3] [--runs 15] [--only NAME ...] KERNEL ...

Each round starts every kernel once, and beside them `java` without any flag, of the Java that the first kernel runs on, with
what its `javac` makes of the same declarations. Then each loop runs in each of them in turn. What is taken is CPU time of the
thread that runs the loop, which other programs on a busy machine do not lengthen; of the fifteen runs of a process the least.
Prints for each loop the least of plain Java in milliseconds, the ratio of the least times of all rounds, and in brackets the
ratios of the single rounds; then the geometric mean and the worst. Results have to be equal; nothing else is asserted.
"""

import argparse
import math
import os
import pathlib
import subprocess
import tempfile

from jupyter_client.manager import KernelManager

LOOPS = {
    "matrices": """
long matrices() {
    int size = 256;
    double[][] a = new double[size][size], b = new double[size][size], c = new double[size][size];
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
            a[i][j] = i + j;
            b[i][j] = i - j;
        }
    }
    for (int i = 0; i < size; i++) {
        for (int k = 0; k < size; k++) {
            double factor = a[i][k];
            for (int j = 0; j < size; j++) {
                c[i][j] += factor * b[k][j];
            }
        }
    }
    double trace = 0;
    for (int i = 0; i < size; i++) {
        trace += c[i][i];
    }
    return (long) trace;
}""",
    "bodies": """
class Body {
    double x, y, z, vx, vy, vz, mass;
    Body(int n) { x = n; y = n * 0.5 - 1; z = 2 - n * 0.25; vx = 0.01 * n; vy = 0.02; vz = -0.01 * n; mass = 1 + n; }
}
long bodies() {
    Body[] all = new Body[5];
    for (int i = 0; i < all.length; i++) all[i] = new Body(i);
    for (int step = 0; step < 200_000; step++) {
        for (int i = 0; i < all.length; i++) {
            Body one = all[i];
            for (int j = i + 1; j < all.length; j++) {
                Body other = all[j];
                double dx = one.x - other.x, dy = one.y - other.y, dz = one.z - other.z;
                double square = dx * dx + dy * dy + dz * dz + 0.01;
                double pull = 0.0001 / (square * Math.sqrt(square));
                one.vx -= dx * other.mass * pull;
                one.vy -= dy * other.mass * pull;
                one.vz -= dz * other.mass * pull;
                other.vx += dx * one.mass * pull;
                other.vy += dy * one.mass * pull;
                other.vz += dz * one.mass * pull;
            }
        }
        for (Body body : all) {
            body.x += 0.0001 * body.vx;
            body.y += 0.0001 * body.vy;
            body.z += 0.0001 * body.vz;
        }
    }
    return (long) (1e6 * (all[0].x + all[4].vz));
}""",
    "sieve": """
long sieve() {
    int end = 8_000_000;
    boolean[] composite = new boolean[end];
    int primes = 0;
    for (int i = 2; i < end; i++) {
        if (!composite[i]) {
            primes++;
            for (long j = (long) i * i; j < end; j += i) {
                composite[(int) j] = true;
            }
        }
    }
    return primes;
}""",
    "intStream": """
long intStream() {
    return java.util.stream.IntStream.range(0, 20_000_000).filter(i -> i % 3 != 0).mapToLong(i -> (long) i * i).sum();
}""",
    "boxedStream": """
long boxedStream() {
    var groups = java.util.stream.IntStream.range(0, 1_000_000)
            .boxed()
            .filter(i -> i % 7 != 0)
            .map(i -> i * 31)
            .collect(java.util.stream.Collectors.groupingBy(i -> i % 100, java.util.stream.Collectors.counting()));
    return groups.values().stream().mapToLong(Long::longValue).max().getAsLong() + groups.size();
}""",
    "strings": """
long strings() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
        text.append("word ").append(i % 1000).append(i % 3 == 0 ? ", " : "; ");
    }
    long sum = 0;
    for (String word : text.toString().split("; ")) {
        sum += word.toUpperCase(java.util.Locale.ROOT).replace("WORD", "w").hashCode() + word.indexOf(',');
    }
    return sum;
}""",
    "maps": """
long maps() {
    var counts = new java.util.HashMap<String, Integer>();
    var sorted = new java.util.TreeMap<Integer, Long>();
    for (int i = 0; i < 400_000; i++) {
        counts.merge("key" + i * 7919 % 5000, 1, Integer::sum);
        sorted.merge(i * 31 % 2003, (long) i, Long::sum);
    }
    long sum = 0;
    for (var entry : counts.entrySet()) {
        sum += entry.getKey().length() * entry.getValue();
    }
    for (long value : sorted.values()) {
        sum ^= value;
    }
    return sum;
}""",
    "recursion": """
int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
int ackermann(int m, int n) { return m == 0 ? n + 1 : ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1)); }
long recursion() { return fibonacci(34) + ackermann(2, 1200); }""",
    "sorting": """
void quicksort(int[] numbers, int from, int to) {
    int i = from, j = to, pivot = numbers[(from + to) >>> 1];
    while (i <= j) {
        while (numbers[i] < pivot) i++;
        while (numbers[j] > pivot) j--;
        if (i <= j) {
            int number = numbers[i];
            numbers[i++] = numbers[j];
            numbers[j--] = number;
        }
    }
    if (from < j) quicksort(numbers, from, j);
    if (i < to) quicksort(numbers, i, to);
}
long sorting() {
    var random = new java.util.Random(42);
    int[] numbers = new int[400_000];
    var words = new java.util.ArrayList<Integer>();
    for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextInt();
        if (i % 4 == 0) words.add(numbers[i]);
    }
    quicksort(numbers, 0, numbers.length - 1);
    words.sort(java.util.Comparator.comparing(number -> -number));
    return numbers[1000] + words.get(2000);
}""",
    "bigIntegers": """
long bigIntegers() {
    var product = java.math.BigInteger.ONE;
    for (int i = 2; i < 4_000; i++) {
        product = product.multiply(java.math.BigInteger.valueOf(i));
    }
    var before = java.math.BigInteger.ZERO;
    var number = java.math.BigInteger.ONE;
    for (int i = 0; i < 20_000; i++) {
        var next = number.add(before);
        before = number;
        number = next;
    }
    return product.mod(number).bitLength() + product.bitLength();
}""",
}

MEASURED = """
String measured(java.util.function.LongSupplier loop) {
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    long result = loop.getAsLong();
    return threads.getCurrentThreadCpuTime() - begin + " " + result;
}"""

PLAIN = """
class Loops {{
{declarations}
    public static void main(String[] arguments) throws Exception {{
        var loops = new Loops();
        var names = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        for (String name = names.readLine(); name != null; name = names.readLine()) {{
            System.out.println(switch (name) {{
{cases}
                default -> throw new IllegalArgumentException(name);
            }});
        }}
    }}
}}
"""


class Cells:
    """A kernel with the loops declared, one cell each."""

    def __init__(self, kernel, names):
        self.manager = KernelManager(kernel_name=kernel)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)
        for code in [MEASURED] + [LOOPS[name] for name in names]:
            self.printed(code)

    def printed(self, code):
        msg_id = self.client.execute(code)
        printed = ""
        while True:
            msg = self.client.get_iopub_msg(timeout=120)
            if msg["parent_header"].get("msg_id") != msg_id:
                continue
            if msg["msg_type"] == "error":
                raise SystemExit("\n".join(msg["content"]["traceback"]))
            if msg["msg_type"] == "stream":
                printed += msg["content"]["text"]
            if msg["msg_type"] == "status" and msg["content"]["execution_state"] == "idle":
                return printed

    def run(self, name):
        return self.printed(f"System.out.print(measured(() -> {name}()));")

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


class Plain:
    """A process of plain Java that runs the loops it is asked for."""

    def __init__(self, java, classes):
        self.process = subprocess.Popen(
            [java, "-cp", classes, "Loops"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )

    def run(self, name):
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def environment():
    flags = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
    return {name: value for name, value in os.environ.items() if name not in flags}


def compiled(java, names, directory):
    source = pathlib.Path(directory, "Loops.java")
    cases = "\n".join(f'                case "{name}" -> loops.measured(() -> loops.{name}());' for name in names)
    declarations = "\n".join([MEASURED] + [LOOPS[name] for name in names])
    source.write_text(PLAIN.format(declarations=declarations, cases=cases))
    javac = pathlib.Path(java).with_name("javac")
    subprocess.run([javac, "-d", directory, source], check=True, env=environment())
    return directory


def round_of(sides, names, runs):
    """The least milliseconds of each loop on each side."""
    least = {name: [math.inf] * len(sides) for name in names}
    for name in names:
        results = set()
        for _ in range(runs):
            for number, side in enumerate(sides):
                nanos, result = side.run(name).split()
                least[name][number] = min(least[name][number], int(nanos) / 1e6)
                results.add(result)
        if len(results) > 1:
            raise SystemExit(f"{name} has several results: {results}")
    return least


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", nargs="+", choices=list(LOOPS), default=list(LOOPS), metavar="NAME")
    parser.add_argument("kernels", nargs="+", metavar="KERNEL")
    options = parser.parse_args()
    java = KernelManager(kernel_name=options.kernels[0]).kernel_spec.argv[0]
    rounds = []
    with tempfile.TemporaryDirectory() as directory:
        classes = compiled(java, options.only, directory)
        for _ in range(options.rounds):
            sides = [Plain(java, classes)]
            try:
                sides += [Cells(kernel, options.only) for kernel in options.kernels]
                rounds.append(round_of(sides, options.only, options.runs))
            finally:
                for side in sides:
                    side.close()
    version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    print(f"{version}; {options.rounds} rounds of {options.runs} runs; load {os.getloadavg()[0]:.1f}")
    print(f"{'':12}{'plain ms':>9}" + "".join(f"{kernel:>26}" for kernel in options.kernels))
    ratios = [[] for _ in options.kernels]
    for name in options.only:
        plain = min(least[name][0] for least in rounds)
        shown = ""
        for number, kernel in enumerate(ratios, 1):
            kernel.append(min(least[name][number] for least in rounds) / plain)
            single = " ".join(f"{least[name][number] / least[name][0]:.2f}" for least in rounds)
            shown += f"{kernel[-1]:8.2f} ({single})".rjust(26)
        print(f"{name:12}{plain:9.1f}{shown}")
    for title, of in (("geometric", lambda all: math.exp(sum(map(math.log, all)) / len(all))), ("worst", max)):
        print(f"{title:21}" + "".join(f"{of(kernel):8.2f}".ljust(8).rjust(26) for kernel in ratios))


if __name__ == "__main__":
    main()
