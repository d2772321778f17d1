package rowan.jshell.snippets;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import rowan.jshell.syntax.JavaStatements;

/**
 * Knows the declarations that are there just as they are written, as they are when a cell is run again: such a type need not
 * be compiled, and of such a variable only what it is set to. JShell compiles again whatever depends on a declaration that
 * changes; what an import changes is known here.
 */
public final class UnchangedDeclarations {

    private final JShell shell;
    private final Map<Snippet, Integer> importsOf = new WeakHashMap<>();
    private final Map<String, Set<Snippet>> byCode = new HashMap<>();
    private int imports;

    public UnchangedDeclarations(JShell shell) {
        this.shell = shell;
    }

    /** Names may mean other types from now on. */
    public void namesChange() {
        imports++;
    }

    /** What an evaluation has declared. */
    public void learn(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.snippet().kind() == Snippet.Kind.IMPORT && event.previousStatus() != event.status()) {
                namesChange();
            }
            importsOf.put(event.snippet(), imports);
            learn(event.snippet());
        }
    }

    private void learn(Snippet snippet) {
        String code = JavaStatements.code(snippet.source());
        boolean isKept = snippet instanceof DeclarationSnippet
                && snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                && shell.status(snippet).isActive();
        if (isKept) {
            byCode.computeIfAbsent(code, any -> new LinkedHashSet<>()).add(snippet);
        } else {
            byCode.computeIfPresent(code, (any, before) -> {
                before.remove(snippet);
                return before.isEmpty() ? null : before;
            });
        }
    }

    /** The type that text declares, where it is there already. */
    public Optional<TypeDeclSnippet> type(String text) {
        List<TypeDeclSnippet> types = declared(text, TypeDeclSnippet.class);
        return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }

    /** How much of text that declares a variable, which is there already, has to go for the rest to set it. */
    public OptionalInt untilName(String text) {
        List<VarSnippet> variables = declared(text, VarSnippet.class);
        if (variables.size() != 1) {
            return OptionalInt.empty();
        }
        Matcher name = Pattern.compile("(?<![.\\p{javaJavaIdentifierPart}])"
                        + Pattern.quote(variables.get(0).name()) + "\\s*=(?!=)")
                .matcher(text);
        return name.find() ? OptionalInt.of(name.start()) : OptionalInt.empty();
    }

    private <T extends Snippet> List<T> declared(String text, Class<T> kind) {
        return byCode.getOrDefault(JavaStatements.code(text), Set.of()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(snippet ->
                        shell.status(snippet) == Snippet.Status.VALID && importsOf.getOrDefault(snippet, -1) == imports)
                .toList();
    }
}
