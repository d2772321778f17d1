package rowan.model.experiment;

import java.util.Objects;
import java.util.Optional;

/**
 * What repeated runs of one thing took by both clocks, the same runs in the same order.
 *
 * @param clock the one that counts here
 * @param cpu time of the measuring thread; empty where the platform's clock is too coarse for such samples, or has none
 */
public record Times(Clock clock, Timing wall, Optional<Timing> cpu) {
    public Times {
        Objects.requireNonNull(clock);
        Objects.requireNonNull(wall);
        if (clock == Clock.CPU && cpu.isEmpty()
                || cpu.isPresent() && cpu.get().nanos().size() != wall.nanos().size()) {
            throw new IllegalArgumentException("each run has a sample by each clock");
        }
    }

    /** By a clock that these runs have samples of. */
    public Timing by(Clock wanted) {
        return wanted == Clock.CPU ? cpu.orElseThrow() : wall;
    }

    /** By the clock that counts. */
    public Timing timing() {
        return by(clock);
    }
}
