package rowan.jshell;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/**
 * What the static state of the types in a snippet begins with, as their source says it; those in methods have some too. A
 * field begins with its own initialiser and the static blocks that name it, and with the static fields and the methods of
 * the snippet that these use, and so on; those of an enum also with its constants, of which maps and lists are made. Where a
 * field begins otherwise than before, the user wants the new value. Blanks and comments say nothing, and neither do
 * constructors: what they have made is state.
 */
final class InitialState {

    private final String source;
    private final String declared;
    /** By type and name, {@code Outer$Inner.field}. */
    private final Map<String, String> fields = new HashMap<>();
    /** What is done by each type when it is initialised, whatever the fields. */
    private final Map<String, List<String>> deeds = new HashMap<>();

    private InitialState(String source, String declared) {
        this.source = source;
        this.declared = declared;
    }

    /** Of what the source of a snippet declares. */
    static InitialState of(String source) {
        return JavaSyntax.member(source)
                .map(member -> {
                    InitialState state = new InitialState(source, signature(member));
                    state.new Reading().read(member);
                    return state;
                })
                .orElseGet(() -> new InitialState(source, ""));
    }

    private static String signature(Tree member) {
        if (member instanceof MethodTree method) {
            return method.getName()
                    + method.getParameters().stream()
                            .map(VariableTree::getType)
                            .toList()
                            .toString();
        }
        return member instanceof ClassTree type
                ? type.getSimpleName().toString()
                : ((VariableTree) member).getName().toString();
    }

    /** Whether this is of the same declaration as another, in which a type begins otherwise. */
    boolean isOtherwiseThan(InitialState other) {
        return !(fields.isEmpty() && deeds.isEmpty())
                && !declared.isEmpty()
                && declared.equals(other.declared)
                && !(fields.equals(other.fields) && deeds.equals(other.deeds));
    }

    /**
     * What a field begins with, to be compared.
     *
     * @param nested its type, as its class is named within the one around the snippet; what begins a type that is not found
     *     is all of the snippet
     */
    String of(String nested, String field) {
        return deeds.containsKey(nested) ? fields.getOrDefault(nested + "." + field, "") : source;
    }

    /**
     * A member that an initialiser may use.
     *
     * @param type the simple name of the type it stands in
     * @param name of a field; of a method with parentheses behind it; empty for the constants of an enum
     * @param code what it consists of: more than one where methods share a name, or static blocks name a field
     */
    private record Member(String type, String name, List<Tree> code) {}

    /** Goes through all types, with the name of the class that is around. */
    private final class Reading extends TreeScanner<Void, String> {
        private final Map<String, Integer> locals = new HashMap<>();
        private final List<Member> members = new ArrayList<>();
        /** What each field begins with at first hand, by its name in {@link #fields}. */
        private final Map<String, List<Tree>> beginnings = new LinkedHashMap<>();

        void read(Tree member) {
            if (member instanceof ClassTree type) {
                read(type, type.getSimpleName().toString());
            } else {
                scan(member, "");
            }
            beginnings.forEach((field, code) -> fields.put(field, reached(code)));
        }

        /** A type in a method: those that are members are not scanned. */
        @Override
        public Void visitClass(ClassTree type, String around) {
            String prefix = around.isEmpty() ? "" : around + "$";
            int number = locals.merge(prefix + "." + type.getSimpleName(), 1, Integer::sum);
            read(type, prefix + number + type.getSimpleName());
            return null;
        }

        private void read(ClassTree type, String name) {
            List<Tree> constants = new ArrayList<>();
            List<Tree> blocks = new ArrayList<>();
            for (Tree member : type.getMembers()) {
                if (isConstant(member, type)) {
                    constants.add(member);
                } else if (member instanceof BlockTree block && block.isStatic()) {
                    blocks.add(block);
                }
                if (member instanceof ClassTree nested) {
                    read(nested, name + "$" + nested.getSimpleName());
                } else {
                    scan(member, name);
                }
            }
            String simple = type.getSimpleName().toString();
            members.add(new Member(simple, "", constants));
            List<Tree> all = new ArrayList<>(constants);
            all.addAll(blocks);
            deeds.put(name, all.stream().map(Tree::toString).toList());
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    members.add(new Member(simple, method.getName() + "()", List.of(method)));
                } else if (member instanceof VariableTree field && !isConstant(member, type) && isStatic(field, type)) {
                    List<Tree> code = new ArrayList<>();
                    if (field.getInitializer() != null) {
                        code.add(field.getInitializer());
                    }
                    blocks.stream()
                            .filter(block -> Mentions.namesIn(block.toString())
                                    .contains(field.getName().toString()))
                            .forEach(code::add);
                    members.add(new Member(simple, field.getName().toString(), code));
                    List<Tree> beginning = new ArrayList<>(constants);
                    beginning.addAll(code);
                    beginnings.put(name + "." + field.getName(), beginning);
                }
            }
        }

        /** The code, and behind it the text of all that it uses, in an order that does not depend on their places. */
        private String reached(List<Tree> code) {
            Uses uses = new Uses();
            code.forEach(uses::add);
            Set<Member> waiting = new LinkedHashSet<>(members);
            Set<String> texts = new TreeSet<>();
            boolean isMore = true;
            while (isMore) {
                List<Member> found = waiting.stream().filter(uses::mayMean).toList();
                isMore = waiting.removeAll(found);
                for (Member member : found) {
                    texts.add(member.type() + "." + member.name() + member.code());
                    member.code().forEach(uses::add);
                }
            }
            return code + texts.toString();
        }
    }

    /** The names that code uses, by what they can mean where they stand. */
    private static final class Uses extends TreeScanner<Void, Set<String>> {
        /** Fields, types, and methods with parentheses behind them. */
        private final Set<String> alone = new HashSet<>();
        /** Those behind a dot, which are the snippet's own only if their type is named somewhere. */
        private final Set<String> selected = new HashSet<>();

        void add(Tree code) {
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

        boolean mayMean(Member member) {
            if (member.name().isEmpty()) {
                return alone.contains(member.type());
            }
            return alone.contains(member.name()) || selected.contains(member.name()) && alone.contains(member.type());
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Set<String> own) {
            if (call.getMethodSelect() instanceof IdentifierTree name) {
                alone.add(name.getName() + "()");
                scan(call.getArguments(), own);
                return scan(call.getTypeArguments(), own);
            }
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                (isThis(select.getExpression()) ? alone : selected).add(select.getIdentifier() + "()");
            }
            return super.visitMethodInvocation(call, own);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Set<String> own) {
            (isThis(reference.getQualifierExpression()) ? alone : selected).add(reference.getName() + "()");
            return super.visitMemberReference(reference, own);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree select, Set<String> own) {
            (isThis(select.getExpression()) ? alone : selected)
                    .add(select.getIdentifier().toString());
            return super.visitMemberSelect(select, own);
        }

        @Override
        public Void visitIdentifier(IdentifierTree name, Set<String> own) {
            if (!own.contains(name.getName().toString())) {
                alone.add(name.getName().toString());
            }
            return null;
        }

        private static boolean isThis(Tree tree) {
            return tree instanceof IdentifierTree name
                    && (name.getName().contentEquals("this") || name.getName().contentEquals("super"));
        }
    }

    private static boolean isStatic(VariableTree field, ClassTree in) {
        return in.getKind() == Tree.Kind.INTERFACE
                || in.getKind() == Tree.Kind.ANNOTATION_TYPE
                || field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    /** The constants of an enum are fields that make an instance of it, which nothing else there may do. */
    private static boolean isConstant(Tree member, ClassTree in) {
        return in.getKind() == Tree.Kind.ENUM
                && member instanceof VariableTree field
                && field.getInitializer() instanceof NewClassTree made
                && made.getIdentifier().toString().contentEquals(in.getSimpleName());
    }
}
