package rowan.model;

import java.util.Objects;

/**
 * A line of a cell with a span of it marked, as an error shows it.
 *
 * @param line the text of the line, without its line end
 * @param number the line's number in the cell, from 1
 * @param from where the mark begins in {@code line}, in UTF-16 units
 * @param to where the mark ends; equal to {@code from} where no place is certain, and then nothing is marked
 */
public record Passage(String line, int number, int from, int to) {
    public Passage {
        Objects.requireNonNull(line);
        if (from < 0 || to < from || to > line.length()) {
            throw new IllegalArgumentException("[" + from + ", " + to + ") is no span of a line of " + line.length());
        }
    }

    /** The line of {@code text} around a span of it, with the span marked as far as it lies on that line. */
    public static Passage of(String text, int from, int to) {
        int at = Math.min(from, text.length());
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end);
        int number = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return new Passage(line, number, at - start, Math.max(at - start, Math.min(to - start, line.length())));
    }

    /**
     * The same place in no more of its line than can be read; {@code …} stands for what is left out.
     *
     * @param widest how long the line may be, in UTF-16 units
     */
    public Passage shortened(int widest) {
        if (line.length() <= widest) {
            return this;
        }
        int begin = boundary(Math.max(0, Math.min(from - widest / 4, line.length() - widest)));
        int end = boundary(Math.min(line.length(), begin + widest));
        String before = begin > 0 ? "…" : "";
        String behind = end < line.length() ? "…" : "";
        int moved = before.length() - begin;
        return new Passage(
                before + line.substring(begin, end) + behind, number, from + moved, Math.min(to, end) + moved);
    }

    /** A place at which no character of two units is cut. */
    private int boundary(int at) {
        boolean within =
                at > 0 && at < line.length() && Character.isSurrogatePair(line.charAt(at - 1), line.charAt(at));
        return within ? at - 1 : at;
    }

    /** Whether a place is marked. */
    public boolean isMarked() {
        return to > from;
    }
}
