package rowan.experiment;

import java.util.List;
import java.util.Optional;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Times;
import rowan.model.experiment.Timing;

/**
 * What one execution took, in nanoseconds.
 *
 * @param cpu of the thread that executed it; not a number where that cannot be told
 */
record Lap(double wall, double cpu) {

    double by(Clock clock) {
        return clock == Clock.CPU ? cpu : wall;
    }

    /** The laps of one thing, at least one. */
    static Times times(Clock clock, List<Lap> laps) {
        boolean both = laps.stream().noneMatch(lap -> Double.isNaN(lap.cpu()));
        return new Times(
                clock,
                new Timing(laps.stream().map(Lap::wall).toList()),
                both ? Optional.of(new Timing(laps.stream().map(Lap::cpu).toList())) : Optional.empty());
    }
}
