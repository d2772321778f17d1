package rowan.jshell.internals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.JavaSyntax;

/**
 * Has JShell compile a type under a new name where one of its inner classes is inner no more. The classes of variables and
 * methods that use that class say that it is one, and the compiler, which reads them since JShell imports them, believes
 * them rather than the source: JDK 17 makes an inner class of it again, JDK 25 fails, of which JShell says nothing. JShell
 * itself takes a new name only for a class that has been compiled and cannot be redefined.
 */
public final class InnerClasses {

    private static final Pattern TYPE =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+(" + JavaStatements.A_NAME + ")");

    private final JShell shell;

    public InnerClasses(JShell shell) {
        this.shell = shell;
    }

    /** Evaluates one snippet. */
    public List<SnippetEvent> evaluate(String source) {
        Optional<TypeDeclSnippet> earlier = endingWith(source);
        earlier.ifPresent(type -> advance(type, 1));
        try {
            return shell.eval(source);
        } finally {
            earlier.ifPresent(type -> advance(type, -1)); // It stays where the other one is rejected.
        }
    }

    /** The type that is declared anew, if it has an inner class that will be none. */
    private Optional<TypeDeclSnippet> endingWith(String source) {
        Set<String> names =
                TYPE.matcher(source).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return names.isEmpty()
                ? Optional.empty()
                : shell.types()
                        .filter(type -> names.contains(type.name()))
                        .filter(type -> {
                            Set<String> before = in(type.source());
                            return !before.isEmpty() && !in(source).containsAll(before);
                        })
                        .findFirst();
    }

    /** The inner classes among the members of the type that a snippet declares, {@code Outer$Inner}. */
    private static Set<String> in(String source) {
        Set<String> inner = new HashSet<>();
        if (TYPE.matcher(source).results().limit(2).count() == 2) {
            JavaSyntax.member(source)
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .ifPresent(type -> addMembers(type, type.getSimpleName().toString(), inner));
        }
        return inner;
    }

    private static void addMembers(ClassTree type, String name, Set<String> inner) {
        boolean areStatic = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree nested) {
                String nestedName = name + "$" + nested.getSimpleName();
                boolean isStatic = areStatic
                        || nested.getKind() != Tree.Kind.CLASS
                        || nested.getModifiers().getFlags().contains(Modifier.STATIC);
                if (!isStatic) {
                    inner.add(nestedName);
                }
                addMembers(nested, nestedName, inner);
            }
        }
    }

    /** JShell names the class of a snippet after the number of times that the one before it was replaced. */
    private static void advance(Snippet snippet, int by) {
        if (!Loss.INNER_CLASSES.isMet()) {
            Internal.VERSION.set(snippet, Internal.VERSION.<Integer>of(snippet) + by);
        }
    }
}
