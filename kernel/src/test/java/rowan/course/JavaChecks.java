package rowan.course;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The calls of {@code check} in a Java cell, read by the compiler's own parser. A cell that makes claims has statements only;
 * methods and types that it needs stand in another.
 */
final class JavaChecks {

    private static final String BEFORE = "class Cell {{\n";

    /**
     * One call.
     *
     * @param text the statement
     * @param names what its condition names, variables or types
     * @param texts the strings in its condition
     */
    record Check(String text, Set<String> names, Set<String> texts) {}

    private final List<Check> checks = new ArrayList<>();
    private final Set<String> constants = new LinkedHashSet<>();

    private JavaChecks() {}

    /**
     * Reads a cell.
     *
     * @throws IllegalArgumentException if it is not statements of Java alone
     */
    static JavaChecks of(String cell) {
        String source = BEFORE + cell + ";\n}}";
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, complaints, List.of("-proc:none"), null, List.of(new Text(source)));
        JavaChecks found = new JavaChecks();
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            if (!complaints.getDiagnostics().isEmpty()) {
                throw new IllegalArgumentException(
                        "not statements of Java alone: " + complaints.getDiagnostics() + "\n" + cell);
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                    if (call.getMethodSelect().toString().equals("check")) {
                        found.checks.add(check(call));
                    }
                    return super.visitMethodInvocation(call, nothing);
                }

                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    if (variable.getInitializer() != null && isConstant(variable.getInitializer())) {
                        found.constants.add(variable.getName().toString());
                    }
                    return super.visitVariable(variable, nothing);
                }
            }.scan(unit, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Check check(MethodInvocationTree call) {
        ExpressionTree condition = call.getArguments().get(1);
        Set<String> names = new LinkedHashSet<>();
        Set<String> declared = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree inner, Void nothing) {
                if (inner.getMethodSelect() instanceof MemberSelectTree member) {
                    scan(member.getExpression(), null);
                }
                return scan(inner.getArguments(), null);
            }

            @Override
            public Void visitIdentifier(IdentifierTree name, Void nothing) {
                names.add(name.getName().toString());
                return null;
            }

            @Override
            public Void visitVariable(VariableTree parameter, Void nothing) {
                declared.add(parameter.getName().toString());
                return super.visitVariable(parameter, nothing);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    texts.add(text.toLowerCase(Locale.ROOT));
                }
                return null;
            }
        }.scan(condition, null);
        names.removeAll(declared);
        return new Check(call + ";", names, texts);
    }

    /** Whether nothing is asked for it: no name, no call. */
    private static boolean isConstant(Tree value) {
        boolean[] constant = {true};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree name, Void nothing) {
                constant[0] &=
                        Set.of("List", "Set", "Map").contains(name.getName().toString());
                return null;
            }

            @Override
            public Void visitNewClass(NewClassTree made, Void nothing) {
                constant[0] = false;
                return null;
            }
        }.scan(value, null);
        return constant[0];
    }

    /** The calls, in order. */
    List<Check> checks() {
        return checks;
    }

    /** The variables that are what is written behind their {@code =}, such as an expected number. */
    Set<String> constants() {
        return constants;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Cell.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return text;
        }
    }
}
