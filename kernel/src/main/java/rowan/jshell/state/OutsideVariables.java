package rowan.jshell.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.SourceVersion;

/** Variables of Java that get their values from elsewhere: captured results, parameters of a notebook. */
public final class OutsideVariables {

    private final Function<String, Optional<Field>> variables;
    private final Consumer<String> declare;
    private final Map<String, String> types = new HashMap<>();

    /**
     * @param variables where the variable of a name lives; empty while there is none
     * @param declare evaluates a declaration
     */
    public OutsideVariables(Function<String, Optional<Field>> variables, Consumer<String> declare) {
        this.variables = variables;
        this.declare = declare;
    }

    /** Makes a value a variable. One of the same type is just set; else it is declared, anew if need be. */
    public void bind(String name, Object value, Optional<String> declared) {
        if (!SourceVersion.isName(name)) {
            return;
        }
        String type = declared.orElseGet(() -> typeName(value));
        Optional<Field> field = variables.apply(name);
        if (field.isPresent() && type.equals(types.get(name))) {
            try {
                field.get().set(null, value);
                return;
            } catch (IllegalAccessException | IllegalArgumentException changed) {
                // Declared differently since; it is declared anew.
            }
        }
        declare.accept(type + " " + name + " = (" + type + ") boundValue(\"" + name + "\");");
        types.put(name, type);
    }

    private static String typeName(Object value) {
        if (value == null) {
            return "Object";
        }
        if (value instanceof List<?>) {
            return "java.util.List<?>";
        }
        Class<?> type = value.getClass();
        boolean nameable = type.getCanonicalName() != null
                && Modifier.isPublic(type.getModifiers())
                && (type.getName().startsWith("java.lang.") || type.getName().startsWith("rowan.model."));
        return nameable ? type.getCanonicalName() : "Object";
    }
}
