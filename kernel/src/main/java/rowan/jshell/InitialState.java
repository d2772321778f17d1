package rowan.jshell;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * What the static state of a type, and of the types in it, begins with, as their source says it. A field begins with its
 * own initialiser and the static blocks that name it; those of an enum also with its constants, of which maps and lists are
 * made. Where a field begins otherwise than before, the user wants the new value. Blanks and comments say nothing.
 */
final class InitialState {

    private static final Pattern NAME = Pattern.compile(JavaStatements.A_NAME);

    private final String source;
    private final Optional<String> type;
    /** By type and name, {@code Outer$Inner.field}. */
    private final Map<String, String> fields = new HashMap<>();
    /** What is done by each type when it is initialised, whatever the fields. */
    private final Map<String, List<String>> deeds = new HashMap<>();

    private InitialState(String source) {
        this.source = source;
        Optional<ClassTree> declared = JavaSyntax.type(source);
        type = declared.map(tree -> tree.getSimpleName().toString());
        declared.ifPresent(tree -> read(tree, ""));
    }

    /** Of what the source of a snippet declares. */
    static InitialState of(String source) {
        return new InitialState(source);
    }

    /** The name of the type that the snippet declares; empty for a method or a variable. */
    Optional<String> type() {
        return type;
    }

    /** Whether all types begin as those of another do. */
    boolean isSameAs(InitialState other) {
        return fields.equals(other.fields) && deeds.equals(other.deeds);
    }

    /**
     * What a field begins with, to be compared.
     *
     * @param nested its type, with {@code $} between nested names; what begins a type in a method is all of the snippet
     */
    String of(String nested, String field) {
        return deeds.containsKey(nested) ? fields.getOrDefault(nested + "." + field, "") : source;
    }

    private void read(ClassTree tree, String outer) {
        String name = outer + tree.getSimpleName();
        List<String> constants = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        for (Tree member : tree.getMembers()) {
            if (isConstant(member, tree)) {
                constants.add(member.toString());
            } else if (member instanceof BlockTree block && block.isStatic()) {
                blocks.add(block.toString());
            } else if (member instanceof ClassTree inner) {
                read(inner, name + "$");
            }
        }
        List<String> all = new ArrayList<>(constants);
        all.addAll(blocks);
        deeds.put(name, all);
        for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree field && !isConstant(member, tree) && isStatic(field, tree)) {
                String own = String.valueOf(field.getInitializer());
                String inBlocks = blocks.stream()
                        .filter(block -> names(block, field.getName().toString()))
                        .collect(Collectors.joining());
                fields.put(name + "." + field.getName(), constants + own + inBlocks);
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
