package rowan.jshell.snippets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import rowan.jshell.internals.Internal;
import rowan.jshell.internals.JShellCompiler;
import rowan.jshell.internals.Loss;
import rowan.jshell.internals.VisibleClasses;

/**
 * Makes JShell forget what nothing can refer to any more. It keeps every snippet it has ever seen, each with a text that
 * imports all declarations before it and with its byte code twice: after some thousand cells, that is most of the heap,
 * and every cell has to walk through it. There is no public way to end that. Where it cannot be done, nothing is forgotten, and
 * nothing else changes.
 */
public final class SnippetMemory {

    private final JShell shell;
    private final Consumer<String> forgotten;
    private final Set<Snippet> snippets;
    private final List<Snippet> byKey;
    private final Map<String, ?> wrappers;
    private final Map<String, ?> installed;
    private final Map<String, JavaFileObject> compiled;
    private final Map<String, Object> typeNames;

    /**
     * @param forgotten gets the names of the classes that are forgotten
     */
    public SnippetMemory(JShell shell, Consumer<String> forgotten) {
        this.shell = shell;
        this.forgotten = forgotten;
        boolean isKept = Loss.MEMORY.isMet();
        Object declarations = isKept ? null : Internal.DECLARATIONS.of(shell);
        snippets = isKept ? Set.of() : Internal.SNIPPETS.of(declarations);
        byKey = isKept ? new ArrayList<>() : Internal.BY_KEY.of(declarations);
        wrappers = isKept ? Map.of() : Internal.WRAPPERS_BY_NAME.of(Internal.WRAPPERS.of(shell));
        installed = isKept ? Map.of() : Internal.LOADED.of(Internal.CLASSES.of(shell));
        compiled = isKept ? new HashMap<>() : new JShellCompiler(shell).classFiles();
        typeNames = isKept ? Map.of() : Internal.TYPE_KEYS.of(Internal.KEYS.of(shell));
    }

    /** Which of the declarations that JShell knows it imports into what it compiles. */
    public VisibleDeclarations declarations(DefaultImports imports) {
        return new VisibleDeclarations(
                byKey,
                imports,
                typeNames,
                snippet -> shell.status(snippet) == Snippet.Status.VALID,
                this::classOf,
                new VisibleClasses(compiled));
    }

    /** The name of the class that JShell puts around a snippet. */
    public String classOf(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /**
     * Brings back a declaration that was given up for one that was then rejected.
     *
     * @return whether that was possible
     */
    public boolean bringBack(Snippet earlier, Snippet.Status status, Snippet rejected) {
        int at = byKey.indexOf(rejected);
        boolean isBack = at >= 0 && takesFor(earlier, status);
        if (isBack) {
            byKey.set(at, earlier);
        }
        return isBack;
    }

    /** Makes JShell take a snippet for one that it has rejected: it would try it again with every later one. */
    public void reject(Snippet snippet) {
        if (!takesFor(snippet, Snippet.Status.REJECTED)) {
            shell.drop(snippet);
        }
    }

    /** Brings back the declarations that JShell had given up for one with which it did not come to an end. */
    public void bringBackOverwritten() {
        if (Loss.EARLIER_DECLARATIONS.isMet()) {
            return;
        }
        for (Snippet snippet : byKey) {
            if (snippet instanceof DeclarationSnippet declared
                    && shell.status(snippet) == Snippet.Status.OVERWRITTEN
                    && snippets.contains(snippet)) {
                boolean isWhole =
                        shell.unresolvedDependencies(declared).findAny().isEmpty();
                takesFor(snippet, isWhole ? Snippet.Status.VALID : Snippet.Status.RECOVERABLE_DEFINED);
            }
        }
    }

    /** Does work while JShell imports what a cell will import that has not been run yet; best effort. */
    public <T> T importing(String imports, Supplier<T> work) {
        List<Snippet> soon = imports.isEmpty() || Loss.IMPORTS_ABOVE.isMet()
                ? List.of()
                : shell.sourceCodeAnalysis().sourceToSnippets(imports).stream()
                        .filter(snippet ->
                                snippet.kind() == Snippet.Kind.IMPORT && takesFor(snippet, Snippet.Status.VALID))
                        .toList();
        int size = byKey.size();
        byKey.addAll(soon);
        try {
            return work.get();
        } finally {
            byKey.subList(size, size + soon.size()).clear();
        }
    }

    /** Makes JShell take a snippet for one of this status; whether that was possible. */
    private static boolean takesFor(Snippet snippet, Snippet.Status status) {
        if (!Internal.STATUS.isThere()) {
            return false;
        }
        Internal.STATUS.set(snippet, status);
        return true;
    }

    /**
     * Forgets statements and mere values, which have no name, and what has been dropped, overwritten or rejected.
     *
     * @param events of the last evaluation
     */
    public void sweep(List<SnippetEvent> events) {
        boolean isTypeRejected = events.stream()
                .anyMatch(event -> event.snippet() instanceof TypeDeclSnippet
                        && shell.status(event.snippet()) == Snippet.Status.REJECTED);
        if (isTypeRejected && Loss.ANONYMOUS_CLASSES.isMet()) {
            return;
        }
        Set<Snippet> over = snippets.stream()
                .filter(snippet -> isOver(snippet) || !shell.status(snippet).isActive())
                .collect(Collectors.toSet());
        if (over.isEmpty()) {
            return;
        }
        over.stream().filter(SnippetMemory::isNameless).map(this::classOf).forEach(this::forgetClass);
        snippets.removeAll(over);
        // JShell 25 fails over the name of a type that was rejected, whenever it has to name another (JDK 25's
        // SnippetMaps.fullClassNameAndPackageToClass): no anonymous class of an interface would compile any more.
        typeNames.keySet().retainAll(namesOfTypes());
        byKey.replaceAll(snippet -> over.contains(snippet) ? null : snippet);
        wrappers.clear(); // They are for stack traces, which Rowan translates itself.
    }

    private Set<String> namesOfTypes() {
        return snippets.stream()
                .filter(TypeDeclSnippet.class::isInstance)
                .map(snippet -> ((TypeDeclSnippet) snippet).name())
                .collect(Collectors.toSet());
    }

    /** Whether it has run and that was all; JShell gives it a key of its own, even if it is the name of a variable. */
    private static boolean isOver(Snippet snippet) {
        return snippet.kind() == Snippet.Kind.STATEMENT || snippet.kind() == Snippet.Kind.EXPRESSION;
    }

    /** Whether its class has no name by which other code could mean it: those of statements and of mere values. */
    private static boolean isNameless(Snippet snippet) {
        return isOver(snippet) || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    private void forgetClass(String name) {
        boolean hasNested = compiled.keySet().stream().anyMatch(other -> other.startsWith(name + "$"));
        if (!hasNested) {
            installed.remove(name);
            compiled.remove(name);
            forgotten.accept(name);
        }
    }
}
