package rowan.jshell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The types of {@code var} declarations that cannot be written, {@code List<Record & Shape>}. JShell writes {@code
 * List<Record>} instead, the first of what the elements have in common, which is seldom what they were put together for.
 */
public final class DenotableTypes {

    private static final Pattern VAR =
            Pattern.compile("(?:@\\w+\\s+|final\\s+)*(?<var>var)\\s+" + JavaStatements.A_NAME + "\\s*=(?!=)");

    private static final String EXTENDS = "? extends ";

    /** What values have in common by being records, enums or constants, and not by what they are for. */
    private static final Pattern INCIDENTAL = Pattern.compile("(?:Record|Enum|Comparable|Cloneable|Object"
            + "|(?:java\\.io\\.)?(?:Serializable|Externalizable)"
            + "|(?:java\\.lang\\.constant\\.)?(?:Constable|ConstantDesc))(?:<.*)?");

    private DenotableTypes() {}

    /** Whether text declares a variable with {@code var}. */
    public static boolean isVar(String text) {
        return VAR.matcher(JavaStatements.code(text)).lookingAt();
    }

    /** Whether a type is better written than JShell writes it. */
    public static boolean isOtherwise(String type) {
        return type.indexOf('&') >= 0 && !written(type, false).equals(first(type));
    }

    /** A declaration with {@code var} in the words of the type it has, the most precise first. */
    public static List<String> declarations(String text, String type) {
        String code = JavaStatements.code(text);
        Matcher declared = VAR.matcher(code);
        if (!declared.lookingAt()) {
            return List.of();
        }
        int at = text.length() - code.length();
        String before = text.substring(0, at + declared.start("var"));
        String after = text.substring(at + declared.end("var"));
        return List.of(before + written(type, false) + after, before + written(type, true) + after).stream()
                .distinct()
                .toList();
    }

    /**
     * A type with one of each that it puts together.
     *
     * @param isWide whether type arguments are wildcards, where any list of such elements fits
     */
    private static String written(String type, boolean isWide) {
        if (type.startsWith(EXTENDS)) {
            return EXTENDS + written(type.substring(EXTENDS.length()), isWide);
        }
        return mapped(chosen(type), argument -> {
            boolean isWider = isWide && argument.indexOf('&') >= 0 && !argument.startsWith("?");
            return (isWider ? EXTENDS : "") + written(argument, isWide);
        });
    }

    /** As JShell writes a type. */
    private static String first(String type) {
        return mapped(split(type, '&').get(0), DenotableTypes::first);
    }

    private static String chosen(String type) {
        List<String> parts = split(type, '&');
        return parts.stream()
                .filter(part -> !INCIDENTAL.matcher(part).matches())
                .findFirst()
                .orElse(parts.get(0));
    }

    /** A type whose arguments are others. */
    private static String mapped(String type, UnaryOperator<String> argument) {
        int open = type.indexOf('<');
        int close = type.lastIndexOf('>');
        return open < 0 || close < open
                ? type
                : split(type.substring(open + 1, close), ',').stream()
                        .map(argument)
                        .collect(Collectors.joining(", ", type.substring(0, open + 1), type.substring(close)));
    }

    /** The parts between signs that stand in no angle brackets. */
    private static List<String> split(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == sign && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
