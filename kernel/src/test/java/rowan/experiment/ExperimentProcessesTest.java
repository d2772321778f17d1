package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Golden;
import rowan.JavaProcess;
import rowan.Notebook;
import rowan.workspace.contract.Outcome;

/** Experiments in processes of their own: what is counted is the same in each, and none leaves a file behind. */
@Tag("slow")
class ExperimentProcessesTest {

    private static final int PROCESSES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String TABLES = """
            CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT UNIQUE, country TEXT);
            CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, price INTEGER, note TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO users SELECT i, 'user ' || i, char(65 + i % 7) FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
            INSERT INTO orders SELECT i, 1 + i * 7919 % 300, iif(i % 40, 'sent', 'open'), i * 37 % 2003, hex(i) FROM n;
            ANALYZE;
            """;

    /** Queries of every kind, each an arm; that they give other rows does not matter here. */
    private static final String COMPARISON = """
            %%compare --budget 2s --save comparison.json
            SELECT count(*), sum(price) FROM orders WHERE user_id = 42
            -- arm: index
            CREATE INDEX orders_user ON orders(user_id)
            -- instead: covering index
            CREATE INDEX orders_user_price ON orders(user_id, price);
            SELECT count(*), sum(price) FROM orders WHERE user_id = 42
            -- instead: sort
            SELECT id FROM orders WHERE status = 'open' ORDER BY price DESC, id LIMIT 20
            -- instead: groups
            SELECT country, count(*), max(price) FROM orders o JOIN users u ON u.id = o.user_id GROUP BY country
            -- instead: subquery for each row
            SELECT name, (SELECT max(price) FROM orders o WHERE o.user_id = u.id) FROM users u WHERE country = 'C'
            -- instead: window
            SELECT id, rank() OVER (PARTITION BY user_id ORDER BY price) FROM orders WHERE user_id < 5
            -- instead: recursion
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT count(*) FROM n
            -- instead: either
            CREATE INDEX orders_status ON orders(status);
            CREATE INDEX orders_user ON orders(user_id);
            SELECT count(note) FROM orders WHERE status = 'open' OR user_id = 7
            """;

    private static final String GROWTH = """
            %%growth --sizes 1000,2000,5000,10000 --save growth.json
            SELECT count(*) FROM t WHERE k = 7
            -- setup
            CREATE TABLE t(id INTEGER PRIMARY KEY, k INTEGER);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)
            INSERT INTO t SELECT i, i * 7919 % (:n / 50) FROM n;
            -- arm: index
            CREATE INDEX by_k ON t(k)
            """;

    private static final String ENDLESS = """
            %%compare --budget 600s
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
            -- arm: index
            CREATE INDEX orders_user ON orders(user_id)
            """;

    /** The program of the processes: runs experiments in a directory. */
    public static final class Experimenting {

        private Experimenting() {}

        /** Arguments: the directory, and {@code all}, {@code endless} or {@code none}. */
        public static void main(String[] arguments) {
            try (Notebook notebook = new Notebook(Path.of(arguments[0]))) {
                List<String> cells = switch (arguments[1]) {
                    case "all" -> List.of(TABLES, COMPARISON, GROWTH);
                    case "endless" -> List.of(TABLES, ENDLESS);
                    default -> List.of("SELECT 1");
                };
                for (String cell : cells) {
                    notebook.run(cell);
                    if (notebook.outcome() instanceof Outcome.Failure failure) {
                        throw new IllegalStateException(failure.problem().toString());
                    }
                }
            }
        }
    }

    @TempDir
    Path directory;

    private Process process(String name, String cells) throws IOException {
        Path place = Files.createDirectories(directory.resolve(name));
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        return JavaProcess.of(temporary, Experimenting.class, place.toString(), cells)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said.txt").toFile())
                .start();
    }

    private void ended(Process process, String name) throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> text(directory.resolve(name).resolve("said.txt")))
                .isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("tmp"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }

    private static JsonObject record(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    /** The arms of both experiments. */
    private List<JsonObject> arms(String name) throws IOException {
        Path place = directory.resolve(name);
        List<JsonObject> arms = new ArrayList<>();
        JsonObject comparison = record(place.resolve("comparison.json"));
        arms.add(comparison.getAsJsonObject("baseline"));
        comparison
                .getAsJsonArray("changes")
                .forEach(change -> arms.add(change.getAsJsonObject().getAsJsonObject("arm")));
        for (JsonElement curve : record(place.resolve("growth.json")).getAsJsonArray("curves")) {
            curve.getAsJsonObject().getAsJsonArray("arms").forEach(arm -> arms.add(arm.getAsJsonObject()));
        }
        return arms;
    }

    private static String counted(JsonObject arm, boolean withPages) {
        JsonObject work = arm.getAsJsonObject("work");
        StringBuilder text = new StringBuilder(arm.get("label").getAsString()).append('\n');
        for (JsonElement step : arm.getAsJsonObject("plan").getAsJsonArray("nodes")) {
            text.append("  ".repeat(1 + step.getAsJsonObject().get("level").getAsInt()))
                    .append(step.getAsJsonObject().get("detail").getAsString())
                    .append('\n');
        }
        text.append("  steps ").append(work.get("steps"));
        if (work.has("visited")) {
            text.append(", rows visited ").append(work.get("visited"));
        }
        if (withPages && work.has("pages")) {
            text.append(", pages ").append(work.get("pages"));
        }
        return text.append(", result ")
                .append(arm.getAsJsonObject("answer").get("fingerprint").getAsString())
                .append('\n')
                .toString();
    }

    @Test
    void steps_rows_pages_plans_and_results_are_the_same_in_every_process_and_on_every_JDK() throws Exception {
        Set<String> seen = new LinkedHashSet<>();
        String counts = "";
        for (int i = 1; i <= PROCESSES; i++) {
            String name = "process" + i;
            ended(process(name, "all"), name);
            StringBuilder all = new StringBuilder();
            StringBuilder everywhere = new StringBuilder();
            for (JsonObject arm : arms(name)) {
                all.append(counted(arm, true));
                everywhere.append(counted(arm, false));
            }
            seen.add(all.toString());
            counts = everywhere.toString();
        }
        assertThat(seen).hasSize(1);
        List<Double> exponents = new ArrayList<>();
        for (JsonElement curve :
                record(directory.resolve("process1").resolve("growth.json")).getAsJsonArray("curves")) {
            JsonObject steps = curve.getAsJsonObject().getAsJsonObject("steps");
            exponents.addAll(List.of(
                    steps.get("low").getAsDouble(),
                    steps.get("exponent").getAsDouble(),
                    steps.get("high").getAsDouble()));
        }
        assertThat(exponents.subList(0, 3))
                .as("a scan")
                .allSatisfy(e -> assertThat(e).isBetween(0.99, 1.01));
        assertThat(exponents.subList(3, 6))
                .as("a seek")
                .allSatisfy(e -> assertThat(e).isBetween(-0.01, 0.01));
        Golden.assertSameOnce("experiment-counts.txt", counts);
        assertThat(left()).isEmpty();
    }

    private List<Path> databases() throws IOException {
        return left().stream().filter(file -> file.endsWith("main.db")).toList();
    }

    private Process measuring(String name) throws Exception {
        Process process = process(name, "endless");
        long end = System.nanoTime() + PATIENCE.toNanos();
        // A copy of the database, and a copy of that for an arm.
        while (databases().size() < 2) {
            assertThat(process.isAlive())
                    .as(() -> text(directory.resolve(name).resolve("said.txt")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        return process;
    }

    @Test
    void what_a_killed_process_leaves_is_removed_by_the_next_and_nobody_elses() throws Exception {
        measuring("killed").destroyForcibly().waitFor();
        assertThat(left()).isNotEmpty();
        ended(process("next", "none"), "next");
        assertThat(left()).isEmpty();

        Process alive = measuring("alive");
        try {
            List<Path> used = databases();
            ended(process("beside", "none"), "beside");
            assertThat(used).isNotEmpty().allMatch(Files::exists);
            assertThat(alive.isAlive()).isTrue();
        } finally {
            alive.destroyForcibly().waitFor();
        }
        ended(process("last", "none"), "last");
        assertThat(left()).isEmpty();
    }
}
