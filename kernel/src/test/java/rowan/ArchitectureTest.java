package rowan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            entry("rowan.files", Set.of()),
            entry("rowan.model", Set.of()),
            entry("rowan.display", Set.of("rowan.model")),
            entry("rowan.workspace", Set.of("rowan.display", "rowan.model")),
            entry("rowan.sql", Set.of("rowan.sql.grid", "rowan.workspace", "rowan.model")),
            entry("rowan.sql.grid", Set.of("rowan.workspace", "rowan.model")),
            entry("rowan.sql.sqlite", Set.of("rowan.sql", "rowan.workspace", "rowan.model")),
            entry("rowan.jshell", Set.of("rowan.workspace", "rowan.display", "rowan.model")),
            entry("rowan.experiment", Set.of("rowan.sql", "rowan.workspace", "rowan.model")),
            entry("rowan.course", Set.of("rowan.workspace", "rowan.model")),
            entry("rowan.advice", Set.of("rowan.sql", "rowan.workspace", "rowan.model")),
            entry(
                    "rowan.magic",
                    Set.of(
                            "rowan.course",
                            "rowan.experiment",
                            "rowan.jshell",
                            "rowan.sql",
                            "rowan.workspace",
                            "rowan.display",
                            "rowan.model")),
            entry("rowan.notebook", Set.of("rowan.workspace", "rowan.display", "rowan.model")),
            entry(
                    "rowan.jupyter",
                    Set.of(
                            "rowan.jupyter.protocol",
                            "rowan.jupyter.zmq",
                            "rowan.workspace",
                            "rowan.display",
                            "rowan.model")),
            entry("rowan.jupyter.protocol", Set.of("rowan.workspace", "rowan.display", "rowan.model")),
            entry("rowan.jupyter.zmq", Set.of("rowan.jupyter.protocol")),
            entry("rowan.setup", Set.of("rowan.model")),
            entry("rowan.tablesaw", Set.of("rowan.model")),
            entry(IJAVA, Set.of(IJAVA + ".magics", JJAVA + ".kernel", MAGIC + ".registry", "rowan.jshell")),
            entry(IJAVA + ".runtime", Set.of(IJAVA, DISPLAY, "rowan.jshell", "rowan.display")),
            entry(IJAVA + ".magics", Set.of("rowan.jshell")),
            entry(DISPLAY, Set.of(DISPLAY + ".mime", "rowan.jshell", "rowan.display")),
            entry(DISPLAY + ".mime", Set.of()),
            entry(MAGIC + ".registry", Set.of("rowan.jshell")),
            entry(MAGIC + ".common", Set.of()),
            entry(KERNEL, Set.of(DISPLAY, "rowan.jshell")),
            entry(JJAVA, Set.of(IJAVA, JJAVA + ".kernel", "rowan.jshell")),
            entry(JJAVA + ".kernel", Set.of(KERNEL, DISPLAY, JJAVA_DISPLAY)),
            entry(JJAVA_DISPLAY, Set.of(DISPLAY, DISPLAY + ".mime", JJAVA_DISPLAY + ".mime")),
            entry(JJAVA_DISPLAY + ".mime", Set.of(DISPLAY + ".mime")));

    private static final Map<String, String> ONLY_IMPORTER = Map.of(
            "org.sqlite", "rowan.sql.sqlite",
            "jdk.jshell", "rowan.jshell",
            "org.zeromq", "rowan.jupyter.zmq",
            "picocli", "rowan",
            "tech.tablesaw", "rowan.tablesaw");

    @Test
    void every_package_knows_only_what_the_design_lets_it_know() throws Exception {
        Map<String, Set<String>> knows = dependencies();
        Map<String, Set<String>> tooMuch = new TreeMap<>();
        knows.forEach((from, targets) -> {
            if (from.equals("rowan")) {
                return; // Main hands everything to everyone.
            }
            Set<String> over = new TreeSet<>(targets);
            over.removeIf(t -> !OWN.matcher(t).matches());
            over.removeAll(MAY_KNOW.getOrDefault(from, Set.of()));
            over.remove("rowan.files"); // The lowest floor, which everybody may know.
            over.remove(from);
            if (!over.isEmpty()) {
                tooMuch.put(from, over);
            }
        });
        assertThat(tooMuch).isEmpty();
        assertThat(knows.keySet())
                .as("packages the map does not name")
                .allMatch(p -> p.equals("rowan") || MAY_KNOW.containsKey(p));
    }

    @Test
    void a_library_that_may_be_replaced_is_imported_in_one_package_only() throws Exception {
        Map<String, Set<String>> importers = new TreeMap<>();
        dependencies()
                .forEach((from, targets) -> ONLY_IMPORTER.forEach((library, only) -> {
                    boolean uses = targets.stream().anyMatch(t -> t.equals(library) || t.startsWith(library + "."));
                    if (uses && !from.equals(only)) {
                        importers.computeIfAbsent(library, l -> new TreeSet<>()).add(from);
                    }
                }));
        assertThat(importers).isEmpty();
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

    /** From each package to the packages its classes refer to, as the JDK's own tool sees it. */
    private static Map<String, Set<String>> dependencies() {
        StringWriter out = new StringWriter();
        var jdeps = java.util.spi.ToolProvider.findFirst("jdeps").orElseThrow();
        int exit = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:package",
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
