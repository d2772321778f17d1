package rowan.workspace.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What could be written at a place.
 *
 * @param items best first
 * @param from where the replaced text begins, in UTF-16 units
 * @param to where it ends
 */
public record Completions(List<Completion> items, int from, int to) {
    public Completions {
        items = List.copyOf(items);
        if (from > to) {
            throw new IllegalArgumentException("[" + from + ", " + to + ") is no span");
        }
    }

    /** Nothing to offer at {@code at}. */
    public static Completions none(int at) {
        return new Completions(List.of(), at, at);
    }

    /** The same offers for a text that begins {@code offset} units further on. */
    public Completions shifted(int offset) {
        return new Completions(items, from + offset, to + offset);
    }

    /** These offers before others that replace the same text; others for another text are left out. */
    public Completions before(Completions others) {
        if (others.from() != from || others.to() != to) {
            return this;
        }
        List<Completion> all = new ArrayList<>(items);
        all.addAll(others.items());
        return new Completions(all, from, to);
    }

    /** Another offer first, and without those that only a part of it says. */
    public Completions orRather(Completion first) {
        List<Completion> all = new ArrayList<>(List.of(first));
        items.stream().filter(item -> !first.text().startsWith(item.text())).forEach(all::add);
        return new Completions(all, from, to);
    }

    /**
     * One offer.
     *
     * @param text what is inserted; a function that takes arguments ends with {@code (}, one that takes none with
     *     {@code ()}
     * @param kind what it is: {@code keyword}, {@code function}, {@code method}, {@code column}, …
     * @param signature its type, or its parameters and the type of its result; may be empty
     */
    public record Completion(String text, String kind, String signature) {

        private static final int SHOWN_CHARACTERS = 60;

        /** What it is and its signature in one line, {@code column INTEGER}; a long signature is cut. */
        public String summary() {
            String line = signature.replaceAll("\\s+", " ");
            return (kind + " " + (line.length() > SHOWN_CHARACTERS ? cut(line) : line)).strip();
        }

        /** Behind one of several signatures if possible. */
        private static String cut(String line) {
            int between = line.lastIndexOf(" · ", SHOWN_CHARACTERS);
            int end = between > 0 ? between + 3 : SHOWN_CHARACTERS;
            return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
        }
    }
}
