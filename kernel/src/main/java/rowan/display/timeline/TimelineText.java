package rowan.display.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import rowan.display.markup.TextWidth;
import rowan.display.markup.Values;
import rowan.model.Quantity;
import rowan.model.Timeline;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.Numbered;
import rowan.model.Timeline.Stretch;

/** A timeline in characters: a row for each connection, above it the numbers of its statements. */
final class TimelineText {

    private static final int COLUMNS = 72;
    private static final int LONGEST_NAME = 24;

    private final Timeline timeline;
    private final TimelineAxis axis;
    private final List<String> lines = new ArrayList<>();

    private TimelineText(Timeline timeline) {
        this.timeline = timeline;
        this.axis = new TimelineAxis(timeline);
    }

    /**
     * The drawing.
     *
     * @param lanes those that are drawn
     */
    static String of(Timeline timeline, List<Lane> lanes) {
        TimelineText text = new TimelineText(timeline);
        text.draw(lanes);
        return String.join("\n", text.lines);
    }

    private void draw(List<Lane> lanes) {
        List<String> names = lanes.stream()
                .map(lane -> Values.oneLine(lane.name(), LONGEST_NAME))
                .toList();
        int left = names.stream().mapToInt(TextWidth::of).max().orElse(0) + 2;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            List<Numbered> sent = timeline.numbered().stream()
                    .filter(each -> each.lane() == lane)
                    .toList();
            line(" ".repeat(left) + numbers(sent));
            line(TextWidth.left(names.get(i), left) + row(lane, sent));
        }
        String end = Quantity.duration(timeline.end());
        line(" ".repeat(left) + "0" + " ".repeat(Math.max(1, COLUMNS - 1 - end.length())) + end);
        line(" ".repeat(left)
                + TimelineSign.in(timeline).stream()
                        .map(sign -> sign.letter() + " " + sign.words())
                        .collect(Collectors.joining("   ")));
    }

    private void line(String line) {
        if (!line.isBlank()) {
            lines.add(line.stripTrailing());
        }
    }

    private int column(double place) {
        return Math.max(0, Math.min(COLUMNS - 1, (int) (place * COLUMNS)));
    }

    private void fill(char[] row, Stretch times, TimelineSign with) {
        Arrays.fill(row, column(axis.place(times.from())), column(axis.place(times.to())) + 1, with.letter());
    }

    private String numbers(List<Numbered> sent) {
        StringBuilder numbers = new StringBuilder();
        for (TimelineNumbers label : TimelineNumbers.of(
                sent, moment -> column(axis.place(moment)), text -> text.length() + 1, Double.POSITIVE_INFINITY)) {
            numbers.append(" ".repeat((int) label.at() - numbers.length())).append(label.text());
        }
        return numbers.toString();
    }

    private String row(Lane lane, List<Numbered> sent) {
        char[] row = new char[COLUMNS];
        Arrays.fill(row, ' ');
        for (Lock lock : List.of(Lock.SNAPSHOT, Lock.WRITE)) {
            lane.holds().stream()
                    .filter(hold -> hold.lock() == lock)
                    .forEach(hold ->
                            fill(row, hold.times(), lock == Lock.WRITE ? TimelineSign.WRITE : TimelineSign.SNAPSHOT));
        }
        for (Numbered each : sent) {
            Stretch whole = each.sent().times().whole();
            fill(row, whole, TimelineSign.RUNS);
            each.sent().times().waits().forEach(wait -> fill(row, wait, TimelineSign.WAITS));
            int last = column(axis.place(whole.to()));
            row[last] = switch (each.sent().state()) {
                case DONE, RUNNING -> TimelineSign.RUNS.letter();
                case FAILED -> TimelineSign.FAILED.letter();
                case WAITING -> TimelineSign.WAITS.letter();
            };
        }
        for (Stretch each : axis.cuts()) {
            // Of both columns at its edges, what happens there is shown.
            int from = column(axis.place(each.from())) + 1;
            int to = column(axis.place(each.to()));
            Arrays.fill(row, Math.min(from, to), to, TimelineSign.CUT.letter());
        }
        return new String(row);
    }
}
