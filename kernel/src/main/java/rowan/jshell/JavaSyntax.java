package rowan.jshell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Whether text is syntax at all, asked of the JDK's own parser: JShell counts {@code int x = = 3;} as complete. */
final class JavaSyntax {

    private JavaSyntax() {}

    /** Whether text parses as an import, as members of a class or as statements. */
    static boolean isWellFormed(String text) {
        return parses(text) || parses("class C {\n" + text + "\n}") || isStatements(text) || isExpression(text);
    }

    /** Whether text parses as statements, the last one ended. */
    static boolean isStatements(String text) {
        return parses("class C { void m() {\n" + text + "\n} }");
    }

    /** Whether text parses as one expression, whatever its type. */
    static boolean isExpression(String text) {
        return parses("class C { Object o =\n" + text + "\n;}");
    }

    private static boolean parses(String unit) {
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
            task.parse();
        } catch (IOException | IllegalStateException e) {
            return false;
        }
        return diagnostics.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }
}
