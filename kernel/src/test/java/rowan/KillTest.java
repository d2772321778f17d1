package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that are killed at random moments while they write: of what was there and of what they said was done nothing is
 * lost, and after the next start nothing is left behind.
 */
@Tag("slow")
class KillTest {

    /** How many rows are written at once: enough to be killed in the middle. */
    static final int ROWS = 60_000;

    /** Together, of all kinds. */
    private static final int KILLS = Integer.getInteger("kills", 10);

    private static final int KINDS = 5;
    private static final int LONGEST_MILLIS = 1_200;
    private static final int PATIENCE_SECONDS = 60;

    private static final String NOTEBOOK = """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"id": "a", "cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [],
               "source": "%%html\\n<p>CONTENT</p>"},
              {"id": "b", "cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [],
               "source": "SELECT 'the end'"}]}
            """;

    @TempDir
    Path directory;

    @TempDir
    Path temporary;

    @TempDir
    Path elsewhere;

    @Timeout(1_800)
    @ParameterizedTest
    @ValueSource(strings = {"import", "once", "grid", "history", "run"})
    void nothing_is_lost_and_nothing_is_left(String kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        prepare(kind);
        int inTheMiddle = 0;
        int kept = 0;
        int kills = Math.max(1, KILLS / KINDS);
        for (int kill = 1; kill <= kills; kill++) {
            int done = killed(kind, random.nextInt(LONGEST_MILLIS), kill % 2 == 0);
            boolean left = !left().isEmpty();
            inTheMiddle += left ? 1 : 0;
            String as = kind + ", kill " + kill + ", seed " + seed;
            next();
            kept = check(kind, as, kept, done);
            assertThat(left()).as(as).isEmpty();
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files).as(as).isEmpty();
            }
        }
        System.out.println(kind + ": " + kills + " kills, " + inTheMiddle
                + " of them with something beside; nothing lost, nothing left after the next start");
    }

    private void prepare(String kind) throws Exception {
        Files.writeString(elsewhere.resolve("next.ipynb"), NOTEBOOK);
        Files.writeString(directory.resolve("n.ipynb"), NOTEBOOK.replace("CONTENT", "much ".repeat(600_000)));
        if (kind.equals("run")) {
            typedRun(directory.resolve("n.ipynb")); // The old outputs.
        }
        Files.writeString(directory.resolve("out.csv"), csv(0));
        Files.writeString(directory.resolve("rows.csv"), csv(0));
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".open data.db");
            notebook.run(".import rows.csv t");
        }
    }

    private static String csv(int turn) {
        StringBuilder rows = new StringBuilder("i,turn\n");
        for (int i = 1; i <= ROWS; i++) {
            rows.append(i).append(',').append(turn).append('\n');
        }
        return rows.toString();
    }

    /**
     * How often a process said that it was done, before it was killed.
     *
     * @param writing whether it is killed as soon as it writes after that moment
     */
    private int killed(String kind, int millis, boolean writing) throws Exception {
        Process process = JavaProcess.of(temporary, Killed.class, kind, directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).as(kind).isEqualTo("0");
        TimeUnit.MILLISECONDS.sleep(millis);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (writing && left().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        process.toHandle().destroyForcibly(); // The other way would close what it has said.
        process.waitFor();
        return said.lines().mapToInt(Integer::parseInt).max().orElse(0);
    }

    /** Rowan starts, and ends. */
    private void next() throws Exception {
        typedRun(elsewhere.resolve("next.ipynb"));
    }

    private void typedRun(Path notebook) throws Exception {
        Process next = JavaProcess.of(temporary, Main.class, "run", notebook.toString(), "-o", notebook.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(next.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).isZero();
    }

    /** What nobody asked for; of SQLite's own files those that its next reader removes are no matter of ours. */
    private List<Path> left() throws IOException {
        List<String> asked = List.of("n.ipynb", "out.csv", "rows.csv", "data.db", "history.db", "connection.json");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !asked.contains(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().matches("result-\\d+\\.csv"))
                    .toList();
        }
    }

    /** Looks whether all is there that has to be, and how much it is now. */
    private int check(String kind, String as, int before, int done) throws Exception {
        int now = switch (kind) {
            case "import" -> imported(as);
            case "once" -> turn(as, directory.resolve("out.csv"));
            case "grid" -> exported(as);
            case "history" -> number(as, "history.db", "SELECT count(*) FROM inputs");
            default -> stored(as);
        };
        boolean isCounted = !kind.equals("once") && !kind.equals("run");
        if (isCounted) {
            int least = before + done + (kind.equals("history") ? 1 : 0); // That one says what it has done already.
            assertThat(now).as(as).isBetween(least, least + 1);
        } else if (kind.equals("once") && done > 0) {
            assertThat(now).as(as).isBetween(done, done + 1);
        }
        return now;
    }

    private int number(String as, String database, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(database))) {
            try (ResultSet sound = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
                assertThat(sound.getString(1)).as(as).isEqualTo("ok");
            }
            try (ResultSet number = connection.createStatement().executeQuery(query)) {
                return number.getInt(1);
            }
        }
    }

    private int imported(String as) throws SQLException {
        int rows = number(
                as, "data.db", "SELECT count(*) FROM t WHERE i <> 'i'"); // The header is a row where a table is there.
        assertThat(rows % ROWS).as(as).isZero();
        return rows / ROWS - 1;
    }

    /** The turn in which a file was written, all of it. */
    private static int turn(String as, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        int turn = Integer.parseInt(lines.get(1).split(",")[1]);
        assertThat(String.join("\n", lines) + "\n").as(as).isEqualTo(csv(turn));
        return turn;
    }

    private int exported(String as) throws IOException {
        int files = 0;
        for (Path file = directory.resolve("result-1.csv"); Files.exists(file); ) {
            turn(as, file);
            files++;
            file = directory.resolve("result-" + (files + 1) + ".csv");
        }
        return files;
    }

    private int stored(String as) throws IOException {
        var cells = JsonParser.parseString(Files.readString(directory.resolve("n.ipynb"), StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonArray("cells");
        cells.forEach(cell -> assertThat(cell.getAsJsonObject().getAsJsonArray("outputs"))
                .as(as)
                .isNotEmpty());
        return cells.size();
    }
}
