package rowan.jshell.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import rowan.jshell.classes.CellClassLoader;
import rowan.jshell.classes.CellLines;
import rowan.jshell.statements.CompiledStatements;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.LineStarts;

/** Maps the lines of the classes that JShell makes of snippets to lines of cells. */
final class SnippetLines {

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final CellControl control;
    private final CellClassLoader loader;
    private final Map<Snippet, Place> places = new WeakHashMap<>();
    private String cell = "startup";
    private String evaluated = "";
    private int firstLine = 1;

    SnippetLines(JShell shell, CellControl control, CellClassLoader loader) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.control = control;
        this.loader = loader;
    }

    /**
     * Where a snippet begins.
     *
     * @param cell what stack traces call it, {@code In[7]}
     * @param line of the cell, from 1
     */
    private record Place(String cell, int line) {}

    /** Begins a cell, to which the next snippets belong. */
    void begin(String name) {
        cell = name;
    }

    /**
     * The next snippets are those of this text.
     *
     * @param line the line of the cell on which it begins, from 1
     */
    void evaluating(String text, int line) {
        evaluated = text;
        firstLine = line;
    }

    /** The lines of statements, which are no snippets, as they stand in the cell and in their class. */
    CellLines of(CompiledStatements statements, int line, int count) {
        return CellLines.of(cell, statements.firstLine(), line, count);
    }

    /** Records where the snippets stand that an evaluation has declared. */
    void learn(List<SnippetEvent> events) {
        learn();
        events.stream()
                .filter(event -> event.causeSnippet() == null)
                .map(SnippetEvent::snippet)
                .forEach(this::place); // Also of those whose class is as it was.
    }

    /**
     * Tells the loader the lines of all classes that were loaded, replaced or run again since the last call. Their snippets
     * are mostly the newest ones, so the search begins with those and costs the same however many snippets there are.
     */
    void learn() {
        Set<String> loaded = control.takeLoaded();
        Set<String> redefined = control.takeRedefined();
        Set<String> reused = control.takeReused();
        Set<String> unknown = new HashSet<>(loaded);
        unknown.addAll(redefined);
        unknown.addAll(reused);
        List<Snippet> snippets =
                unknown.isEmpty() ? List.of() : shell.snippets().toList();
        for (int i = snippets.size() - 1; i >= 0 && !unknown.isEmpty(); i--) {
            Snippet snippet = snippets.get(i);
            if (!hasClass(snippet)) {
                continue;
            }
            SourceCodeAnalysis.SnippetWrapper wrapper = analysis.wrapper(snippet);
            String name = wrapper.fullClassName();
            boolean isCurrent = loaded.contains(name) || shell.status(snippet).isActive();
            if (isCurrent && unknown.remove(name)) {
                boolean isMoved = reused.contains(name) && !places.containsKey(snippet);
                Place place = place(snippet);
                loader.number(name, CellLines.of(wrapper, snippet, place.cell(), place.line()));
                if (redefined.contains(name) || isMoved) {
                    loader.renumber(name);
                }
            }
        }
    }

    private static boolean hasClass(Snippet snippet) {
        boolean isRun = snippet.kind() == Snippet.Kind.STATEMENT || snippet.kind() == Snippet.Kind.EXPRESSION;
        return isRun || snippet.kind().isPersistent() && snippet.kind() != Snippet.Kind.IMPORT;
    }

    /**
     * The place of a snippet. One that JShell compiles again, because something it uses has changed, keeps its place.
     */
    private Place place(Snippet snippet) {
        return places.computeIfAbsent(snippet, it -> {
            // JShell leaves out blanks and comments in front of an expression, where the same text may stand too.
            boolean isWhole = evaluated.startsWith(it.source());
            int code = isWhole
                    ? 0
                    : evaluated.length() - JavaStatements.code(evaluated).length();
            int left = Math.max(0, evaluated.indexOf(it.source(), code));
            return new Place(cell, firstLine + LineStarts.of(evaluated).before(left));
        });
    }
}
