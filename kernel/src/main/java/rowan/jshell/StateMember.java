package rowan.jshell;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A static field, a method, or the constants of an enum: what an initialiser may use, and what it uses itself.
 *
 * @param type the simple name of the type it stands in; empty for what stands in none
 * @param name of a field; of a method with parentheses behind it; empty for the constants of an enum
 * @param text what it consists of, without comments
 * @param alone the names in it of fields, of types, and of methods with parentheses behind them
 * @param selected those of them that stand behind a dot
 */
record StateMember(String type, String name, String text, Set<String> alone, Set<String> selected) {

    /**
     * Of its code.
     *
     * @param code more than one where static blocks name a field
     */
    static StateMember of(String type, String name, List<? extends Tree> code) {
        Reading reading = new Reading();
        code.forEach(reading::read);
        return new StateMember(type, name, code.toString(), reading.alone, reading.selected);
    }

    /** All of these that it uses, that those use, and so on. */
    Set<StateMember> reached(Collection<StateMember> members) {
        Set<String> names = new HashSet<>(alone);
        Set<String> behindDots = new HashSet<>(selected);
        Set<StateMember> waiting = new LinkedHashSet<>(members);
        Set<StateMember> reached = new LinkedHashSet<>();
        boolean isMore = true;
        while (isMore) {
            List<StateMember> found = waiting.stream()
                    .filter(each -> each.isMeant(names, behindDots))
                    .toList();
            isMore = reached.addAll(found);
            waiting.removeAll(reached);
            for (StateMember each : found) {
                names.addAll(each.alone);
                behindDots.addAll(each.selected);
            }
        }
        return reached;
    }

    /** A name behind a dot means a member only where its type is named somewhere: {@code log.add} may be that of a list. */
    private boolean isMeant(Set<String> names, Set<String> behindDots) {
        return name.isEmpty()
                ? names.contains(type)
                : names.contains(name) || behindDots.contains(name) && names.contains(type);
    }

    /** The names that code uses, without its own variables. */
    private static final class Reading extends TreeScanner<Void, Set<String>> {
        private final Set<String> alone = new HashSet<>();
        private final Set<String> selected = new HashSet<>();

        void read(Tree code) {
            Set<String> own = new HashSet<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    own.add(variable.getName().toString());
                    return super.visitVariable(variable, nothing);
                }
            }.scan(code, null);
            scan(code, own);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Set<String> own) {
            if (call.getMethodSelect() instanceof IdentifierTree name) {
                alone.add(name.getName() + "()");
                scan(call.getTypeArguments(), own);
                return scan(call.getArguments(), own);
            }
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                behind(select.getExpression()).add(select.getIdentifier() + "()");
            }
            return super.visitMethodInvocation(call, own);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Set<String> own) {
            behind(reference.getQualifierExpression()).add(reference.getName() + "()");
            return super.visitMemberReference(reference, own);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree select, Set<String> own) {
            behind(select.getExpression()).add(select.getIdentifier().toString());
            return super.visitMemberSelect(select, own);
        }

        @Override
        public Void visitIdentifier(IdentifierTree name, Set<String> own) {
            if (!own.contains(name.getName().toString())) {
                alone.add(name.getName().toString());
            }
            return null;
        }

        /** Where a name belongs that stands behind a dot and this. */
        private Set<String> behind(Tree qualifier) {
            boolean isThis = qualifier instanceof IdentifierTree name
                    && (name.getName().contentEquals("this") || name.getName().contentEquals("super"));
            return isThis ? alone : selected;
        }
    }
}
