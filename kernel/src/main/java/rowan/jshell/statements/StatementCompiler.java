package rowan.jshell.statements;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.JShell;
import rowan.jshell.diagnostics.DiagnosticFormatter;
import rowan.jshell.internals.CellClassName;
import rowan.jshell.internals.JShellCompiler;
import rowan.jshell.internals.Loss;
import rowan.jshell.snippets.DefaultImports;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.JavaSyntax;
import rowan.jshell.syntax.LineStarts;

/**
 * Compiles statements and expressions, which declare nothing, as one class in one pass of the compiler. JShell compiles
 * each on its own, in four to six passes: it looks for the type of an expression, makes it a variable of that type, and
 * keeps all of it. What does not compile here, or is not plainly what it seems, is left to JShell, which also says what is
 * wrong with it.
 */
public final class StatementCompiler {

    /** What JShell calls the method around a statement. */
    public static final String METHOD = "do_it$";

    private static final String CLASS = "$JShell$0";

    private static final String A_NAME = JavaStatements.A_NAME;

    private static final Pattern STATEMENT = Pattern.compile(
            "(?:\\{|;|(?:if|for|while|do|try|throw|assert|break|continue|synchronized)\\b|" + A_NAME + "\\s*:(?!:))");

    /** Names that may be those of types, as names of types are written. */
    private static final Pattern TYPE_NAME =
            Pattern.compile("(?<![.\\p{javaJavaIdentifierPart}])\\p{Lu}\\p{javaJavaIdentifierPart}*+");

    private final JShellCompiler compiler;
    private final Map<String, JavaFileObject> kept;
    private final Set<String> withoutValue = new HashSet<>();
    private int number;
    private boolean isSpoilt;

    private StatementCompiler(JShell shell) {
        compiler = new JShellCompiler(shell);
        kept = compiler.classFiles();
    }

    /** Empty where JShell has to compile all of them. */
    public static Optional<StatementCompiler> of(JShell shell) {
        return Loss.STATEMENTS.isMet() ? Optional.empty() : Optional.of(new StatementCompiler(shell));
    }

    /** How the last of them is taken. What follows {@code if (true)} can always be reached. */
    private enum Form {
        VALUE("", "return ", ""),
        CALL("if (true) {", "", "} return null;"),
        STATEMENT("if (true) {", "", "} return null;");

        private final String open;
        private final String beforeLast;
        private final String close;

        Form(String open, String beforeLast, String close) {
            this.open = open;
            this.beforeLast = beforeLast;
            this.close = close;
        }
    }

    /**
     * Whether the compiler has failed, or stopped while it made byte code: what it was about to write would get into the next
     * class. It has to be renewed.
     */
    public boolean isSpoilt() {
        return isSpoilt;
    }

    /** Has JShell begin with a compiler that knows no class yet, as when a library is added, and prepares that. */
    public void renew() {
        isSpoilt = false;
        compiler.renew();
        compile("", "new Object()", "");
    }

    /**
     * Compiles what {@linkplain JavaStatements#declaresNothing seems to declare nothing}.
     *
     * @param before all of it up to the last statement; may be empty
     * @param furtherImports beside those that JShell knows
     * @return empty where JShell has to do it
     */
    public Optional<CompiledStatements> compile(String before, String last, String furtherImports) {
        try {
            String head = neededFor(before + last, compiler.imports() + furtherImports);
            for (Form form : forms(JavaStatements.code(last))) {
                Optional<CompiledStatements> compiled = compiled(head, before, last, form);
                if (compiled.isPresent() || isSpoilt) {
                    return compiled;
                }
            }
            return Optional.empty();
        } catch (InvocationTargetException e) {
            isSpoilt = true;
            return Optional.empty(); // The compiler itself has failed; JShell may do better.
        }
    }

    /** What the last statement may be, the most likely first: only the compiler knows whether a call has a value. */
    private List<Form> forms(String code) {
        if (STATEMENT.matcher(code).lookingAt()) {
            return List.of(Form.STATEMENT);
        }
        if (code.indexOf('(') < 0) {
            return List.of(Form.VALUE);
        }
        return withoutValue.contains(called(code)) ? List.of(Form.CALL, Form.VALUE) : List.of(Form.VALUE, Form.CALL);
    }

    private static String called(String code) {
        return code.substring(0, Math.max(0, code.indexOf('(')));
    }

    /** Leaves out imports of whole packages where all types have names that mean something without: they take long. */
    private static String neededFor(String text, String imports) {
        boolean isWithout = !text.contains("\\u")
                && TYPE_NAME
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .allMatch(name -> imports.contains("." + name + ";") || isOfJavaLang(name));
        return isWithout ? DefaultImports.withoutPackages(imports) : imports;
    }

    private static boolean isOfJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private Optional<CompiledStatements> compiled(String head, String before, String last, Form form)
            throws InvocationTargetException {
        String name = CLASS + ++number;
        // JShell takes a last expression without one; a comment may stand behind it.
        String end = form == Form.STATEMENT || last.endsWith(";") ? "" : ";";
        // The line of a value is that of the word before it.
        String code = JavaStatements.code(last);
        String blank = last.substring(0, last.length() - code.length());
        String source = head + "class " + name + " { public static Object " + METHOD + "() throws Throwable {"
                + form.open + "\n" + before + blank + form.beforeLast + code + "\n" + end + form.close + "}}";
        int firstLine = 2 + LineStarts.of(head).before(head.length());
        Optional<CompiledStatements> compiled =
                compiler.compiled(source, task -> generated(task, name, firstLine, form));
        if (compiled.isPresent() && form == Form.CALL) {
            withoutValue.add(called(JavaStatements.code(last)));
        }
        return compiled;
    }

    private Optional<CompiledStatements> generated(
            JShellCompiler.Task compileTask, String name, int firstLine, Form form) {
        try {
            JavacTask task = compileTask.task();
            DiagnosticCollector<JavaFileObject> diagnostics = compileTask.diagnostics();
            CompilationUnitTree unit = task.parse().iterator().next();
            Optional<StatementTree> last = hasErrors(diagnostics) ? Optional.empty() : last(unit, form);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            task.analyze();
            if (hasErrors(diagnostics) || form == Form.CALL && !isWithoutValue(task, unit, last.get())) {
                return Optional.empty();
            }
            // Generating code changes the tree.
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            Receivers receivers =
                    Receivers.of(unit, tree -> unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree)));
            boolean hasValue = form == Form.VALUE && !isAssignment(((ReturnTree) last.get()).getExpression());
            task.generate();
            isSpoilt = hasErrors(diagnostics);
            if (isSpoilt) {
                return Optional.empty();
            }
            String className = CellClassName.PACKAGE + "." + name;
            return Optional.of(new CompiledStatements(className, taken(className), firstLine, hasValue, receivers));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the compiler has against text as a part of a method, where it does not get through it as JShell writes it. */
    public Optional<String> complaint(String text) {
        if (!JavaSyntax.isStatements(text)) {
            return Optional.empty();
        }
        try {
            String unit = compiler.imports() + "class " + CLASS + ++number
                    + " { static void said() throws Throwable {\n" + text + "\n}}";
            return compiler.compiled(unit, compileTask -> {
                analyze(compileTask.task());
                return compileTask.diagnostics().getDiagnostics().stream()
                        .filter(said -> said.getKind() == Diagnostic.Kind.ERROR)
                        .map(said -> DiagnosticFormatter.of(said.getMessage(Locale.ROOT)))
                        .findFirst();
            });
        } catch (InvocationTargetException e) {
            return Optional.empty(); // It does not get through that either.
        }
    }

    private static void analyze(JavacTask task) {
        try {
            task.parse();
            task.analyze();
        } catch (IOException | RuntimeException failed) {
            return; // It goes on behind a mistake, and may fail there; it has told the mistake.
        }
    }

    private static boolean hasErrors(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }

    /** The last statement; empty where there is more than statements that JShell would treat no differently. */
    private static Optional<StatementTree> last(CompilationUnitTree unit, Form form) {
        if (unit.getTypeDecls().size() != 1) {
            return Optional.empty();
        }
        List<? extends Tree> members = ((ClassTree) unit.getTypeDecls().get(0)).getMembers();
        if (members.size() != 1 || !(members.get(0) instanceof MethodTree method)) {
            return Optional.empty();
        }
        List<? extends StatementTree> statements = method.getBody().getStatements();
        if (form != Form.VALUE) {
            if (statements.size() != 2 || !(statements.get(0) instanceof IfTree around)) {
                return Optional.empty();
            }
            statements = ((BlockTree) around.getThenStatement()).getStatements();
        }
        StatementTree last = statements.get(statements.size() - 1);
        boolean isPlain = statements.stream().noneMatch(s -> s instanceof VariableTree || s instanceof ClassTree)
                && statements.stream().allMatch(s -> new Plain().isPlain(form == Form.VALUE && s == last, s));
        return isPlain ? Optional.of(last) : Optional.empty();
    }

    /** Finds what means something else outside of a method, or gets another name there. */
    private static final class Plain extends TreeScanner<Void, Void> {
        private boolean isPlain = true;

        boolean isPlain(boolean isReturned, StatementTree statement) {
            scan(isReturned ? ((ReturnTree) statement).getExpression() : statement, null);
            return isPlain;
        }

        @Override
        public Void visitReturn(ReturnTree tree, Void nothing) {
            isPlain = false;
            return null;
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
            boolean before = isPlain;
            super.visitLambdaExpression(tree, nothing);
            isPlain = before;
            return null;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            isPlain = false;
            return null;
        }
    }

    private static boolean isWithoutValue(JavacTask task, CompilationUnitTree unit, StatementTree last) {
        return last instanceof ExpressionStatementTree statement
                && Trees.instance(task)
                                .getTypeMirror(TreePath.getPath(unit, statement.getExpression()))
                                .getKind()
                        == TypeKind.VOID;
    }

    private static boolean isAssignment(ExpressionTree tree) {
        return tree instanceof AssignmentTree assignment && assignment.getVariable() instanceof IdentifierTree;
    }

    /** The byte code of a class and those in it, by their names; JShell need not keep it, since nothing can mean it. */
    private Map<String, byte[]> taken(String name) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (Map.Entry<String, JavaFileObject> each : kept.entrySet()) {
            if (each.getKey().equals(name) || each.getKey().startsWith(name + "$")) {
                try (InputStream code = each.getValue().openInputStream()) {
                    classes.put(each.getKey(), code.readAllBytes());
                }
            }
        }
        kept.keySet().removeAll(classes.keySet());
        return classes;
    }
}
