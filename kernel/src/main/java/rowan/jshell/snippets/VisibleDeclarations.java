package rowan.jshell.snippets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import rowan.jshell.internals.VisibleClasses;
import rowan.jshell.syntax.DeclarationIndex;
import rowan.jshell.syntax.JavaStatements;

/**
 * The earlier declarations that a snippet can mean. JShell imports all there are into each class that it compiles, and the
 * compiler looks up every import; a cell would cost more the longer the notebook is. While a snippet is compiled, the
 * others are out of JShell's sight, and so are their classes.
 */
public final class VisibleDeclarations {

    private static final String A_NAME = JavaStatements.A_NAME;
    private static final Pattern TYPE_OR_METHOD =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+(" + A_NAME + ")|(" + A_NAME + ")(?=\\s*\\()");
    private static final Pattern VARIABLE = Pattern.compile(
            "(?<![.\\p{javaJavaIdentifierPart}])(" + A_NAME + ")(?=\\s*(?:\\[\\s*\\]\\s*)*(?:[=;,]|$))");

    private final List<Snippet> byKey;
    private final DefaultImports imports;
    private final Map<String, Object> keysOfTypes;
    private final Predicate<Snippet> isWhole;
    private final Function<Snippet, String> classOf;
    private final VisibleClasses classes;
    private final Map<Integer, Snippet> hidden = new HashMap<>();
    private final Map<String, Object> hiddenTypes = new HashMap<>();
    private final DeclarationIndex mentions = new DeclarationIndex();

    /**
     * @param byKey JShell's own list, null where there is no declaration any more
     * @param keysOfTypes JShell's own map of the types in that list, by their names; none may be without its declaration
     * @param isWhole whether a declaration lacks nothing
     * @param classOf the name of the class around a snippet
     */
    VisibleDeclarations(
            List<Snippet> byKey,
            DefaultImports imports,
            Map<String, Object> keysOfTypes,
            Predicate<Snippet> isWhole,
            Function<Snippet, String> classOf,
            VisibleClasses classes) {
        this.byKey = byKey;
        this.imports = imports;
        this.keysOfTypes = keysOfTypes;
        this.isWhole = isWhole;
        this.classOf = classOf;
        this.classes = classes;
    }

    /** Hides what a snippet of this text cannot mean, and what is not compiled again with it. */
    public void restrictTo(String text) {
        showAll();
        String code = JavaStatements.code(text);
        // An import may change what any name means, a letter of a name may be written as an escape, and an annotation
        // may stand before a declaration with anything in it.
        if (code.startsWith("import") || code.startsWith("@") || code.contains("\\u")) {
            return;
        }
        mentions.learn(byKey);
        Set<String> needed = DeclarationIndex.namesIn(code);
        // JShell compiles again what uses a name that is declared anew, what uses that, and what was not whole before.
        mentions.dependents(
                        declaredIn(code),
                        declared().stream().filter(isWhole.negate()).toList())
                .forEach(dependent -> needed.addAll(mentions.namesOf(dependent)));
        mentions.addMeant(needed);
        boolean isWithoutImports = isExplicit(code, needed) && needed.stream().noneMatch(imports::mayMean);
        for (int key = 0; key < byKey.size(); key++) {
            Snippet snippet = byKey.get(key);
            if (snippet instanceof DeclarationSnippet declaration && !needed.contains(declaration.name())) {
                hidden.put(key, byKey.set(key, null));
                Object type = declaration instanceof TypeDeclSnippet ? keysOfTypes.remove(declaration.name()) : null;
                if (type != null) {
                    hiddenTypes.put(declaration.name(), type);
                }
            } else if (isWithoutImports && snippet != null && imports.are(snippet)) {
                hidden.put(key, byKey.set(key, null));
            }
        }
        classes.restrictTo(declared().stream().map(classOf).toList());
    }

    /** Whether all types in a declaration are written out: JShell names others as short as the imports allow. */
    private static boolean isExplicit(String code, Set<String> names) {
        return !JavaStatements.declaresNothing(code) && !names.contains("var");
    }

    /** Whether nothing that is visible waits for another declaration. */
    public boolean areWhole() {
        return declared().stream().allMatch(isWhole);
    }

    private List<DeclarationSnippet> declared() {
        List<DeclarationSnippet> declared = new ArrayList<>();
        for (Snippet snippet : byKey) {
            if (snippet instanceof DeclarationSnippet declaration) {
                declared.add(declaration);
            }
        }
        return declared;
    }

    /** Brings everything back; what has been declared meanwhile stays. */
    public void showAll() {
        hidden.forEach((key, snippet) -> {
            if (byKey.get(key) == null) {
                byKey.set(key, snippet);
            }
        });
        hidden.clear();
        hiddenTypes.forEach(keysOfTypes::putIfAbsent);
        hiddenTypes.clear();
        classes.showAll();
    }

    /** What a snippet may declare; one name too many only makes more visible. */
    private static Set<String> declaredIn(String text) {
        int body = text.indexOf('{');
        int initialiser = text.indexOf('=');
        boolean hasBody = body >= 0 && (initialiser < 0 || body < initialiser);
        Matcher declared = hasBody ? TYPE_OR_METHOD.matcher(text.substring(0, body)) : VARIABLE.matcher(text);
        Set<String> names = new HashSet<>();
        while (declared.find()) {
            names.add(declared.group(declared.start(1) < 0 ? 2 : 1));
        }
        return names;
    }
}
