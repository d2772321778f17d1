package rowan.display.timeline;

import java.util.Arrays;
import java.util.List;
import rowan.model.Timeline;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.State;

/** What a drawing of a timeline has signs for. */
enum TimelineSign {
    RUNS('█', "runs"),
    WAITS('░', "waits for a lock"),
    WRITE('═', "holds the write lock"),
    SNAPSHOT('─', "keeps a snapshot"),
    FAILED('✗', "failed"),
    CUT('╱', "left out");

    private final char letter;
    private final String words;

    TimelineSign(char letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    /** What stands for it in a drawing of characters. */
    char letter() {
        return letter;
    }

    /** What it means, for a legend. */
    String words() {
        return words;
    }

    /** Those that a timeline needs. */
    static List<TimelineSign> in(Timeline timeline) {
        return Arrays.stream(values()).filter(sign -> sign.isIn(timeline)).toList();
    }

    private boolean isIn(Timeline timeline) {
        return switch (this) {
            case RUNS -> true;
            case WAITS ->
                timeline.numbered().stream()
                        .anyMatch(each -> !each.sent().times().waits().isEmpty());
            case WRITE -> holds(timeline, Lock.WRITE);
            case SNAPSHOT -> holds(timeline, Lock.SNAPSHOT);
            case FAILED ->
                timeline.numbered().stream().anyMatch(each -> each.sent().state() == State.FAILED);
            case CUT -> !timeline.cuts().isEmpty();
        };
    }

    private static boolean holds(Timeline timeline, Lock lock) {
        return timeline.lanes().stream().flatMap(lane -> lane.holds().stream()).anyMatch(hold -> hold.lock() == lock);
    }
}
