package rowan.display.markup;

import java.util.regex.Pattern;

/** Names of classes that cells declare, as the user wrote them. */
public final class CellNames {

    /** The class JShell puts around a snippet: {@code REPL.$JShell$11.}, or with a nested class behind it. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]?");

    private static final Pattern ANONYMOUS = Pattern.compile("\\$JShell\\$anonymous\\$+\\d+");
    private static final Pattern LAMBDA = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$\\$Lambda[$\\w]*/0x\\w+");

    private CellNames() {}

    /** Text without the classes that JShell puts around those of cells. */
    public static String without(String text) {
        if (!text.contains("$JShell$")) {
            return text;
        }
        String named = LAMBDA.matcher(text).replaceAll("(lambda)");
        return ANONYMOUS.matcher(WRAPPER.matcher(named).replaceAll("")).replaceAll("(anonymous)");
    }
}
