package rowan.model.experiment;

import java.util.Objects;
import java.util.Optional;

/**
 * The clock that a measurement goes by, chosen before its first sample.
 *
 * @param reason why it is not the CPU time, as the end of a sentence that begins with "since"; empty where it is
 */
public record ClockChoice(Clock clock, Optional<String> reason) {
    public ClockChoice {
        Objects.requireNonNull(clock);
        Objects.requireNonNull(reason);
    }
}
