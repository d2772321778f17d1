package rowan.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.workspace.CellLanguage;
import rowan.workspace.Cells;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that run cells: from a file, or with a clock. */
final class CellCommands {

    /** The clock of the process's CPU time goes in steps of this on most systems; a shorter cell seems to take none. */
    private static final Duration CPU_TICK = Duration.ofMillis(10);

    private static final List<String> ENDINGS = List.of("", ".jsh", ".jshell", ".java", ".ijava", ".ipynb");

    private final SqlLanguage sql;
    private final CellLanguage language;
    private final Path directory;
    private final Supplier<Cells> cells;

    /** The files whose cells are being run, the innermost last. */
    private final List<Path> loading = new ArrayList<>();

    CellCommands(SqlLanguage sql, CellLanguage language, Supplier<Cells> cells) {
        this.sql = sql;
        this.language = language;
        this.directory = sql.connections().directory();
        this.cells = cells;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "load",
                                Command.Form.LINE,
                                Options.NONE.needs(ArgumentType.file("FILE", directory)),
                                "Runs a file of Java or SQL, or the cells of a notebook.",
                                this::load)
                        .alias("/open"),
                Command.of(
                                "time",
                                Command.Form.LINE_OR_CELL,
                                Options.NONE.code("CODE"),
                                "Runs code and says how long it took.",
                                this::time)
                        .over(LanguageRule.JAVA));
    }

    private Outcome time(Invocation call, Run run) {
        // Errors tell the lines of the cell, not of the code alone.
        String code = "\n".repeat(call.code().line() - 1) + call.code().text();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        Outcome outcome = cells.get().evaluate(code, run);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Duration busy = Duration.ofNanos(cpuNanos() - cpu);
        run.output()
                .show(new Note(Quantity.duration(wall) + " · CPU of the whole kernel "
                        + (busy.compareTo(CPU_TICK) < 0
                                ? "<" + Quantity.duration(CPU_TICK)
                                : Quantity.duration(busy))));
        return outcome;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private Outcome load(Invocation call, Run run) {
        String name = call.words().get(0);
        Optional<Path> file = ENDINGS.stream()
                .map(ending -> directory.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isEmpty()) {
            Path there = directory.resolve(name);
            if (Files.exists(there) && !Files.isDirectory(there)) {
                return new Outcome.Failure(Problem.usage(
                        name + " is a pipe or a device, and %load looks into a file before it runs it.",
                        "Copy what it gives into a file, and load that; SQL is also run by .read " + name + "."));
            }
            return new Outcome.Failure(Problem.usage(
                    Files.isDirectory(there)
                            ? name + " is a directory; name a file in it."
                            : "There is no " + name + ".",
                    "Paths start from " + directory + "; .jsh, .jshell, .java, .ijava and"
                            + " .ipynb may be left out."));
        }
        if (name.endsWith(".sql")) {
            return sql.script(file.get(), run, SqlOptions.PLAIN);
        }
        List<String> texts;
        Path real;
        try {
            real = file.get().toRealPath();
            if (loading.contains(real)) {
                return new Outcome.Failure(loadsItself(real));
            }
            String text = Files.readString(file.get(), StandardCharsets.UTF_8);
            if (language.of(text, LanguageRule.JAVA).equals(LanguageRule.SQL)) {
                return sql.script(file.get(), run, SqlOptions.PLAIN);
            }
            texts = file.get().toString().endsWith(".ipynb") ? codeCells(text) : List.of(text);
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return new Outcome.Failure(Problem.usage(name + " cannot be read: " + e.getMessage()));
        }
        loading.add(real);
        try {
            return run(texts, file.get().getFileName().toString(), run);
        } finally {
            loading.remove(loading.size() - 1);
        }
    }

    private Problem loadsItself(Path file) {
        List<Path> circle = new ArrayList<>(loading.subList(loading.indexOf(file), loading.size()));
        circle.add(file);
        return Problem.usage(
                file.getFileName() + " loads itself: "
                        + circle.stream()
                                .map(each -> each.getFileName().toString())
                                .collect(Collectors.joining(" → ")) + ".",
                "It would never end. Take one %load out of the circle.");
    }

    private Outcome run(List<String> texts, String file, Run run) {
        Outcome outcome = new Outcome.Nothing();
        for (int i = 0; i < texts.size(); i++) {
            if (outcome instanceof Outcome.Value value) {
                run.output().show(value.shown());
            }
            run.interrupt().check();
            outcome = cells.get().evaluate(texts.get(i), run);
            if (outcome instanceof Outcome.Failure failure) {
                String where = texts.size() == 1 ? "" : ", code cell " + (i + 1);
                return new Outcome.Failure(failure.problem().withNote("This was in " + file + where + "."));
            }
        }
        return outcome;
    }

    private static List<String> codeCells(String notebook) {
        List<String> texts = new ArrayList<>();
        for (JsonElement each :
                JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals("code")) {
                JsonElement source = cell.get("source");
                texts.add(
                        source.isJsonArray()
                                ? String.join(
                                        "",
                                        Stream.of(source.getAsJsonArray())
                                                .flatMap(lines -> lines.asList().stream())
                                                .map(JsonElement::getAsString)
                                                .toList())
                                : source.getAsString());
            }
        }
        return texts;
    }
}
