package rowan.jshell.cell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.display.markup.CellNames;

/**
 * Stacks that the user's own code prints: {@code e.printStackTrace()}, what ends a thread, what a logger writes of an
 * exception. They come line by line or as one text.
 */
final class TraceLines {

    private static final String FRAME = "\tat ";

    /**
     * In the class of a cell; {@code do_it$} is what JShell calls the cell's own code, {@code do_it$Aux} what a {@code var}
     * begins with.
     */
    private static final Pattern OF_CELL =
            Pattern.compile("\tat (?:rowan-cells//)?(REPL\\..+)\\((In\\[.+]):(\\d+)\\)(\\s*)", Pattern.DOTALL);

    private static final Pattern DO_IT = Pattern.compile("do_it\\$(?:Aux)?|lambda\\$do_it\\$.*");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$+\\d+$");

    /** Who has written, as a logger says it: the class, a blank or dot, and the method. */
    private static final Pattern WRITER =
            Pattern.compile("REPL\\.\\$JShell\\$\\w+[ .](?:do_it\\$(?:Aux)?|lambda\\$do_it\\$\\S*)");

    private static final Pattern WRITING_METHOD =
            Pattern.compile("REPL\\.\\$JShell\\$\\w+ (?=\\p{javaJavaIdentifierStart})");

    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

    /** How a call got into the cell, which is the same in all traces. */
    private static final List<String> INNER = List.of(
            "\tat rowan.",
            "\tat java.base/jdk.internal.reflect.",
            "\tat java.base/java.lang.reflect.Method.invoke(",
            "\tat java.base/java.lang.invoke.",
            "\tat java.base/java.lang.ClassValue.",
            "\tat java.base/jdk.internal.misc.Unsafe.");

    private TraceLines() {}

    /** A piece of output as it is shown: frames of a cell in the cell's own words, those of the kernel not at all. */
    static String readable(String text) {
        if (text.startsWith(FRAME) || text.contains("\n" + FRAME)) {
            return LINE.matcher(text).replaceAll(line -> Matcher.quoteReplacement(line(line.group())));
        }
        return text.contains("$JShell$") ? named(text) : text;
    }

    private static String line(String text) {
        if (!text.startsWith(FRAME)) {
            return named(text);
        }
        if (INNER.stream().anyMatch(text::startsWith)) {
            return "";
        }
        Matcher frame = OF_CELL.matcher(text);
        if (!frame.matches()) {
            return text;
        }
        String code = CellNames.without(frame.group(1));
        if (frame.group(3).equals("0")) {
            return "";
        }
        String className = frame.group(1).substring(0, frame.group(1).lastIndexOf('.'));
        String file = CellPlaces.file(className, frame.group(2));
        String place = "cell " + file.substring("In".length()) + " line " + frame.group(3);
        String owner = LAMBDA.matcher(code).replaceFirst("$1");
        boolean isCellItself = DO_IT.matcher(code).matches();
        return FRAME + (isCellItself ? place : owner + "(" + place + ")") + frame.group(4);
    }

    private static String named(String text) {
        String written =
                WRITING_METHOD.matcher(WRITER.matcher(text).replaceAll("cell")).replaceAll("");
        return CellNames.without(written);
    }
}
