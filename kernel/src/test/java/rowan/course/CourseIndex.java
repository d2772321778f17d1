package rowan.course;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code notebooks/index.ipynb}: a map of the course, its glossary, and every disputed claim with what came of it, all made
 * of what the notebooks say themselves.
 */
final class CourseIndex {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Of prose about techniques, which is read with thought. */
    private static final int WORDS_PER_MINUTE = 200;

    private static final double MINUTES_PER_CELL = 0.3;
    private static final double MINUTES_PER_EXERCISE = 5;

    private final List<CourseNotebook> notebooks;

    CourseIndex(List<CourseNotebook> notebooks) {
        this.notebooks = notebooks;
    }

    /** The whole notebook, as it is stored. */
    String json() {
        JsonArray cells = new JsonArray();
        List.of(head(), map(), glossary(), claims()).forEach(text -> {
            JsonObject cell = new JsonObject();
            cell.addProperty("cell_type", "markdown");
            cell.addProperty("id", "index-" + (cells.size() + 1));
            cell.add("metadata", new JsonObject());
            JsonArray lines = new JsonArray();
            text.lines().map(line -> line + "\n").forEach(lines::add);
            cell.add("source", lines);
            cells.add(cell);
        });
        JsonObject root = new JsonObject();
        root.add("cells", cells);
        JsonObject metadata = new JsonObject();
        JsonObject kernel = new JsonObject();
        kernel.addProperty("display_name", "Rowan (SQL + Java)");
        kernel.addProperty("language", "sql");
        kernel.addProperty("name", "rowan");
        metadata.add("kernelspec", kernel);
        root.add("metadata", metadata);
        root.addProperty("nbformat", 4);
        root.addProperty("nbformat_minor", 5);
        return GSON.toJson(root) + "\n";
    }

    private static String head() {
        return """
                # The course

                How to think of data, keep them sound and find them fast: each notebook begins with a question that comes up at
                work, and every claim in it is run. Begin where your question is; nothing has to be read before.

                `rowan verify --solutions notebooks/*.ipynb` runs all of it, the exercises too.""";
    }

    private String map() {
        StringBuilder text = new StringBuilder("## The notebooks\n\n");
        text.append(
                "| notebook | the question | minutes to read | to work through | what it carries |\n|---|---|---|---|---|\n");
        for (CourseNotebook notebook : notebooks) {
            List<String> sections = notebook.cells().stream()
                    .filter(cell -> !cell.isCode())
                    .flatMap(cell -> cell.source().lines())
                    .filter(line -> line.matches("## \\d+ · .*"))
                    .map(line -> line.replaceFirst("## \\d+ · ", ""))
                    .toList();
            text.append("| [%s](%s) | %s | %d | %d | %s |\n"
                    .formatted(
                            notebook.title(),
                            notebook.file().getFileName(),
                            notebook.question(),
                            minutesToRead(notebook),
                            minutesToWorkThrough(notebook),
                            String.join(" · ", sections)));
        }
        return text.toString();
    }

    /** Of its text alone. */
    private static int minutesToRead(CourseNotebook notebook) {
        long words = notebook.cells().stream()
                .filter(cell -> !cell.isCode())
                .mapToLong(cell -> cell.source().split("\\s+").length)
                .sum();
        return Math.round((float) words / WORDS_PER_MINUTE);
    }

    /** With its cells and exercises; to the next five. */
    private static int minutesToWorkThrough(CourseNotebook notebook) {
        double minutes = 0;
        for (CourseNotebook.Cell cell : notebook.cells()) {
            minutes += cell.isCode()
                    ? MINUTES_PER_CELL + (cell.tags().contains("exercise") ? MINUTES_PER_EXERCISE : 0)
                    : (double) cell.source().split("\\s+").length / WORDS_PER_MINUTE;
        }
        return (int) Math.ceil(minutes / 5) * 5;
    }

    private String glossary() {
        StringBuilder text = new StringBuilder("## Words\n\n| word | what it means | explained in |\n|---|---|---|\n");
        Map<String, String> rows = new TreeMap<>(Comparator.comparing(String::toLowerCase));
        for (CourseNotebook notebook : notebooks) {
            String section = "";
            for (CourseNotebook.Cell cell : notebook.cells()) {
                section = cell.isCode() ? section : heading(cell.source()).orElse(section);
                for (Map.Entry<String, String> term : cell.terms().entrySet()) {
                    rows.put(
                            term.getKey(),
                            "| %s | %s | [%s](%s%s) |\n"
                                    .formatted(
                                            term.getKey(),
                                            term.getValue(),
                                            section.isEmpty() ? notebook.title() : section,
                                            notebook.file().getFileName(),
                                            anchor(section)));
                }
            }
        }
        rows.values().forEach(text::append);
        return text.toString();
    }

    /** As JupyterLab names headings. */
    private static String anchor(String section) {
        return section.isEmpty() ? "" : "#" + section.replace(' ', '-');
    }

    private static Optional<String> heading(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .findFirst();
    }

    private String claims() {
        StringBuilder text = new StringBuilder("""
                ## Claims, tested

                What is said about databases, in books, in talks, in reviews, and what happened when it was run.

                | claim | verdict | what happened | where |
                |---|---|---|---|
                """);
        List<String> rows = new ArrayList<>();
        for (CourseNotebook notebook : notebooks) {
            String section = "";
            for (CourseNotebook.Cell cell : notebook.cells()) {
                section = cell.isCode() ? section : heading(cell.source()).orElse(section);
                for (CourseNotebook.Claim claim : cell.claims()) {
                    rows.add("| %s | **%s** | %s | [%s](%s%s) |\n"
                            .formatted(
                                    claim.says(),
                                    claim.verdict(),
                                    claim.found(),
                                    notebook.number(),
                                    notebook.file().getFileName(),
                                    anchor(section)));
                }
            }
        }
        rows.forEach(text::append);
        return text.toString();
    }
}
