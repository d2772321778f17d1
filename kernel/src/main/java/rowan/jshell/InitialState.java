package rowan.jshell;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * What the static state of the types in a snippet begins with, as their source says it; those in methods have some too. A
 * field begins with its own initialiser and the static blocks that name it; those of an enum also with its constants, of
 * which maps and lists are made. Where a field begins otherwise than before, the user wants the new value. Blanks and
 * comments say nothing.
 */
final class InitialState {

    private static final Pattern NAME = Pattern.compile(JavaStatements.A_NAME);

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

    /** Goes through all types, with the name of the class that is around. */
    private final class Reading extends TreeScanner<Void, String> {
        private final Map<String, Integer> locals = new HashMap<>();

        void read(Tree member) {
            if (member instanceof ClassTree type) {
                read(type, type.getSimpleName().toString());
            } else {
                scan(member, "");
            }
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
            List<String> constants = new ArrayList<>();
            List<String> blocks = new ArrayList<>();
            for (Tree member : type.getMembers()) {
                if (isConstant(member, type)) {
                    constants.add(member.toString());
                } else if (member instanceof BlockTree block && block.isStatic()) {
                    blocks.add(block.toString());
                }
                if (member instanceof ClassTree nested) {
                    read(nested, name + "$" + nested.getSimpleName());
                } else {
                    scan(member, name);
                }
            }
            List<String> all = new ArrayList<>(constants);
            all.addAll(blocks);
            deeds.put(name, all);
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && !isConstant(member, type) && isStatic(field, type)) {
                    String own = String.valueOf(field.getInitializer());
                    String inBlocks = blocks.stream()
                            .filter(block -> names(block, field.getName().toString()))
                            .collect(Collectors.joining());
                    fields.put(name + "." + field.getName(), constants + own + inBlocks);
                }
            }
        }
    }

    private static boolean names(String code, String name) {
        return NAME.matcher(code).results().anyMatch(found -> found.group().equals(name));
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
