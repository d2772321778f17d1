package rowan.jshell.syntax;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What text is, asked of the JDK's own parser: JShell counts {@code int x = = 3;} as complete. */
public final class JavaSyntax {

    private JavaSyntax() {}

    /** Whether text parses as an import, as members of a class or as statements. */
    public static boolean isWellFormed(String text) {
        return parses(text) || parses(inClass(text)) || isStatements(text) || isExpression(text);
    }

    /** The only member of a class that text is: a type, a method or a field; empty for other text. */
    public static Optional<Tree> member(String text) {
        return parsed(inClass(text))
                .map(unit -> ((ClassTree) unit.getTypeDecls().get(0)).getMembers())
                .filter(members -> members.size() == 1 && !(members.get(0) instanceof BlockTree))
                .map(members -> members.get(0));
    }

    /** Whether text parses as statements, the last one ended. */
    public static boolean isStatements(String text) {
        return parses(inMethod(text));
    }

    /** Whether statements end the method they stand in, by a {@code return} that is no lambda's or class's own. */
    public static boolean isReturning(String text) {
        return parsed(inMethod(text))
                .or(() -> parsed(inMethod(text + ";")))
                .filter(unit -> Boolean.TRUE.equals(new Returns().scan(unit, false)))
                .isPresent();
    }

    private static String inMethod(String text) {
        return "class C { void m() {\n" + text + "\n} }";
    }

    private static final class Returns extends TreeScanner<Boolean, Boolean> {
        @Override
        public Boolean visitReturn(ReturnTree tree, Boolean isWithin) {
            return true;
        }

        @Override
        public Boolean visitLambdaExpression(LambdaExpressionTree tree, Boolean isWithin) {
            return false;
        }

        @Override
        public Boolean visitClass(ClassTree tree, Boolean isWithin) {
            return isWithin ? Boolean.FALSE : super.visitClass(tree, true);
        }

        @Override
        public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
        }
    }

    /** Whether text parses as one expression, whatever its type. */
    public static boolean isExpression(String text) {
        return parses("class C { Object o =\n" + text + "\n;}");
    }

    /** Texts, each as the members of the only class of a unit of its own; empty where one has mistakes. */
    static List<Optional<CompilationUnitTree>> members(List<String> texts) {
        return parsed(texts.stream().map(JavaSyntax::inClass).toList());
    }

    private static String inClass(String text) {
        return "class C {\n" + text + "\n}";
    }

    private static boolean parses(String unit) {
        return parsed(unit).isPresent();
    }

    /** A unit without mistakes. */
    private static Optional<CompilationUnitTree> parsed(String unit) {
        return parsed(List.of(unit)).get(0);
    }

    private static List<Optional<CompilationUnitTree>> parsed(List<String> units) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<JavaFileObject> files = units.stream().map(JavaSyntax::file).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostics, List.of(), null, files);
        task.setLocale(Locale.ROOT);
        List<CompilationUnitTree> parsed = new ArrayList<>();
        try {
            task.parse().forEach(parsed::add); // In the order of the files.
        } catch (IOException | IllegalStateException e) {
            parsed.clear();
        }
        Set<JavaFileObject> mistaken = diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getSource)
                .collect(Collectors.toSet());
        return IntStream.range(0, files.size())
                .mapToObj(i -> parsed.size() < files.size() || mistaken.contains(files.get(i))
                        ? Optional.<CompilationUnitTree>empty()
                        : Optional.of(parsed.get(i)))
                .toList();
    }

    private static JavaFileObject file(String unit) {
        return new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
    }
}
