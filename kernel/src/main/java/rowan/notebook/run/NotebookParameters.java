package rowan.notebook.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Nearest;
import rowan.notebook.NotebookFile;

/**
 * Values that a run gives to a notebook, by <a
 * href="https://papermill.readthedocs.io/en/latest/usage-parameterize.html">papermill's convention</a>: a Java cell with the
 * tag {@code parameters} declares names with their usual values, and a cell behind it, with the tag
 * {@code injected-parameters}, declares those anew that are given.
 */
public final class NotebookParameters {

    private static final String DECLARING = "parameters";
    private static final String INJECTED = "injected-parameters";

    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^\\s*(?:final\\s+)?(?<type>[\\w.<>\\[\\]]+)\\s+(?<name>[A-Za-z_]\\w*)\\s*=\\s*(?<value>.*?);");

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.\\d*|\\.\\d+|\\d+)([eE][+-]?\\d+)?");

    /** A value that cannot be given; the message says why and what can. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private record Declared(String type, String value) {}

    private final Map<String, String> given;

    /**
     * @param given values by name, as they were written
     */
    public NotebookParameters(Map<String, String> given) {
        this.given = new LinkedHashMap<>(given);
    }

    /**
     * Puts the values into a notebook.
     *
     * @throws Refused if the notebook does not declare a name, or a value is no literal of its type
     */
    public void into(NotebookFile notebook) {
        if (given.isEmpty()) {
            return;
        }
        Optional<NotebookFile.Cell> declaring = notebook.codeCells().stream()
                .filter(cell -> cell.hasTag(DECLARING))
                .findFirst();
        if (declaring.isEmpty()) {
            throw new Refused("The notebook takes no parameters. Give the cell that declares them the tag parameters.");
        }
        Map<String, Declared> declared = declarations(declaring.get().source());
        List<String> lines = new ArrayList<>();
        given.forEach((name, value) -> {
            Declared known = declared.get(name);
            if (known == null) {
                String near = Nearest.to(name, declared.keySet())
                        .map(n -> " Did you mean " + n + "?")
                        .orElse("");
                throw new Refused("The notebook has no parameter " + name + "; it declares "
                        + String.join(", ", declared.keySet()) + "." + near);
            }
            lines.add(known.type() + " " + name + " = " + literal(name, known, value) + ";");
        });
        notebook.removeCells(INJECTED);
        notebook.insertBehind(declaring.get(), String.join("\n", lines), INJECTED);
    }

    private static Map<String, Declared> declarations(String source) {
        Map<String, Declared> declared = new LinkedHashMap<>();
        Matcher each = DECLARATION.matcher(source);
        while (each.find()) {
            declared.put(
                    each.group("name"),
                    new Declared(each.group("type"), each.group("value").strip()));
        }
        return declared;
    }

    /** A value as Java writes one of the type, which for {@code var} is that of the usual value. */
    private static String literal(String name, Declared declared, String value) {
        String type = declared.type().equals("var") ? typeOf(declared.value()) : declared.type();
        return switch (type) {
            case "String" -> quoted(value);
            case "boolean", "Boolean" -> checked(name, value, value.matches("true|false"), "true or false");
            case "char", "Character" ->
                checked(name, value, value.length() == 1, "one character").equals("'")
                        ? "'\\''"
                        : "'" + value.replace("\\", "\\\\") + "'";
            case "int", "Integer", "short", "byte" ->
                checked(name, value, INTEGER.matcher(value).matches() && fits(value), "an integer");
            case "long", "Long" -> checked(name, value, INTEGER.matcher(value).matches(), "an integer") + "L";
            case "double", "Double" ->
                checked(name, value, DECIMAL.matcher(value).matches(), "a number") + "d";
            case "float", "Float" -> checked(name, value, DECIMAL.matcher(value).matches(), "a number") + "f";
            default ->
                throw new Refused("The parameter " + name + " is a " + type
                        + "; only texts, numbers, characters, true and false can be given.");
        };
    }

    private static boolean fits(String value) {
        try {
            Integer.parseInt(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String typeOf(String value) {
        if (value.startsWith("\"")) {
            return "String";
        }
        if (value.matches("true|false")) {
            return "boolean";
        }
        String plain = value.replace("_", "");
        if (INTEGER.matcher(plain).matches()) {
            return "int";
        }
        return plain.matches("[+-]?\\d+[lL]")
                ? "long"
                : DECIMAL.matcher(plain).matches() ? "double" : "value of another type";
    }

    private static String checked(String name, String value, boolean fits, String wanted) {
        if (!fits) {
            throw new Refused("The parameter " + name + " takes " + wanted + ", not " + value + ".");
        }
        return value;
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append((char) c);
            }
        });
        return text.append('"').toString();
    }
}
