package rowan.jshell.classes;

import java.util.Optional;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.LineStarts;

/**
 * From the lines of the class that JShell makes of a snippet to the lines of the cell.
 *
 * @param file what stack traces call the cell, {@code In[7]}; empty for code that is no cell's
 * @param lines of the cell, from 1, by those of the class; 0 for what is JShell's own and is not shown
 */
public record CellLines(Optional<String> file, int[] lines) {

    /**
     * What JShell has around the beginning of a {@code var}: its code is in a method of its own, whose lines are the cell's.
     */
    private static final String CALL_OF_CODE = "= do_it$Aux();";

    /** Code of a library, whose lines are its own. */
    public static final CellLines NONE = new CellLines(Optional.empty(), new int[0]);

    /**
     * The lines of a snippet.
     *
     * @param firstLine the line of the cell on which the snippet begins, from 1
     */
    public static CellLines of(SnippetWrapper wrapper, Snippet snippet, String file, int firstLine) {
        String wrapped = wrapper.wrapped();
        String source = snippet.source();
        String[] rows = wrapped.split("\n", -1);
        int[] lines = new int[rows.length + 1];
        LineStarts starts = LineStarts.of(source);
        // What JShell adds belongs to the code and not to the blanks before it.
        int code = source.length() - JavaStatements.code(source).length();
        int offset = 0;
        for (int i = 0; i < rows.length; i++) {
            int indent = rows[i].length() - rows[i].stripLeading().length();
            int place = Math.max(code, Math.min(wrapper.wrappedToSourcePosition(offset + indent), source.length()));
            lines[i + 1] = rows[i].endsWith(CALL_OF_CODE) ? 0 : firstLine + starts.before(place);
            offset += rows[i].length() + 1;
        }
        return new CellLines(Optional.of(file), lines);
    }

    /**
     * The lines of text that stands in a class as it stands in the cell.
     *
     * @param classLine the line of the class on which it begins, from 1
     * @param cellLine the line of the cell on which it begins, from 1
     * @param count of its lines
     */
    public static CellLines of(String file, int classLine, int cellLine, int count) {
        int[] lines = new int[classLine + count];
        for (int i = 0; i < count; i++) {
            lines[classLine + i] = cellLine + i;
        }
        return new CellLines(Optional.of(file), lines);
    }

    /** The line of the cell that a line of the class comes from. */
    int inCell(int line) {
        return line > 0 && line < lines.length ? lines[line] : line;
    }
}
