package rowan.display.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowan.model.Quantity;
import rowan.model.Timeline;
import rowan.model.Timeline.Stretch;

/** The axis of a timeline, from 0 to 1, from which long pauses are cut: each takes the same little room, however long it was. */
final class TimelineAxis {

    /** Of the axis, for one cut; and for all, where there are many. */
    private static final double CUT = 0.04;

    private static final double ALL_CUTS = 0.3;

    private static final int MARKS = 6;

    /** A mark on the axis. */
    record Mark(double place, String label) {}

    private final List<Stretch> cuts;
    private final double cut;
    private final double shownNanos;
    private final Duration end;

    TimelineAxis(Timeline timeline) {
        cuts = timeline.cuts();
        end = timeline.end();
        cut = cuts.isEmpty() ? 0 : Math.min(CUT, ALL_CUTS / cuts.size());
        Duration shown = end;
        for (Stretch each : cuts) {
            shown = shown.minus(each.length());
        }
        shownNanos = Math.max(1, shown.toNanos());
    }

    /** Where a moment lies. */
    double place(Duration moment) {
        double nanos = moment.toNanos();
        double passed = 0;
        for (Stretch each : cuts) {
            double before = moment.toNanos() - each.from().toNanos();
            if (before > 0) {
                double share = Math.min(1, before / each.length().toNanos());
                nanos -= share * each.length().toNanos();
                passed += share * cut;
            }
        }
        return passed + nanos / shownNanos * (1 - cuts.size() * cut);
    }

    /** What is left out, in order. */
    List<Stretch> cuts() {
        return cuts;
    }

    /** Round times from the beginning on; behind each cut first the time at its end, then what has passed since. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        double step = step();
        Duration from = Duration.ZERO;
        for (int i = 0; i <= cuts.size(); i++) {
            Duration to = i < cuts.size() ? cuts.get(i).from() : end;
            marks.add(new Mark(place(from), i == 0 ? "0" : Quantity.duration(from)));
            double length = to.minus(from).toNanos();
            for (int k = 1; k * step <= length; k++) {
                Duration after = Duration.ofNanos((long) (k * step));
                marks.add(new Mark(place(from.plus(after)), (i == 0 ? "" : "+") + round(k * step)));
            }
            from = i < cuts.size() ? cuts.get(i).to() : end;
        }
        return marks;
    }

    /** 1, 2 or 5 of a power of ten. */
    private double step() {
        double rough = shownNanos / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= rough) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    private static String round(double nanos) {
        return Quantity.nanos(nanos).replaceFirst("(\\.\\d*?)0+ ", "$1 ").replace(". ", " ");
    }
}
