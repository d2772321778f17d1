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
 * Tells, from the source of a snippet, which code computes the first value of each static field. When that code has been
 * edited, the user wants the new value; else the field keeps the value it has. The code of a field consists of
 *
 * <ul>
 *   <li>its own initialiser, and the static blocks that name it,
 *   <li>the static fields and methods of the snippet that this code uses, directly or through others,
 *   <li>in an enum, the constants, since maps and lists are made of them,
 *   <li>every other initialiser of the type that may write to the field, itself or through methods and constructors: one
 *       that names the field or, where the field holds a number or a text, one that assigns to it.
 * </ul>
 *
 * Types that are declared within methods count too. Blanks and comments make no difference.
 */
final class InitialState {

    private final String source;
    private final String declared;
    /** By type and name, {@code Outer$Inner.field}. */
    private final Map<String, String> fields = new HashMap<>();
    /** For each field, the code that computes its first value, without the members which that code uses. */
    private final Map<String, StateMember> beginnings = new HashMap<>();

    /** The static fields by the same names, until all that may write to them is read. */
    private final Map<String, Beginning> read = new HashMap<>();

    private final List<StateMember> members = new ArrayList<>();
    /** The static fields, each with the types of what it holds and nothing else. */
    private final List<StateMember> holders = new ArrayList<>();
    /** For each type, the static blocks and enum constants that run when it is initialised. */
    private final Map<String, List<String>> deeds = new HashMap<>();

    /**
     * A static field and the code that may compute its first value.
     *
     * @param member the field, with the code that computes its first value
     * @param isValue whether only an assignment can change what it holds, as with a number or a text
     * @param code its initialiser, the static blocks that name it and the constants of its enum
     * @param others the initialisers of other fields of its type, and the other blocks
     */
    private record Beginning(StateMember member, boolean isValue, List<Tree> code, List<Tree> others) {

        /**
         * Adds the initialisers that may write to the field.
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

    /** Whether both are versions of one declaration, and the initial state of a type in it differs. */
    boolean isOtherwiseThan(InitialState other) {
        return !(fields.isEmpty() && deeds.isEmpty())
                && isOfSame(other)
                && !(fields.equals(other.fields) && deeds.equals(other.deeds));
    }

    /** Whether both are versions of one declaration, equal or not. */
    boolean isOfSame(InitialState other) {
        return !declared.isEmpty() && declared.equals(other.declared);
    }

    /**
     * The code that computes the first value of a field, as text that can be compared.
     *
     * @param nested the field's type, by the name of its class within the class around the snippet; for a type that is not
     *     found, the answer is all of the snippet
     */
    String of(String nested, String field) {
        return deeds.containsKey(nested) ? fields.getOrDefault(nested + "." + field, "") : source;
    }

    /** The members of the snippet that initialisers may use. */
    List<StateMember> members() {
        return members;
    }

    /**
     * Finds the fields, {@code Outer$Inner.field}, whose first value depends on one of some members, directly or through
     * others.
     *
     * @param others members that they may use besides those of this snippet
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

    /** Visits all types; the parameter is the name of the enclosing class. */
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
