package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.experiment.Recalculation;
import rowan.model.experiment.Clock;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Experiment;
import rowan.model.experiment.Timed;
import rowan.notebook.NotebookFile;
import rowan.notebook.run.NotebookRunner;
import rowan.notebook.run.StoredOutputs;
import rowan.workspace.contract.InterruptSignal;

/**
 * A stored notebook in which something was written over, in many places that a seed chooses, against one run of it; and the
 * same notebook as it is, on a busy machine.
 */
@Tag("slow")
class ForgedNotebookTest {

    private static final long SEED = Long.getLong("forgery.seed", 17);
    private static final int EACH = Integer.getInteger("forgeries", 2);
    private static final int UNCHANGED = Integer.getInteger("unchanged.runs", 1);
    private static final int BUSY = Integer.getInteger("busy.loops", 2);

    private static final String TABLE = """
            SELECT id, name, price FROM item WHERE id <= 6""";
    private static final String ERROR = """
            INSERT INTO item VALUES (1, 'twice', 0, 0)""";
    private static final String TRACEBACK = """
            int[] few = {1, 2};
            few[7]""";
    private static final String PLAN = """
            %%plan
            SELECT i.name, g.title FROM item i JOIN grp g ON g.id = i.grp WHERE i.price > 40""";
    private static final String MEASURED = """
            %%plan --measure
            SELECT i.name, g.title FROM item i JOIN grp g ON g.id = i.grp WHERE i.price > 40""";
    private static final String COMPARE = """
            %%compare --budget 500ms
            SELECT count(*) FROM item WHERE grp = 7
            -- arm: index on the group
            CREATE INDEX item_grp ON item(grp)""";
    private static final String GROWTH = """
            %%growth --sizes 300,1000,3000,10000 --budget 1s
            SELECT count(*) FROM g WHERE x < 0
            -- setup
            CREATE TABLE g AS WITH RECURSIVE n(i) AS
              (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n) SELECT i AS x FROM n;""";
    private static final String TIMEIT = """
            %timeit SELECT sum(price) FROM item""";
    private static final String TIMEIT_JAVA = """
            %timeit java.util.stream.IntStream.range(0, 1000).sum()""";
    private static final String CHART = """
            %%chart --x title --y n --kind bar
            SELECT g.title, count(*) AS n FROM item i JOIN grp g ON g.id = i.grp GROUP BY g.id ORDER BY g.id LIMIT 4""";
    private static final String SVG = """
            display("<svg xmlns='http://www.w3.org/2000/svg'><title>rows 40</title><circle r='25'/></svg>", "image/svg+xml");
            html("<figure><img alt='40 rows' src='data:image/svg+xml;base64,PHN2ZyB2aWV3Qm94PSIwIDAgMTAwIDUwIj48dGV4dD40MiByb3dzPC90ZXh0Pjwvc3ZnPg=='></figure>")""";
    private static final String STREAM = """
            for (int i = 1; i <= 3; i++) System.out.println("line " + i + " of 3, done in " + System.nanoTime() % 900 + " ms");
            System.err.println("2 warnings");""";
    private static final String VALUE = """
            java.util.List.of(3, 14, 159, "words")""";
    private static final String LOG = """
            for (int i = 1; i <= 20; i++) db.query("SELECT name FROM item WHERE id = ?", i);""";

    private static final List<String> CELLS = List.of(
            """
            CREATE TABLE grp(id INTEGER PRIMARY KEY, title TEXT);
            CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL, grp INTEGER);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
            INSERT INTO grp SELECT i, 'group ' || i FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO item SELECT i, 'item ' || i, i * 1.25, i % 50 FROM n""",
            TABLE,
            ERROR,
            TRACEBACK,
            PLAN,
            MEASURED,
            COMPARE,
            GROWTH,
            TIMEIT,
            TIMEIT_JAVA,
            CHART,
            SVG,
            STREAM,
            VALUE,
            LOG,
            "%log",
            "%experiments",
            "%status",
            ".databases");

    @TempDir
    static Path directory;

    private static Path stored;
    private static List<NotebookRunner.CellRun> later;

    @BeforeAll
    static void a_notebook_that_was_stored_and_run_again() throws IOException {
        JsonArray cells = new JsonArray();
        for (String source : CELLS) {
            JsonObject cell = new JsonObject();
            cell.addProperty("cell_type", "code");
            cell.addProperty("id", "c" + cells.size());
            cell.addProperty("source", source);
            cell.add("metadata", new Gson().fromJson("{\"tags\": [\"raises-exception\"]}", JsonObject.class));
            cell.add("outputs", new JsonArray());
            cells.add(cell);
        }
        JsonObject root = new JsonObject();
        root.addProperty("nbformat", 4);
        root.addProperty("nbformat_minor", 5);
        root.add("metadata", new JsonObject());
        root.add("cells", cells);
        stored = directory.resolve("stored.ipynb");
        Files.writeString(stored, root.toString(), StandardCharsets.UTF_8);
        NotebookFile notebook = NotebookFile.read(stored);
        run(notebook);
        notebook.write(stored);
        later = run(NotebookFile.read(stored));
    }

    private static List<NotebookRunner.CellRun> run(NotebookFile notebook) {
        List<NotebookRunner.CellRun> cells = new ArrayList<>();
        try (Notebook workspace = new Notebook(directory)) {
            assertThat(new NotebookRunner(workspace.workspace(), new InterruptSignal()).run(notebook, cells::add))
                    .isTrue();
        }
        return cells;
    }

    private static List<String> contradictions(Record measurement) {
        return measurement instanceof Experiment experiment ? Recalculation.contradictions(experiment) : List.of();
    }

    /** What a verification says of a notebook after a run. */
    private static Verification verified(Path notebook, List<NotebookRunner.CellRun> cells)
            throws NotebookFile.Unreadable {
        Verification verification = new Verification(NotebookFile.read(notebook), ForgedNotebookTest::contradictions);
        cells.forEach(verification::compare);
        return verification;
    }

    /** Writes over something in the outputs of a cell; says what it has done. */
    @FunctionalInterface
    private interface Forgery {
        String in(JsonArray outputs, Random random);
    }

    private record Kind(String cell, Forgery forgery) {}

    private static final Pattern TOKEN = Pattern.compile("\\d+|\\p{L}{2,}|█+");

    /** Parts of a text that are exempt: pixels, and times where they are no measurement's own. */
    private static final Pattern EXEMPT = Pattern.compile("data:image/png;base64,[^\"]+|[\\d.,]+ (?:ns|µs|ms|s)\\b");

    private static final Pattern PIXELS = Pattern.compile("data:image/png;base64,[^\"]+");

    /** Changes a number, a word or a bar of a text. */
    private static String changed(String text, Pattern exempt, Random random) {
        List<MatchResult> free = new ArrayList<>();
        List<MatchResult> taken = exempt.matcher(text).results().toList();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            int start = token.start();
            if (taken.stream().noneMatch(t -> start >= t.start() && start < t.end())) {
                free.add(token.toMatchResult());
            }
        }
        MatchResult chosen = free.get(random.nextInt(free.size()));
        String other = Character.isDigit(chosen.group().charAt(0))
                ? (chosen.group().startsWith("9") ? "1" : "9") + chosen.group().substring(1) + "0"
                : chosen.group().startsWith("█") ? chosen.group() + "█" : chosen.group() + "x";
        return text.substring(0, chosen.start()) + other + text.substring(chosen.end());
    }

    private static JsonObject output(JsonArray outputs, String format) {
        for (JsonElement output : outputs) {
            if (output.getAsJsonObject().has("data")
                    && output.getAsJsonObject().getAsJsonObject("data").has(format)) {
                return output.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + format + " in " + outputs);
    }

    private static Forgery text(String format, Pattern exempt) {
        return (outputs, random) -> {
            JsonObject data = output(outputs, format).getAsJsonObject("data");
            String before = NotebookFile.text(data.get(format));
            String after = changed(before, exempt, random);
            data.addProperty(format, after);
            return difference(before, after);
        };
    }

    private static Forgery member(String name) {
        return (outputs, random) -> {
            for (JsonElement output : outputs) {
                if (output.getAsJsonObject().has(name)) {
                    String before = NotebookFile.text(output.getAsJsonObject().get(name));
                    String after = changed(before, EXEMPT, random);
                    if (name.equals("traceback")) {
                        JsonArray lines = new JsonArray();
                        lines.add(after);
                        output.getAsJsonObject().add(name, lines);
                    } else {
                        output.getAsJsonObject().addProperty(name, after);
                    }
                    return difference(before, after);
                }
            }
            throw new AssertionError("no " + name);
        };
    }

    private static String difference(String before, String after) {
        int at = 0;
        while (at < before.length() && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 30);
        return "…" + before.substring(from, Math.min(before.length(), at + 20)) + "… → …"
                + after.substring(from, Math.min(after.length(), at + 20)) + "…";
    }

    /** Replaces the first match of a pattern in the HTML. */
    private static Forgery html(String pattern, String replacement) {
        return (outputs, random) -> {
            JsonObject data = output(outputs, MimeBundle.HTML).getAsJsonObject("data");
            String before = NotebookFile.text(data.get(MimeBundle.HTML));
            String after = before.replaceFirst("(?s)" + pattern, replacement);
            assertThat(after).as(pattern).isNotEqualTo(before);
            data.addProperty(MimeBundle.HTML, after);
            return pattern + " → " + replacement;
        };
    }

    /** Changes one number of a record, wherever it stands in it. */
    private static Forgery number(String type) {
        return (outputs, random) -> {
            List<Runnable> places = new ArrayList<>();
            List<String> said = new ArrayList<>();
            numbers(output(outputs, type).getAsJsonObject("data").get(type), "", places, said);
            int chosen = random.nextInt(places.size());
            places.get(chosen).run();
            return said.get(chosen);
        };
    }

    private static void numbers(JsonElement tree, String path, List<Runnable> places, List<String> said) {
        if (tree.isJsonObject()) {
            JsonObject object = tree.getAsJsonObject();
            object.asMap().forEach((name, each) -> {
                if (isNumber(each)) {
                    places.add(() -> object.addProperty(name, other(each)));
                    said.add(path + " " + name + " " + each);
                } else {
                    numbers(each, path + " " + name, places, said);
                }
            });
        } else if (tree.isJsonArray()) {
            JsonArray array = tree.getAsJsonArray();
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                JsonElement each = array.get(i);
                if (isNumber(each)) {
                    places.add(() -> array.set(at, new JsonPrimitive(other(each))));
                    said.add(path + " " + i + " " + each);
                } else {
                    numbers(each, path + " " + i, places, said);
                }
            }
        }
    }

    private static boolean isNumber(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
    }

    private static Number other(JsonElement number) {
        return number.getAsString().matches("-?\\d+") ? number.getAsLong() + 1 : number.getAsDouble() * 1.5 + 1;
    }

    /** Another record with a drawing and a digest that fit it. */
    private static void redraw(JsonObject output, Record forged) {
        JsonObject drawn =
                StoredOutputs.bundle(output.get("output_type").getAsString(), new Renderers().render(forged));
        output.add("data", drawn.get("data"));
    }

    private static Record record(JsonObject output) {
        Map<?, ?> tree = new Gson().fromJson(output.getAsJsonObject("data").get(MimeBundle.EXPERIMENT), Map.class);
        Map<String, Object> members = new LinkedHashMap<>();
        tree.forEach((name, value) -> members.put((String) name, value));
        return Recorded.read(MimeBundle.EXPERIMENT, members);
    }

    private static String ratio(JsonArray outputs, Random random) {
        JsonObject output = output(outputs, MimeBundle.EXPERIMENT);
        Comparison comparison = (Comparison) record(output);
        double factor = 2 + random.nextInt(40_000);
        Comparison.Change change = comparison.changes().get(0);
        Comparison.Ratio ratio = change.verdict().ratio();
        Comparison.Change forged = new Comparison.Change(
                change.arm(),
                new Comparison.Verdict(
                        Comparison.Finding.FASTER,
                        new Comparison.Ratio(ratio.value() * factor, ratio.low() * factor, ratio.high() * factor),
                        change.verdict().clock(),
                        change.verdict().sameWork()),
                change.sameness(),
                change.addedBytes(),
                change.writing(),
                change.notWritten());
        redraw(
                output,
                new Comparison(
                        comparison.query(),
                        comparison.baseline(),
                        List.of(forged),
                        comparison.control(),
                        comparison.sampling(),
                        comparison.provenance()));
        return "the whole drawing says " + forged.verdict().sentence();
    }

    private static String clock(JsonArray outputs, Random random) {
        JsonObject output = output(outputs, MimeBundle.EXPERIMENT);
        Comparison comparison = (Comparison) record(output);
        Comparison.Sampling sampling = comparison.sampling();
        ClockChoice other = sampling.clock().clock() == Clock.CPU
                ? new ClockChoice(Clock.WALL, Optional.of("it looks better"))
                : new ClockChoice(Clock.CPU, Optional.empty());
        redraw(
                output,
                new Comparison(
                        comparison.query(),
                        comparison.baseline(),
                        comparison.changes(),
                        comparison.control(),
                        new Comparison.Sampling(
                                sampling.pairs(),
                                sampling.batches(),
                                sampling.looks(),
                                sampling.outliers(),
                                sampling.cache(),
                                other,
                                sampling.budget(),
                                sampling.end()),
                        comparison.provenance()));
        return "the whole drawing is by " + other.clock();
    }

    private static String steps(JsonArray outputs, Random random) {
        JsonObject output = output(outputs, MimeBundle.EXPERIMENT);
        Timed timed = (Timed) record(output);
        long steps = random.nextInt(1_000);
        redraw(
                output,
                new Timed(
                        timed.times(),
                        timed.work().map(work -> new Experiment.Work(new rowan.model.Count.Exact(steps)))));
        return "the whole drawing says " + steps + " steps";
    }

    private static String removed(JsonArray outputs, Random random) {
        int at = random.nextInt(outputs.size());
        outputs.remove(at);
        return "output " + at + " removed";
    }

    private static String added(JsonArray outputs, Random random) {
        outputs.add(outputs.get(random.nextInt(outputs.size())).deepCopy());
        return "an output added";
    }

    private static String moved(JsonArray outputs, Random random) {
        int at = random.nextInt(outputs.size() - 1);
        JsonElement first = outputs.get(at);
        outputs.set(at, outputs.get(at + 1));
        outputs.set(at + 1, first);
        return "outputs " + at + " and its next change places";
    }

    private static String retyped(JsonArray outputs, Random random) {
        JsonObject output = output(outputs, MimeBundle.HTML);
        boolean result = output.get("output_type").getAsString().equals("execute_result");
        output.addProperty("output_type", result ? "display_data" : "execute_result");
        return "another type of output";
    }

    private static String lacking(JsonArray outputs, Random random) {
        JsonObject data = output(outputs, MimeBundle.HTML).getAsJsonObject("data");
        List<String> formats = List.copyOf(data.keySet());
        String format = formats.get(random.nextInt(formats.size()));
        data.remove(format);
        return "no " + format;
    }

    private static String described(JsonArray outputs, Random random) {
        JsonObject about = new JsonObject();
        about.addProperty("alt", "picture " + random.nextInt());
        output(outputs, MimeBundle.PLAIN).getAsJsonObject("metadata").add("image/png", about);
        return "metadata";
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("table, HTML", new Kind(TABLE, text(MimeBundle.HTML, EXEMPT)));
        kinds.put("table, plain", new Kind(TABLE, text(MimeBundle.PLAIN, EXEMPT)));
        kinds.put("error, evalue", new Kind(ERROR, member("evalue")));
        kinds.put("error, traceback", new Kind(TRACEBACK, member("traceback")));
        kinds.put("plan, HTML", new Kind(PLAN, text(MimeBundle.HTML, EXEMPT)));
        kinds.put("plan, plain", new Kind(PLAN, text(MimeBundle.PLAIN, EXEMPT)));
        kinds.put("measured plan, HTML", new Kind(MEASURED, text(MimeBundle.HTML, EXEMPT)));
        kinds.put("measured plan, plain", new Kind(MEASURED, text(MimeBundle.PLAIN, EXEMPT)));
        kinds.put("comparison, HTML", new Kind(COMPARE, text(MimeBundle.HTML, PIXELS)));
        kinds.put("comparison, plain", new Kind(COMPARE, text(MimeBundle.PLAIN, PIXELS)));
        kinds.put("comparison, ratio", new Kind(COMPARE, html("[\\d.,]+ × (faster|slower)", "40,000 × $1")));
        kinds.put("comparison, interval", new Kind(COMPARE, html("\\[[\\d., ]+\\]", "[2, 3]")));
        kinds.put("comparison, figure removed", new Kind(COMPARE, html("<figure.*</figure>", "")));
        kinds.put("comparison, alternative text", new Kind(COMPARE, html("alt=\"", "alt=\"Not true: ")));
        kinds.put("comparison, record", new Kind(COMPARE, number(MimeBundle.EXPERIMENT)));
        kinds.put("comparison, all of it", new Kind(COMPARE, ForgedNotebookTest::ratio));
        kinds.put("comparison, clock", new Kind(COMPARE, ForgedNotebookTest::clock));
        kinds.put("growth, HTML", new Kind(GROWTH, text(MimeBundle.HTML, PIXELS)));
        kinds.put("growth, plain", new Kind(GROWTH, text(MimeBundle.PLAIN, PIXELS)));
        kinds.put("growth, record", new Kind(GROWTH, number(MimeBundle.EXPERIMENT)));
        kinds.put("timeit, HTML", new Kind(TIMEIT, text(MimeBundle.HTML, PIXELS)));
        kinds.put("timeit, plain", new Kind(TIMEIT_JAVA, text(MimeBundle.PLAIN, PIXELS)));
        kinds.put("timeit, record", new Kind(TIMEIT, number(MimeBundle.EXPERIMENT)));
        kinds.put("timeit, all of it", new Kind(TIMEIT, ForgedNotebookTest::steps));
        kinds.put("chart, numbers", new Kind(CHART, text(MimeBundle.HTML, EXEMPT)));
        kinds.put("chart, alternative text", new Kind(CHART, html("alt=\"", "alt=\"Not true: ")));
        kinds.put("chart, another picture", new Kind(CHART, html("base64,[^\"]+", "base64,iVBORw0KGgo=")));
        kinds.put("SVG", new Kind(SVG, text("image/svg+xml", EXEMPT)));
        kinds.put("SVG in HTML", new Kind(SVG, html("MTAwIDUw", "MTAwIDUx")));
        kinds.put("stream", new Kind(STREAM, member("text")));
        kinds.put("Java value", new Kind(VALUE, text(MimeBundle.PLAIN, EXEMPT)));
        kinds.put("log, record", new Kind("%log", number(MimeBundle.LOG)));
        kinds.put("log, plain", new Kind("%log", text(MimeBundle.PLAIN, PIXELS)));
        kinds.put("list of experiments, record", new Kind("%experiments", number(MimeBundle.EXPERIMENT)));
        kinds.put("list of experiments, HTML", new Kind("%experiments", text(MimeBundle.HTML, PIXELS)));
        kinds.put("output removed", new Kind(COMPARE, ForgedNotebookTest::removed));
        kinds.put("output added", new Kind(STREAM, ForgedNotebookTest::added));
        kinds.put("order changed", new Kind(SVG, ForgedNotebookTest::moved));
        kinds.put("type changed", new Kind(TABLE, ForgedNotebookTest::retyped));
        kinds.put("format removed", new Kind(COMPARE, ForgedNotebookTest::lacking));
        kinds.put("metadata", new Kind(VALUE, ForgedNotebookTest::described));
        return kinds;
    }

    @Test
    void whatever_is_written_over_is_found() throws IOException {
        String whole = Files.readString(stored, StandardCharsets.UTF_8);
        assertThat(verified(stored, later).differences()).isEmpty();
        Random random = new Random(SEED);
        List<String> missed = new ArrayList<>();
        Path forged = directory.resolve("forged.ipynb");
        for (Map.Entry<String, Kind> kind : kinds().entrySet()) {
            int cell = CELLS.indexOf(kind.getValue().cell());
            for (int i = 0; i < EACH; i++) {
                JsonObject root = new Gson().fromJson(whole, JsonObject.class);
                JsonArray outputs =
                        root.getAsJsonArray("cells").get(cell).getAsJsonObject().getAsJsonArray("outputs");
                String done = kind.getKey() + ": " + kind.getValue().forgery().in(outputs, random);
                Files.writeString(forged, root.toString(), StandardCharsets.UTF_8);
                List<Verification.Difference> found =
                        verified(forged, List.of(later.get(cell))).differences();
                if (found.isEmpty() || found.get(0).lines().isEmpty()) {
                    missed.add(done);
                }
            }
        }
        assertThat(missed).as("of " + EACH * kinds().size()).isEmpty();
    }

    @Test
    void what_is_unchanged_is_verified_on_a_busy_machine_too() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> loops = new ArrayList<>();
        for (int i = 0; i < BUSY; i++) {
            Thread loop = new Thread(() -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            });
            loop.setDaemon(true);
            loop.start();
            loops.add(loop);
        }
        try {
            for (int i = 0; i < UNCHANGED; i++) {
                Verification verification = verified(stored, run(NotebookFile.read(stored)));
                assertThat(verification.differences()).isEmpty();
                assertThat(verification.compared())
                        .isEqualTo(CELLS.size() - verification.uncompared().size());
            }
        } finally {
            over.set(true);
            for (Thread loop : loops) {
                loop.join();
            }
        }
    }
}
