package rowan.jshell.syntax;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names in a declaration by which it may mean another: all but those that mean its own parameters, local variables and
 * fields wherever they stand. Where there is any doubt, a name is one of them: a name too many costs time, one too few
 * would leave code as it was compiled for a declaration that is no more.
 */
final class FreeNames extends TreePathScanner<Void, Void> {

    private final Set<String> free = new HashSet<>();
    private final Deque<Set<String>> scopes = new ArrayDeque<>();

    private FreeNames() {}

    /** Those of the texts of declarations; empty where the parser finds mistakes in one. */
    static List<Optional<Set<String>>> in(List<String> declarations) {
        return JavaSyntax.members(declarations).stream()
                .map(parsed -> parsed.map(FreeNames::in))
                .toList();
    }

    private static Set<String> in(CompilationUnitTree declaration) {
        FreeNames names = new FreeNames();
        names.scan(new TreePath(declaration), null);
        return names.free;
    }

    /** A variable can be meant in the rest of what it stands in. */
    @Override
    public Void scan(Tree tree, Void nothing) {
        if (tree instanceof VariableTree) {
            return super.scan(tree, nothing);
        }
        scopes.push(new HashSet<>());
        try {
            return super.scan(tree, nothing);
        } finally {
            scopes.pop();
        }
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
        if (!isDeclaration()) {
            scopes.element().add(tree.getName().toString());
        }
        return super.visitVariable(tree, nothing);
    }

    /** Whether this is what is declared, and no part of it. */
    private boolean isDeclaration() {
        TreePath around = getCurrentPath().getParentPath();
        return around.getLeaf() instanceof ClassTree && around.getParentPath().getLeaf() instanceof CompilationUnitTree;
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
        scan(tree.getExpression(), nothing);
        scan(tree.getVariable(), nothing);
        return scan(tree.getStatement(), nothing);
    }

    @Override
    public Void visitTry(TryTree tree, Void nothing) {
        scan(tree.getCatches(), nothing);
        scan(tree.getFinallyBlock(), nothing);
        scan(tree.getResources(), nothing);
        return scan(tree.getBlock(), nothing);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void nothing) {
        String name = tree.getName().toString();
        boolean isOwn = isVariable(tree, getCurrentPath().getParentPath().getLeaf())
                && scopes.stream().anyMatch(scope -> scope.contains(name));
        if (!isOwn) {
            free.add(name);
        }
        return super.visitIdentifier(tree, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
        free.add(tree.getIdentifier().toString());
        return super.visitMemberSelect(tree, nothing);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
        free.add(tree.getName().toString());
        return super.visitMemberReference(tree, nothing);
    }

    /** Whether a name stands where it can be that of no method, and of no type if there is such a variable. */
    private static boolean isVariable(IdentifierTree name, Tree around) {
        if (around instanceof MethodInvocationTree call) {
            return call.getArguments().contains(name);
        }
        if (around instanceof NewClassTree created) {
            return created.getArguments().contains(name);
        }
        if (around instanceof VariableTree variable) {
            return name == variable.getInitializer();
        }
        if (around instanceof EnhancedForLoopTree loop) {
            return name == loop.getExpression();
        }
        if (around instanceof LambdaExpressionTree lambda) {
            return name == lambda.getBody();
        }
        return around instanceof BinaryTree
                || around instanceof UnaryTree
                || around instanceof AssignmentTree
                || around instanceof CompoundAssignmentTree
                || around instanceof ConditionalExpressionTree
                || around instanceof ParenthesizedTree
                || around instanceof ArrayAccessTree
                || around instanceof MemberSelectTree
                || around instanceof ExpressionStatementTree
                || around instanceof ReturnTree;
    }
}
