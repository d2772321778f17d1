package rowan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between packages: who may know whom. The map below is the diagram, and the whole of it. */
class ArchitectureTest {

    /** Rowan's own packages, and the names under which notebooks written for IJava and JJava reach it. */
    private static final Pattern OWN =
            Pattern.compile("rowan\\b.*|io\\.github\\.spencerpark\\..*|org\\.dflib\\.jjava\\..*");

    private static final String IJAVA = "io.github.spencerpark.ijava";
    private static final String KERNEL = "io.github.spencerpark.jupyter.kernel";
    private static final String DISPLAY = KERNEL + ".display";
    private static final String MAGIC = KERNEL + ".magic";

    private static final String JJAVA = "org.dflib.jjava.jupyter";
    private static final String JJAVA_DISPLAY = JJAVA + ".kernel.display";

    /** Rowan's own packages, without {@code rowan.}; {@code files} is the lowest floor, which everybody may know. */
    private static final String ARROWS = """
            rowan -> advice display display.markup display.value experiment jshell jshell.cell jshell.internals jshell.syntax jupyter
                jupyter.protocol jupyter.zmq magic model model.experiment model.table notebook notebook.export
                notebook.run notebook.verify setup sql sql.connection sql.csv sql.db sql.dialect sql.grid sql.log
                sql.panel sql.run sql.sqlite sql.statement sql.text workspace workspace.cell workspace.command workspace.contract
            advice -> model model.plan sql.connection sql.dialect sql.run sql.statement workspace workspace.cell
                workspace.contract
            course -> model workspace.cell workspace.contract
            display -> display.chart display.experiment display.markup display.plan display.timeline display.value model
                model.experiment model.plan model.table
            display.chart -> display.markup model model.experiment
            display.experiment -> display.chart display.markup display.plan model model.experiment model.plan
            display.markup -> model model.experiment model.record
            display.plan -> display.markup model model.experiment model.plan
            display.timeline -> display.chart display.markup model
            display.value -> display.markup model model.experiment model.table
            experiment -> model model.experiment model.plan model.table sql.connection sql.dialect sql.run sql.statement
                workspace workspace.contract
            files ->
            jshell -> display display.markup jshell.cell jshell.diagnostics jshell.editor jshell.engine jshell.internals
                jshell.snippets jshell.state jshell.statements jshell.syntax libraries model workspace workspace.cell
                workspace.command workspace.contract
            jshell.cell -> display display.markup jshell.internals model model.table workspace workspace.cell
                workspace.contract
            jshell.classes -> display.markup jshell.cell jshell.internals jshell.state jshell.statements jshell.syntax
                libraries workspace.contract
            jshell.diagnostics -> display.markup jshell.cell jshell.internals jshell.syntax model workspace.cell
                workspace.contract
            jshell.editor -> display.markup jshell.cell jshell.diagnostics jshell.engine jshell.internals
                jshell.snippets jshell.syntax model workspace.contract
            jshell.engine -> jshell.cell jshell.classes jshell.diagnostics jshell.internals jshell.snippets jshell.state
                jshell.statements jshell.syntax libraries model workspace.contract
            jshell.internals -> jshell.syntax libraries
            jshell.snippets -> jshell.cell jshell.internals jshell.syntax
            jshell.state -> display.markup jshell.diagnostics jshell.internals jshell.snippets jshell.syntax
            jshell.statements -> jshell.diagnostics jshell.internals jshell.snippets jshell.syntax
            jshell.syntax ->
            jupyter -> display display.markup jupyter.protocol jupyter.zmq model workspace workspace.cell
                workspace.contract
            jupyter.protocol ->
            jupyter.zmq -> jupyter.protocol
            libraries -> model workspace.contract
            magic -> course experiment jshell jshell.cell libraries model model.experiment model.plan model.record
                model.table sql sql.connection sql.csv sql.dialect sql.log sql.run sql.statement sql.text workspace
                workspace.cell workspace.command workspace.contract
            model ->
            model.experiment -> model model.plan model.table
            model.plan -> model
            model.record -> model.plan
            model.table -> model
            notebook -> display.markup model
            notebook.export -> display.markup notebook
            notebook.run -> display.markup model notebook workspace workspace.cell workspace.contract
            notebook.verify -> display display.markup model notebook notebook.export notebook.run workspace.contract
            setup -> jshell.internals model
            sql -> model model.plan model.table sql.connection sql.csv sql.dialect sql.editor sql.log sql.run sql.statement
                sql.text workspace workspace.cell workspace.contract
            sql.connection -> model sql.dialect sql.grid sql.statement workspace.cell workspace.contract
            sql.csv -> model model.table sql.connection sql.dialect sql.grid sql.run sql.statement workspace.contract
            sql.db -> model model.table sql.connection sql.dialect sql.log sql.run sql.statement workspace
                workspace.cell workspace.contract
            sql.dialect -> model model.plan model.table sql.grammar sql.statement workspace.contract
            sql.editor -> model model.table sql.connection sql.dialect sql.grammar sql.statement sql.text
                workspace.cell workspace.contract
            sql.grammar -> sql.statement
            sql.grid -> model model.table sql.statement workspace.contract
            sql.log -> model sql.connection sql.dialect sql.statement workspace.cell workspace.contract
            sql.panel -> model sql.connection sql.dialect sql.statement workspace.contract
            sql.run -> model model.plan model.table sql.connection sql.dialect sql.grid sql.log sql.statement sql.text
                workspace workspace.cell workspace.contract
            sql.sqlite -> model model.plan model.table sql.connection sql.dialect sql.grammar sql.run sql.sqlite.copy
                sql.sqlite.measure sql.sqlite.plan sql.sqlite.problem sql.sqlite.text sql.sqlite.value sql.statement workspace.cell
                workspace.contract
            sql.sqlite.copy -> model sql.dialect sql.sqlite.problem sql.sqlite.text sql.sqlite.value sql.statement
                workspace.contract
            sql.sqlite.measure -> model model.plan sql.connection sql.dialect sql.sqlite.plan sql.sqlite.text
                sql.sqlite.value sql.statement workspace.cell workspace.contract
            sql.sqlite.plan -> model model.plan sql.dialect sql.sqlite.text sql.statement sql.text workspace.cell
            sql.sqlite.problem -> model sql.dialect sql.sqlite.text sql.statement sql.text
            sql.sqlite.text -> model sql.dialect sql.grammar sql.statement workspace.cell
            sql.sqlite.value -> model.table sql.dialect
            sql.statement -> model workspace.cell
            sql.text -> model sql.dialect sql.statement workspace.cell workspace.contract
            tablesaw -> model model.table
            workspace -> display display.markup model model.table workspace.cell workspace.command workspace.contract
            workspace.cell -> model
            workspace.command -> model workspace.cell workspace.contract
            workspace.contract -> display.markup model model.table workspace.cell
            """;

    private static final Map<String, Set<String>> FACADES = Map.ofEntries(
            entry(IJAVA, Set.of(IJAVA + ".magics", JJAVA + ".kernel", MAGIC + ".registry", "rowan.jshell.cell")),
            entry(IJAVA + ".runtime", Set.of(IJAVA, DISPLAY, "rowan.jshell.cell", "rowan.display.markup")),
            entry(IJAVA + ".magics", Set.of("rowan.jshell.cell")),
            entry(DISPLAY, Set.of(DISPLAY + ".mime", "rowan.jshell.cell", "rowan.display", "rowan.display.markup")),
            entry(DISPLAY + ".mime", Set.of()),
            entry(MAGIC + ".registry", Set.of("rowan.jshell.cell")),
            entry(MAGIC + ".common", Set.of()),
            entry(KERNEL, Set.of(DISPLAY, "rowan.jshell.cell")),
            entry(JJAVA, Set.of(IJAVA, JJAVA + ".kernel", "rowan.jshell.cell")),
            entry(JJAVA + ".kernel", Set.of(KERNEL, DISPLAY, JJAVA_DISPLAY)),
            entry(JJAVA_DISPLAY, Set.of(DISPLAY, DISPLAY + ".mime", JJAVA_DISPLAY + ".mime")),
            entry(JJAVA_DISPLAY + ".mime", Set.of(DISPLAY + ".mime")));

    /** Who changes one class of a knot has to understand all of it. */
    private static final int LARGEST_KNOT = 6;

    private static final Map<String, String> ONLY_IMPORTER = Map.of(
            "org.sqlite", "rowan.sql.sqlite",
            "jdk.jshell", "rowan.jshell",
            "org.zeromq", "rowan.jupyter.zmq",
            "picocli", "rowan",
            "tech.tablesaw", "rowan.tablesaw");

    /** Who looks into classes: the door to the JDK's own, and those that read what users have declared. */
    private static final Map<String, Set<String>> REFLECTING = Map.of(
            "the JDK", Set.of("rowan.jshell.internals.Internal"),
            "what cells and libraries declare",
                    Set.of(
                            "io.github.spencerpark.jupyter.kernel.magic.registry.Magics",
                            "rowan.display.value.Tables",
                            "rowan.jshell.classes.CellMembers",
                            "rowan.jshell.classes.PackagePrivateAccess",
                            "rowan.jshell.engine.CellControl",
                            "rowan.jshell.state.CellRecords",
                            "rowan.jshell.state.VariableMigration",
                            "rowan.jshell.state.Versions",
                            "rowan.model.record.TreeReader",
                            "rowan.model.table.RecordMapping"));

    private static final Pattern REFLECTION = Pattern.compile(
            "\\b(?:(?:try)?[sS]etAccessible|getDeclared(?:Field|Method|Constructor)s?|privateLookupIn)\\(");

    /** The interface by which a virtual machine takes an agent is public, but its module may be missing. */
    private static final Pattern PRIVATE_NAME =
            Pattern.compile("forName\\(\\s*\"(?:jdk\\.|sun\\.|com\\.sun\\.(?!tools\\.attach\\.))");

    private static final int MOST_FILES = 25;

    @Test
    void every_package_knows_whom_the_arrows_say_and_nobody_else() {
        Map<String, Set<String>> knows = new TreeMap<>();
        dependencies().forEach((from, targets) -> {
            Set<String> own = new TreeSet<>(targets);
            own.removeIf(to -> !OWN.matcher(to).matches() || to.equals("rowan.files") || to.equals(from));
            knows.put(from, own);
        });
        assertThat(knows).isEqualTo(arrows());
    }

    /** From each package to those it knows, by the text and the map above. */
    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>(FACADES);
        for (String line : ARROWS.replaceAll("\n {4}", " ").lines().toList()) {
            String[] sides = line.split(" ->", 2);
            arrows.put(
                    own(sides[0]),
                    Pattern.compile(" ")
                            .splitAsStream(sides[1].strip())
                            .filter(name -> !name.isEmpty())
                            .map(ArchitectureTest::own)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return arrows;
    }

    private static String own(String name) {
        return name.equals("rowan") ? name : "rowan." + name;
    }

    @Test
    void no_arrows_lead_back_to_where_they_came_from() {
        Map<String, Set<String>> arrows = arrows();
        while (arrows.values().removeIf(targets -> targets.stream().noneMatch(arrows::containsKey))) {
            // Whoever knows nobody that is left is in no circle.
        }
        assertThat(arrows.keySet()).as("packages in or before a circle").isEmpty();
    }

    @Test
    void a_library_that_may_be_replaced_is_imported_in_one_place_only() {
        Map<String, Set<String>> importers = new TreeMap<>();
        dependencies()
                .forEach((from, targets) -> ONLY_IMPORTER.forEach((library, only) -> {
                    boolean uses = targets.stream().anyMatch(to -> isIn(to, library));
                    if (uses && !isIn(from, only)) {
                        importers.computeIfAbsent(library, l -> new TreeSet<>()).add(from);
                    }
                }));
        assertThat(importers).isEmpty();
    }

    private static boolean isIn(String name, String around) {
        return name.equals(around) || !around.equals("rowan") && name.startsWith(around + ".");
    }

    @Test
    void private_names_of_the_jdk_are_reached_through_their_table_only() throws Exception {
        assertThat(sourcesWith(REFLECTION))
                .isEqualTo(REFLECTING.values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(sourcesWith(PRIVATE_NAME)).isEmpty();
    }

    /** The classes whose source has something in it. */
    private static Set<String> sourcesWith(Pattern searched) throws IOException {
        Path root = Path.of("src", "main", "java");
        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(root)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".java"))::iterator) {
                if (searched.matcher(Files.readString(file, StandardCharsets.UTF_8))
                        .find()) {
                    found.add(root.relativize(file)
                            .toString()
                            .replace(File.separatorChar, '.')
                            .replaceFirst("\\.java$", ""));
                }
            }
        }
        return found;
    }

    @Test
    void no_package_is_so_large_that_nobody_finds_anything() throws Exception {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            Map<Path, Long> sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
            sizes.values().removeIf(count -> count <= MOST_FILES);
            assertThat(sizes).isEmpty();
        }
    }

    @Test
    void every_package_has_a_sign_on_its_door() throws Exception {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
                    .isEmpty();
        }
    }

    @Test
    void no_knot_of_classes_is_larger_than_six() {
        Map<String, Set<String>> knows = classes();
        Map<String, Set<String>> reachable = new TreeMap<>();
        knows.keySet().forEach(from -> reachable.put(from, reachable(from, knows)));
        assertThat(knows.keySet().stream()
                        .map(from -> reachable.get(from).stream()
                                .filter(to -> reachable.get(to).contains(from))
                                .collect(Collectors.toCollection(TreeSet::new)))
                        .filter(knot -> knot.size() > LARGEST_KNOT)
                        .distinct()
                        .map(knot -> edges(knot, knows)))
                .as("classes each of which can be reached from every other, and what they know among themselves")
                .isEmpty();
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> knows) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(knows.get(from));
        while (!next.isEmpty()) {
            String each = next.pop();
            if (reached.add(each)) {
                next.addAll(knows.get(each));
            }
        }
        return reached;
    }

    /** A line for each class of a knot, with the classes of it that this one refers to. */
    private static String edges(Set<String> knot, Map<String, Set<String>> knows) {
        return knot.stream()
                .map(from -> from + " -> "
                        + knows.get(from).stream().filter(knot::contains).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("%n", knot.size() + " classes:%n", "%n"))
                .formatted();
    }

    /** From each of Rowan's classes to those it refers to; a nested class belongs to its outermost one. */
    private static Map<String, Set<String>> classes() {
        Map<String, Set<String>> knows = new TreeMap<>();
        arrows("class").forEach((from, targets) -> {
            if (OWN.matcher(from).matches()) {
                Set<String> known = knows.computeIfAbsent(outermost(from), name -> new TreeSet<>());
                targets.stream().filter(to -> OWN.matcher(to).matches()).forEach(to -> known.add(outermost(to)));
            }
        });
        knows.forEach((from, targets) -> {
            targets.retainAll(knows.keySet());
            targets.remove(from);
        });
        return knows;
    }

    private static String outermost(String className) {
        return className.replaceFirst("\\$.*", "");
    }

    /** From each package to the packages its classes refer to. */
    private static Map<String, Set<String>> dependencies() {
        return arrows("package");
    }

    /**
     * Who refers to whom, as the JDK's own tool sees it.
     *
     * @param what {@code package} or {@code class}
     */
    private static Map<String, Set<String>> arrows(String what) {
        StringWriter out = new StringWriter();
        var jdeps = java.util.spi.ToolProvider.findFirst("jdeps").orElseThrow();
        int exit = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:" + what,
                "--multi-release",
                "base",
                "--ignore-missing-deps",
                "-filter:none",
                Path.of("target", "classes").toString());
        assertThat(exit).as(out.toString()).isZero();
        Map<String, Set<String>> knows = new TreeMap<>();
        Pattern arrow = Pattern.compile("^ {3}(\\S+) +-> (\\S+) .*$", Pattern.MULTILINE);
        Matcher arrows = arrow.matcher(out.toString());
        while (arrows.find()) {
            knows.computeIfAbsent(arrows.group(1), from -> new TreeSet<>()).add(arrows.group(2));
        }
        assertThat(knows).as("what jdeps printed:%n%s", out).isNotEmpty();
        return knows;
    }
}
