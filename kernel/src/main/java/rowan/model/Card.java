package rowan.model;

import java.util.List;
import java.util.Objects;

/**
 * What is known about one thing that the user points at: a table, a column, a function, a command, a Java method.
 *
 * @param heading its name, and perhaps its kind: {@code table posts}, {@code substr(X, Y, Z)}
 * @param entries facts, sentences and code, in reading order
 */
public record Card(String heading, List<Entry> entries) {
    public Card {
        Objects.requireNonNull(heading);
        entries = List.copyOf(entries);
    }

    /** A piece of a card. */
    public sealed interface Entry {}

    /** A labelled fact: {@code rows: 1,204}. */
    public record Fact(String label, String text) implements Entry {}

    /** A paragraph. */
    public record Paragraph(String text) implements Entry {}

    /** Code in some language: {@code sql}, {@code java} or empty. */
    public record Code(String language, String text) implements Entry {}

    /** A list of names with a sentence each, such as the commands or a table's columns. */
    public record Listing(List<Fact> items) implements Entry {
        public Listing {
            items = List.copyOf(items);
        }
    }
}
