package rowan.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Quantity;
import rowan.model.experiment.Clock;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison.Cache;
import rowan.sql.dialect.Measuring;

/**
 * By which clock arms are judged. CPU time leaves out what other programs take of the machine, and tells all that a
 * statement takes only where the measuring thread does all of it and waits for nothing. Whether it does is asked before the
 * first sample, and of nothing that was timed: the better of two clocks would be right too often.
 */
final class ClockRule {

    /** Copies that fill more than this part of the memory may have to be read from the disk. */
    private static final int OF_MEMORY = 2;

    private ClockRule() {}

    /**
     * Chooses.
     *
     * @param measurements all arms, examined
     */
    static ClockChoice of(List<ArmMeasurement> measurements, Cache cache, Measuring measuring) throws SQLException {
        Optional<String> reason = reason(measurements, cache, measuring);
        return new ClockChoice(reason.isEmpty() ? Clock.CPU : Clock.WALL, reason);
    }

    private static Optional<String> reason(List<ArmMeasurement> measurements, Cache cache, Measuring measuring)
            throws SQLException {
        if (!Clocks.CPU_IS_FINE) {
            return Optional.of("the CPU clock is too coarse here");
        }
        if (cache == Cache.COLD) {
            return Optional.of("what is read is waited for");
        }
        long bytes = 0;
        for (ArmMeasurement measurement : measurements) {
            Optional<String> others = measuring.workElsewhere(measurement.copy().connection(), measurement.query());
            if (others.isPresent()) {
                return others;
            }
            bytes += measurement.copy().size();
        }
        return bytes > memory() / OF_MEMORY
                ? Optional.of("the copies have " + Quantity.bytes(bytes) + ", which may not all stay in memory")
                : Optional.empty();
    }

    /** Bytes that the machine, or the container, has. */
    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
