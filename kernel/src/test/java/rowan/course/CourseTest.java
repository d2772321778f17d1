package rowan.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.BundledNotebooks;
import rowan.Notebook;

/**
 * What the notebooks of the course promise: each item has one cell that answers for it, and the checks of that cell can fail.
 *
 * <p>{@code course/items.tsv} lists the items with the notebook that carries each, and whether a cell runs it or prose tells
 * it, with questions to check oneself by.
 */
@Tag("slow")
class CourseTest {

    private static final Path ITEMS = Path.of("src", "test", "resources", "course", "items.tsv");

    /** The last line of prose that asks: an answer that is folded. */
    private static final String SELF_CHECK = "<details>";

    @TempDir
    Path directory;

    record Item(String id, String notebook, boolean isTold) {}

    static List<Item> items() throws IOException {
        return Files.readAllLines(ITEMS, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(fields -> new Item(fields[0], fields[1], fields[2].equals("told")))
                .toList();
    }

    static List<CourseNotebook> notebooks() {
        return CourseNotebook.all();
    }

    @Test
    void each_item_of_a_notebook_has_one_cell_that_answers_for_it() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> answered = new TreeMap<>();
        Set<String> built = notebooks().stream().map(CourseNotebook::number).collect(Collectors.toSet());
        for (Item item : items()) {
            List<CourseNotebook.Cell> cells = notebooks().stream()
                    .filter(notebook -> notebook.number().equals(item.notebook()))
                    .flatMap(notebook -> notebook.cells().stream())
                    .filter(cell -> cell.ids().contains(item.id()))
                    .toList();
            if (built.contains(item.notebook()) && cells.size() != 1) {
                wrong.add(item.id() + " of " + item.notebook() + " has " + cells.size() + " cells");
            } else if (!cells.isEmpty()) {
                answered.merge(item.notebook(), 1, Integer::sum);
                if (!item.isTold() && !cells.get(0).isCode()) {
                    wrong.add(item.id() + " is told and not run");
                } else if (!cells.get(0).isCode() && !cells.get(0).source().contains(SELF_CHECK)) {
                    wrong.add(item.id() + " is told without a question to check oneself by");
                }
            }
        }
        answered.forEach((notebook, count) -> System.out.println(notebook + ": " + count + " items answered for"));
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_cell_answers_for_an_item_of_another_notebook_or_for_none() throws IOException {
        Map<String, String> homes =
                items().stream().collect(Collectors.toMap(Item::id, Item::notebook, (a, b) -> a, LinkedHashMap::new));
        for (CourseNotebook notebook : notebooks()) {
            assertThat(notebook.cells().stream().flatMap(cell -> cell.ids().stream()))
                    .as(notebook.toString())
                    .allMatch(id -> notebook.number().equals(homes.get(id)));
        }
    }

    @Test
    void a_term_is_explained_by_one_cell_of_the_course_in_its_own_text() {
        List<String> wrong = new ArrayList<>();
        Map<String, CourseNotebook> explained = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (CourseNotebook notebook : notebooks()) {
            for (CourseNotebook.Cell cell : notebook.cells()) {
                for (String term : cell.terms().keySet()) {
                    CourseNotebook other = explained.putIfAbsent(term, notebook);
                    if (other != null) {
                        wrong.add(term + " of " + notebook + " is explained in " + other + " already");
                    }
                    if (!standsIn(cell.source(), term)) {
                        wrong.add(term + " of " + notebook + " does not stand in the text of its cell");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Each word of a term, in its singular or plural, anywhere in a text: whoever follows the glossary finds it there. */
    private static boolean standsIn(String text, String term) {
        return Stream.of(term.toLowerCase(Locale.ROOT).split("\\W+")).allMatch(text.toLowerCase(Locale.ROOT)::contains);
    }

    @Test
    void the_index_is_made_of_what_the_notebooks_say() throws IOException {
        Path index = CourseNotebook.DIRECTORY.resolve("index.ipynb");
        String made = new CourseIndex(notebooks()).json();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(index, made, StandardCharsets.UTF_8);
        }
        assertThat(made)
                .as("-Dgolden.update=true makes the index anew")
                .isEqualTo(Files.readString(index, StandardCharsets.UTF_8));
    }

    static List<CourseNotebook> notebooksForThisJdk() {
        return BundledNotebooks.forThisJdk(notebooks());
    }

    @ParameterizedTest
    @MethodSource("notebooksForThisJdk")
    void every_check_that_answers_for_an_item_fails_when_what_it_reads_is_wrong(CourseNotebook course)
            throws IOException {
        copyData();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(CheckTrial.HELPERS);
            Set<String> constants = new HashSet<>();
            Set<String> ordered = new LinkedHashSet<>();
            for (CourseNotebook.Cell cell : course.cells()) {
                if (!cell.isCode()) {
                    continue;
                }
                String shown = notebook.run(cell.source());
                assertThat(notebook.outcome().isOk() || cell.tags().contains("raises-exception"))
                        .as("%s%n%s%n%s", course, cell.source(), shown)
                        .isTrue();
                ordered.addAll(CheckTrial.ordered(cell.source()));
                constants.addAll(CheckTrial.constants(cell.source()));
                if (!cell.ids().isEmpty() || !cell.claims().isEmpty()) {
                    CheckTrial trial = new CheckTrial(notebook, cell.source(), constants, ordered);
                    trial.run();
                    tried += trial.tried();
                    trial.unnoticed().forEach(each -> wrong.add(cell.ids() + " " + each));
                }
            }
        }
        System.out.println(course + ": " + (tried - wrong.size()) + " of " + tried + " wrong values noticed");
        assertThat(wrong).as(course.toString()).isEmpty();
    }

    /** The data that all notebooks share; what a notebook writes beside itself goes into a directory of its own. */
    private void copyData() throws IOException {
        Path data = CourseNotebook.DIRECTORY.resolve("data");
        if (Files.isDirectory(data)) {
            Files.createDirectories(directory.resolve("data"));
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve("data").resolve(file.getFileName()));
                }
            }
        }
    }
}
