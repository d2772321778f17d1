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
 * @param text {@code 7}, or {@code 7–12}
 */
record TimelineNumbers(double at, String text) {

    /**
     * The labels, from left to right.
     *
     * @param sent the statements of one connection, in their order
     * @param place where a moment lies
     * @param width how wide a text is, with the gap behind it
     */
    static List<TimelineNumbers> of(
            List<Numbered> sent, ToDoubleFunction<Duration> place, ToDoubleFunction<String> width) {
        List<TimelineNumbers> labels = new ArrayList<>();
        int first = 0;
        for (Numbered each : sent) {
            double at = place.applyAsDouble(each.sent().times().whole().from());
            TimelineNumbers last = labels.isEmpty() ? null : labels.get(labels.size() - 1);
            if (last != null && at < last.at() + width.applyAsDouble(last.text())) {
                labels.set(labels.size() - 1, new TimelineNumbers(last.at(), first + "–" + each.number()));
            } else {
                first = each.number();
                labels.add(new TimelineNumbers(at, String.valueOf(first)));
            }
        }
        return labels;
    }
}
