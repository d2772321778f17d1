package rowan.jshell.statements;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The expressions whose members code uses; one of them is to be named when it turns out to be null.
 *
 * @param uses in the order of the code
 */
public record Receivers(List<Use> uses) {

    /**
     * One place.
     *
     * @param expression as Java writes it
     */
    private record Use(String member, String expression, long line) {}

    /**
     * Those of a parsed class.
     *
     * @param line on which a place begins
     */
    static Receivers of(CompilationUnitTree unit, ToLongFunction<MemberSelectTree> line) {
        List<Use> uses = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
                uses.add(new Use(
                        tree.getIdentifier().toString(), tree.getExpression().toString(), line.applyAsLong(tree)));
                return super.visitMemberSelect(tree, nothing);
            }
        }.scan(unit.getTypeDecls(), null);
        return new Receivers(uses);
    }

    /** The expression of which a member is used on a line of the class, if there is no doubt. */
    public Optional<String> of(String member, long line) {
        return only(member, uses)
                .or(() -> only(
                        member, uses.stream().filter(use -> use.line() == line).toList()));
    }

    private static Optional<String> only(String member, List<Use> among) {
        List<String> expressions = among.stream()
                .filter(use -> use.member().equals(member))
                .map(Use::expression)
                .distinct()
                .toList();
        return expressions.size() == 1 ? Optional.of(expressions.get(0)) : Optional.empty();
    }
}
