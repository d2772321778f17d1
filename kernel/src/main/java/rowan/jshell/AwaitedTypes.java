package rowan.jshell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.TypeDeclSnippet;
import rowan.jshell.diagnostics.DiagnosticFormatter;
import rowan.jshell.diagnostics.JShellRewrites;
import rowan.jshell.engine.JavaEngine;

/** The types that declarations wait for, which another cell may declare. Used under the compiler's lock. */
final class AwaitedTypes {

    private static final String CLASS = "class ";

    /** A shorter name is near to too many others to be taken for a misspelt one. */
    private static final int SHORTEST_MISSPELT = 5;

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(?:class|method|variable) (\\w+)");

    private final JavaEngine engine;

    AwaitedTypes(JavaEngine engine) {
        this.engine = engine;
    }

    /** What a declaration lacks, such as {@code class Node}. */
    List<String> missing(DeclarationSnippet snippet) {
        List<String> missing =
                new ArrayList<>(engine.shell().unresolvedDependencies(snippet).toList());
        engine.shell().diagnostics(snippet).forEach(d -> missing.add(DiagnosticFormatter.of(d)));
        return missing;
    }

    /** What a type or method waits for, in a sentence; empty where it lacks something else than types, or they seem misspelt. */
    Optional<String> sentence(DeclarationSnippet snippet) {
        Set<String> types = of(snippet, new HashSet<>());
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of(snippet.name() + " is declared; it can be used as soon as " + String.join(" and ", types)
                        + (types.size() == 1 ? " is." : " are."));
    }

    /** The same of a declaration that code uses too early. */
    Optional<String> adviceOn(List<Diag> diagnostics) {
        return diagnostics.stream()
                .map(diagnostic -> SYMBOL.matcher(diagnostic.getMessage(Locale.ROOT)))
                .filter(Matcher::find)
                .flatMap(symbol -> engine.shell()
                        .snippets()
                        .filter(snippet -> isWaiting(snippet, symbol.group(1)))
                        .flatMap(snippet -> sentence((DeclarationSnippet) snippet).stream()))
                .findFirst();
    }

    private boolean isWaiting(Snippet snippet, String name) {
        return snippet instanceof DeclarationSnippet declared
                && declared.name().equals(name)
                && engine.shell().status(snippet) == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Itself, or through others that wait. */
    private Set<String> of(DeclarationSnippet snippet, Set<DeclarationSnippet> passed) {
        passed.add(snippet);
        List<String> missing = engine.shell().unresolvedDependencies(snippet).toList();
        boolean mayWait = (snippet instanceof TypeDeclSnippet || snippet instanceof MethodSnippet)
                && engine.shell().diagnostics(snippet).allMatch(JShellRewrites::isOfSealing);
        if (!mayWait || !missing.stream().allMatch(each -> each.startsWith(CLASS)) || isMisspelt(missing, snippet)) {
            return Set.of();
        }
        Set<String> types = new TreeSet<>();
        for (String each : missing) {
            String name = each.substring(CLASS.length());
            List<TypeDeclSnippet> waiting = engine.shell()
                    .types()
                    .filter(type -> type.name().equals(name))
                    .toList();
            if (waiting.isEmpty()) {
                types.add(name);
            }
            waiting.stream().filter(type -> !passed.contains(type)).forEach(type -> types.addAll(of(type, passed)));
        }
        return types;
    }

    private boolean isMisspelt(List<String> missing, DeclarationSnippet snippet) {
        List<String> longer = missing.stream()
                .filter(each -> each.length() >= CLASS.length() + SHORTEST_MISSPELT)
                .toList();
        return CompilationAdvice.onMisspelt(longer, snippet.source(), engine).isPresent();
    }
}
