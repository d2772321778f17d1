package rowan.jshell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What text is, asked of the JDK's own parser: JShell counts {@code int x = = 3;} as complete. */
final class JavaSyntax {

    private JavaSyntax() {}

    /** Whether text parses as an import, as members of a class or as statements. */
    static boolean isWellFormed(String text) {
        return parses(text) || parses("class C {\n" + text + "\n}") || isStatements(text) || isExpression(text);
    }

    /** The type that text declares, and nothing else; empty for text that declares none. */
    static Optional<ClassTree> type(String text) {
        return parsed("class C {\n" + text + "\n}")
                .map(unit -> ((ClassTree) unit.getTypeDecls().get(0)).getMembers())
                .filter(members -> members.size() == 1 && members.get(0) instanceof ClassTree)
                .map(members -> (ClassTree) members.get(0));
    }

    /** Whether text parses as statements, the last one ended. */
    static boolean isStatements(String text) {
        return parses(inMethod(text));
    }

    /** Whether statements end the method they stand in, by a {@code return} that is no lambda's or class's own. */
    static boolean isReturning(String text) {
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
    static boolean isExpression(String text) {
        return parses("class C { Object o =\n" + text + "\n;}");
    }

    private static boolean parses(String unit) {
        return parsed(unit).isPresent();
    }

    /** A unit without mistakes. */
    private static Optional<CompilationUnitTree> parsed(String unit) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostics, List.of(), null, List.of(file));
        task.setLocale(Locale.ROOT);
        try {
            CompilationUnitTree parsed = task.parse().iterator().next();
            boolean isWhole =
                    diagnostics.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
            return isWhole ? Optional.of(parsed) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
