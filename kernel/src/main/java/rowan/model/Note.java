package rowan.model;

import java.util.Objects;

/** One line said to the user in passing, drawn quietly; for instance which connection is now the current one. */
public record Note(String sentence) {
    public Note {
        Objects.requireNonNull(sentence);
    }
}
