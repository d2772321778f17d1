package rowan.sql.log;

import java.util.Map;
import java.util.TreeMap;

/** How often something took how long, in steps of a sixteenth: a few dozen numbers, however many there are. */
final class Durations {

    private static final int STEPS = 16;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    /** One that took so long, as far as is known yet. */
    void add(long nanos) {
        counts.merge(step(nanos), 1L, Long::sum);
    }

    /** One that was added has taken longer. */
    void change(long before, long nanos) {
        if (step(before) != step(nanos)) {
            counts.computeIfPresent(step(before), (step, count) -> count == 1 ? null : count - 1);
            add(nanos);
        }
    }

    void addAll(Durations others) {
        others.counts.forEach((step, count) -> counts.merge(step, count, Long::sum));
    }

    /** The time within which this part of them was done. */
    long quantile(double part) {
        long left = (long) Math.ceil(
                part * counts.values().stream().mapToLong(Long::longValue).sum());
        for (Map.Entry<Integer, Long> each : counts.entrySet()) {
            left -= each.getValue();
            if (left <= 0) {
                return upperEnd(each.getKey());
            }
        }
        return 0;
    }

    private static int step(long nanos) {
        long least = Math.max(STEPS, nanos);
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(least);
        return exponent * STEPS + (int) (least >> exponent - Integer.numberOfTrailingZeros(STEPS)) - STEPS;
    }

    private static long upperEnd(int step) {
        int exponent = step / STEPS;
        return (STEPS + step % STEPS + 1L << exponent - Integer.numberOfTrailingZeros(STEPS)) - 1;
    }
}
