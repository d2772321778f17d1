package rowan.jshell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.display.CellNames;

/** Stacks that the user's own code prints, line by line: {@code e.printStackTrace()}, or what ends a thread. */
final class TraceLines {

    private static final String FRAME = "\tat ";

    /** In the class of a cell; {@code do_it$} is what JShell calls the cell's own code. */
    private static final Pattern OF_CELL =
            Pattern.compile("\tat (?:rowan-cells//)?(REPL\\..+)\\(In(\\[.+]):(\\d+)\\)(\\s*)", Pattern.DOTALL);

    private static final Pattern DO_IT = Pattern.compile("do_it\\$(?:Aux)?|lambda\\$do_it\\$.*");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$+\\d+$");

    /** How a call got into the cell, which is the same in all traces. */
    private static final List<String> INNER = List.of(
            "\tat rowan.jshell.",
            "\tat java.base/jdk.internal.reflect.",
            "\tat java.base/java.lang.reflect.Method.invoke(");

    private TraceLines() {}

    /** A piece of output as it is shown: a frame of a cell in the cell's own words, one of the kernel not at all. */
    static String readable(String text) {
        if (!text.startsWith(FRAME)) {
            return text.contains("$JShell$") ? CellNames.without(text) : text;
        }
        if (INNER.stream().anyMatch(text::startsWith)) {
            return "";
        }
        Matcher frame = OF_CELL.matcher(text);
        if (!frame.matches()) {
            return text;
        }
        String place = "cell " + frame.group(2) + " line " + frame.group(3);
        String code = CellNames.without(frame.group(1));
        boolean isCellItself = DO_IT.matcher(code).matches();
        String owner = LAMBDA.matcher(code).replaceFirst("$1");
        return FRAME + (isCellItself ? place : owner + "(" + place + ")") + frame.group(4);
    }
}
