package rowan.display.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rowan.model.Timeline.Numbered;

/**
 * The numbers above the statements of one connection. Where statements stand so close that their numbers have no room, one
 * label names the first and the last of them.
 *
 * @param at where it begins
 * @param first the number of the first statement that it names
 * @param last that of the last
 */
record TimelineNumbers(double at, int first, int last) {

    /**
     * The labels, from left to right.
     *
     * @param sent the statements of one connection, in their order
     * @param place where a moment lies
     * @param width how wide a text is, with the gap behind it
     * @param end where the last label has to end
     */
    static List<TimelineNumbers> of(
            List<Numbered> sent, ToDoubleFunction<Duration> place, ToDoubleFunction<String> width, double end) {
        List<TimelineNumbers> labels = new ArrayList<>();
        for (Numbered each : sent) {
            double at = place.applyAsDouble(each.sent().times().whole().from());
            TimelineNumbers label = within(at, each.number(), each.number(), width, end);
            // A label that has grown may have to begin further left, and need the room of the one before it.
            while (!labels.isEmpty()
                    && label.at() < labels.get(labels.size() - 1).end(width)) {
                TimelineNumbers last = labels.remove(labels.size() - 1);
                label = within(last.at(), last.first(), each.number(), width, end);
            }
            labels.add(label);
        }
        return labels;
    }

    private static TimelineNumbers within(double at, int first, int last, ToDoubleFunction<String> width, double end) {
        TimelineNumbers label = new TimelineNumbers(at, first, last);
        return new TimelineNumbers(Math.min(at, end - width.applyAsDouble(label.text())), first, last);
    }

    /** {@code 7}, or {@code 7–12}. */
    String text() {
        return first == last ? String.valueOf(first) : first + "–" + last;
    }

    private double end(ToDoubleFunction<String> width) {
        return at + width.applyAsDouble(text());
    }
}
