package rowan.jshell.state;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A static field, a method, the constructors of a type, or the constants of an enum: what an initialiser may use, and what it uses itself.
 *
 * @param type the simple name of the type it stands in; empty for what stands in none
 * @param name of a field; of a method, or of the type for its constructors, with parentheses behind it; empty for
 *     the constants of an enum
 * @param text what it consists of, without comments
 * @param alone the names in it of fields, of types, and of methods and constructors with parentheses behind them
 * @param selected those of them that stand behind a dot
 * @param assigned the names of what it assigns to
 */
record StateMember(
        String type, String name, String text, Set<String> alone, Set<String> selected, Set<String> assigned) {

    /**
     * Of its code.
     *
     * @param code more than one where static blocks name a field
     */
    static StateMember of(String type, String name, List<? extends Tree> code) {
        Reading reading = new Reading();
        code.forEach(reading::read);
        return new StateMember(type, name, code.toString(), reading.alone, reading.selected, reading.assigned);
    }

    /** Constructors of a type that begin with those of the type which it extends, and have its methods. */
    StateMember making(Tree extended) {
        Set<String> more = new HashSet<>(alone);
        more.add(Reading.simple(extended));
        more.add(Reading.simple(extended) + "()");
        return new StateMember(type, name, text, more, selected, assigned);
    }

    /** The field with the types of what it holds only: code that names a field does not run its initialiser. */
    StateMember naming(Set<String> types) {
        Set<String> held = new HashSet<>(alone);
        held.retainAll(types);
        return new StateMember(type, name, text, held, Set.of(), Set.of());
    }

    boolean isCode() {
        return name.endsWith("()");
    }

    /**
     * Whether running this code may change what a static field holds.
     *
     * @param isValue whether only an assignment can change it
     */
    boolean actsOn(StateMember field, boolean isValue) {
        return isValue ? assigned.contains(field.name) : field.isMeant(alone, selected);
    }

    /** The members, of those given, that this one uses, directly or through others. */
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
        private static final Set<Tree.Kind> ASSIGNING = EnumSet.of(
                Tree.Kind.PREFIX_INCREMENT,
                Tree.Kind.PREFIX_DECREMENT,
                Tree.Kind.POSTFIX_INCREMENT,
                Tree.Kind.POSTFIX_DECREMENT);

        private final Set<String> alone = new HashSet<>();
        private final Set<String> selected = new HashSet<>();
        private final Set<String> assigned = new HashSet<>();

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
        public Void visitNewClass(NewClassTree made, Set<String> own) {
            alone.add(simple(made.getIdentifier()) + "()");
            return super.visitNewClass(made, own);
        }

        @Override
        public Void visitAssignment(AssignmentTree assignment, Set<String> own) {
            assign(assignment.getVariable(), own);
            return super.visitAssignment(assignment, own);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Set<String> own) {
            assign(assignment.getVariable(), own);
            return super.visitCompoundAssignment(assignment, own);
        }

        @Override
        public Void visitUnary(UnaryTree operation, Set<String> own) {
            if (ASSIGNING.contains(operation.getKind())) {
                assign(operation.getExpression(), own);
            }
            return super.visitUnary(operation, own);
        }

        private void assign(ExpressionTree to, Set<String> own) {
            if (to instanceof MemberSelectTree select) {
                assigned.add(select.getIdentifier().toString());
            } else if (to instanceof IdentifierTree name
                    && !own.contains(name.getName().toString())) {
                assigned.add(name.getName().toString());
            }
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Set<String> own) {
            if (reference.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
                alone.add(simple(reference.getQualifierExpression()) + "()");
            }
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

        /** The last name of a type, without what is in angle brackets. */
        private static String simple(Tree type) {
            Tree raw = type instanceof ParameterizedTypeTree of ? of.getType() : type;
            return raw instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : raw.toString();
        }

        /** Where a name belongs that stands behind a dot and this. */
        private Set<String> behind(Tree qualifier) {
            boolean isThis = qualifier instanceof IdentifierTree name
                    && (name.getName().contentEquals("this") || name.getName().contentEquals("super"));
            return isThis ? alone : selected;
        }
    }
}
