package rowan.jshell.syntax;

import java.util.Arrays;

/** Where the lines of a text begin, so that the line of a place is found without counting from the top. */
public final class LineStarts {

    private final int[] starts;

    private LineStarts(int[] starts) {
        this.starts = starts;
    }

    public static LineStarts of(String text) {
        // No stream: the virtual machine would remember its types at calls that the streams of cells share.
        int lines = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            lines++;
        }
        int[] starts = new int[lines];
        int line = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            starts[++line] = end + 1;
        }
        return new LineStarts(starts);
    }

    /** The number of line ends before a place. */
    public int before(int place) {
        int found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }
}
