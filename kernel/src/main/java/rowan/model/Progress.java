package rowan.model;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How far a long piece of work is.
 *
 * @param sentence one line, such as {@code 41 of 200 pairs}
 * @param share done so far, from 0 to 1, where it is known
 */
public record Progress(String sentence, OptionalDouble share) {
    public Progress {
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(share);
    }
}
