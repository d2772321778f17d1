package rowan.display;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.TextWidth;
import rowan.display.markup.Traceback;
import rowan.display.markup.VisibleText;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.model.Secrets;

/**
 * Draws a {@link Problem} as the lines of a traceback. Text from the user's data can neither move the cursor nor colour what
 * follows. Of ANSI's codes only bold is used, so that everything keeps the
 * theme's own colour.
 */
public final class Tracebacks {

    /** Bold in the theme's own colour: JupyterLab's red and cyan are lost on the ground that it gives to errors. */
    private static final String BOLD = "\u001b[1m";

    private static final String OFF = "\u001b[0m";

    /** A cell may have a line of a megabyte, such as a picture in Base64. */
    private static final int WIDEST = 240;

    private Tracebacks() {}

    /** The lines Jupyter shows: the place, what is wrong there, what to do next, and the stack of a Java exception. */
    public static Traceback draw(Problem problem) {
        List<String> lines = new ArrayList<>();
        boolean isSaid = false;
        for (Problem.Complaint complaint : problem.complaints()) {
            lines.addAll(place(complaint.passage()));
            if (!complaint.remark().isEmpty()) {
                lines.add(BOLD + VisibleText.of(Secrets.masked(complaint.remark())) + OFF);
                isSaid |= complaint.remark().equals(problem.message());
            }
        }
        boolean traceSaysIt =
                !problem.trace().isEmpty() && !problem.trace().get(0).startsWith(" ");
        if (!isSaid && !traceSaysIt) {
            lines.add(BOLD + VisibleText.of(problem.message()) + OFF);
        }
        List<String> trace = problem.trace();
        int head = traceSaysIt ? 1 : 0; // What is to be done stands behind what is wrong.
        trace.subList(0, head).forEach(line -> lines.add(traceLine(line)));
        problem.notes().forEach(note -> lines.add("  " + VisibleText.of(note)));
        trace.subList(head, trace.size()).forEach(line -> lines.add(traceLine(line)));
        return new Traceback(problem.name(), problem.message(), lines);
    }

    private static String traceLine(String line) {
        return line.startsWith(" ") ? VisibleText.of(line) : BOLD + VisibleText.of(line) + OFF;
    }

    /** The line with its number, or what lies around the place in a long one, and carets under the span. */
    private static List<String> place(Passage whole) {
        // Masked before it is cut, which could take away what shows that it is a password.
        Passage passage =
                new Passage(Secrets.blotted(whole.line()), whole.number(), whole.from(), whole.to()).shortened(WIDEST);
        String gutter = passage.number() + " │ ";
        String line = gutter + VisibleText.of(passage.line());
        if (!passage.isMarked()) {
            return List.of(line);
        }
        String before = VisibleText.of(passage.line().substring(0, passage.from()));
        String marked = VisibleText.of(passage.line().substring(passage.from(), passage.to()));
        StringBuilder indent = new StringBuilder();
        before.codePoints()
                .forEach(c -> indent.append(c == '\t' ? "\t" : " ".repeat(TextWidth.of(Character.toString(c)))));
        return List.of(
                line,
                " ".repeat(gutter.length()) + indent + BOLD + "^".repeat(Math.max(1, TextWidth.of(marked))) + OFF);
    }
}
