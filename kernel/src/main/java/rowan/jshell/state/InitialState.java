package rowan.jshell.state;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import rowan.jshell.syntax.DeclarationIndex;
import rowan.jshell.syntax.JavaSyntax;

/**
 * What the static state of the types in a snippet begins with, as their source says it; those in methods have some too. A
 * field begins with its own initialiser and the static blocks that name it, and with the static fields and the methods of
 * the snippet that these use, and so on; those of an enum also with its constants, of which maps and lists are made. It
 * begins also with every other initialiser of its type that may write to it, itself or through methods and constructors:
 * such as name it, or assign to it where it is a number or a text. Where a field begins otherwise than before, the user wants
 * the new value. Blanks and comments say nothing.
 */
final class InitialState {

    private final String source;
    private final String declared;
    /** By type and name, {@code Outer$Inner.field}. */
    private final Map<String, String> fields = new HashMap<>();
    /** Of each field what it begins with at first hand. */
    private final Map<String, StateMember> beginnings = new HashMap<>();

    /** The static fields by the same names, until all that may write to them is read. */
    private final Map<String, Beginning> read = new HashMap<>();

    private final List<StateMember> members = new ArrayList<>();
    /** The static fields, with no more than the types of what they hold. */
    private final List<StateMember> holders = new ArrayList<>();
    /** What is done by each type when it is initialised, whatever the fields. */
    private final Map<String, List<String>> deeds = new HashMap<>();

    /**
     * A static field as it is read.
     *
     * @param member it, with what it begins with at first hand
     * @param isValue whether it holds what only an assignment changes
     * @param code its initialiser, the static blocks that name it and the constants of its enum
     * @param others the initialisers of other fields of its type, and the other blocks
     */
    private record Beginning(StateMember member, boolean isValue, List<Tree> code, List<Tree> others) {

        /**
         * With all that may write to the field.
         *
         * @param used what initialisers may call, and the fields on which they may call it
         */
        StateMember of(List<StateMember> used) {
            List<Tree> all = new ArrayList<>(code);
            for (Tree other : others) {
                StateMember initialiser = StateMember.of(member.type(), "", List.of(other));
                boolean acts = Stream.concat(
                                Stream.of(initialiser),
                                initialiser.reached(used).stream().filter(StateMember::isCode))
                        .anyMatch(each -> each.actsOn(member, isValue));
                if (acts) {
                    all.add(other);
                }
            }
            return StateMember.of(member.type(), member.name(), all);
        }
    }

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
                && isOfSame(other)
                && !(fields.equals(other.fields) && deeds.equals(other.deeds));
    }

    /** Whether both are of one declaration, edited perhaps. */
    boolean isOfSame(InitialState other) {
        return !declared.isEmpty() && declared.equals(other.declared);
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

    /** What initialisers may use of it. */
    List<StateMember> members() {
        return members;
    }

    /**
     * The fields, {@code Outer$Inner.field}, that use one of some members, at whatever distance.
     *
     * @param others what they may use besides the members of this
     */
    Set<String> using(Collection<StateMember> others, Set<StateMember> used) {
        Set<StateMember> all = new LinkedHashSet<>(members);
        all.addAll(others);
        Set<String> using = new HashSet<>();
        beginnings.forEach((field, beginning) -> {
            if (!Collections.disjoint(beginning.reached(all), used)) {
                using.add(field);
            }
        });
        return using;
    }

    /** Goes through all types, with the name of the class that is around. */
    private final class Reading extends TreeScanner<Void, String> {
        private final Map<String, Integer> locals = new HashMap<>();

        void read(Tree member) {
            if (member instanceof ClassTree type) {
                read(type, type.getSimpleName().toString());
            } else {
                if (member instanceof MethodTree method) {
                    members.add(StateMember.of("", method.getName() + "()", List.of(method)));
                } else if (member instanceof VariableTree variable) {
                    members.add(StateMember.of("", variable.getName().toString(), List.of(variable)));
                }
                scan(member, "");
            }
            Set<String> types = members.stream().map(StateMember::type).collect(Collectors.toSet());
            List<StateMember> usable = Stream.concat(
                            members.stream().filter(StateMember::isCode),
                            holders.stream().map(field -> field.naming(types)))
                    .toList();
            read.forEach((field, beginning) -> beginnings.put(field, beginning.of(usable)));
            // In an order that does not depend on their places.
            beginnings.forEach((field, beginning) -> fields.put(
                    field,
                    beginning.text()
                            + beginning.reached(members).stream()
                                    .map(used -> used.type() + "." + used.name() + used.text())
                                    .sorted()
                                    .toList()));
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
            members.add(StateMember.of(simple, "", constants));
            List<Tree> all = new ArrayList<>(constants);
            all.addAll(blocks);
            deeds.put(name, all.stream().map(Tree::toString).toList());
            List<VariableTree> statics = new ArrayList<>();
            List<Tree> making = new ArrayList<>();
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    if (isConstructor(method)) {
                        making.add(method);
                    } else {
                        members.add(StateMember.of(simple, method.getName() + "()", List.of(method)));
                    }
                } else if (member instanceof VariableTree field && !isConstant(member, type)) {
                    if (isStatic(field, type)) {
                        statics.add(field);
                    } else if (field.getInitializer() != null) {
                        making.add(field);
                    }
                } else if (member instanceof BlockTree block && !block.isStatic()) {
                    making.add(block);
                }
            }
            StateMember constructors = StateMember.of(simple, simple + "()", making);
            members.add(type.getExtendsClause() == null ? constructors : constructors.making(type.getExtendsClause()));
            for (VariableTree field : statics) {
                read(field, simple, constants, blocks, statics, name);
            }
        }

        private void read(
                VariableTree field,
                String type,
                List<Tree> constants,
                List<Tree> blocks,
                List<VariableTree> statics,
                String around) {
            String name = field.getName().toString();
            List<Tree> code = new ArrayList<>();
            List<Tree> others = new ArrayList<>();
            if (field.getInitializer() != null) {
                code.add(field.getInitializer());
            }
            for (VariableTree other : statics) {
                if (other != field && other.getInitializer() != null) {
                    others.add(other.getInitializer());
                }
            }
            for (Tree block : blocks) {
                (DeclarationIndex.namesIn(block.toString()).contains(name) ? code : others).add(block);
            }
            StateMember member = StateMember.of(type, name, code);
            members.add(member);
            List<Tree> held = new ArrayList<>(code);
            held.add(field.getType());
            holders.add(StateMember.of(type, name, held));
            List<Tree> beginning = new ArrayList<>(constants);
            beginning.addAll(code);
            read.put(around + "." + name, new Beginning(member, isValue(field), beginning, others));
        }
    }

    private static boolean isConstructor(MethodTree method) {
        return method.getReturnType() == null;
    }

    private static boolean isValue(VariableTree field) {
        return field.getType() instanceof PrimitiveTypeTree
                || field.getType() != null && field.getType().toString().equals("String");
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
