package rowan.display.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.Timeline;
import rowan.model.Timeline.Course;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Sent;
import rowan.model.Timeline.State;
import rowan.model.Timeline.Stretch;

/** The numbers above the statements of a connection. */
class TimelineNumbersTest {

    private static final ToDoubleFunction<String> WIDTH = text -> 7 * text.length() + 4;

    @ParameterizedTest
    @CsvSource({
        "'0, 500', '1, 2'",
        "'0, 12, 500', '1, 2, 3'",
        "'0, 2, 4, 500', '1–3, 4'",
        "'0, 530, 550, 552', '1, 2–4'",
        "'0, 500, 536, 551, 552', '1, 2, 3–5'",
        "'551, 552', '1–2'",
    })
    void labels_stand_beside_each_other_and_end_in_the_picture(String moments, String expected) {
        List<TimelineNumbers> labels = TimelineNumbers.of(timeline(moments).numbered(), Duration::toMillis, WIDTH, 560);
        assertThat(labels).extracting(TimelineNumbers::text).containsExactly(expected.split(", "));
        double free = 0;
        for (TimelineNumbers label : labels) {
            assertThat(label.at()).isGreaterThanOrEqualTo(free);
            free = label.at() + WIDTH.applyAsDouble(label.text());
        }
        assertThat(free).isLessThanOrEqualTo(560);
    }

    private static Timeline timeline(String moments) {
        List<Sent> sent = LongStream.of(List.of(moments.split(", ")).stream()
                        .mapToLong(Long::parseLong)
                        .toArray())
                .mapToObj(Duration::ofMillis)
                .map(at -> new Sent(
                        "SELECT 1", "", State.DONE, Optional.empty(), new Course(new Stretch(at, at), List.of())))
                .toList();
        return new Timeline(List.of(new Lane("notebook", 0, sent, List.of())), List.of());
    }
}
