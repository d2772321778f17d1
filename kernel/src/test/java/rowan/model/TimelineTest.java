package rowan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rowan.model.Timeline.Course;
import rowan.model.Timeline.Ending;
import rowan.model.Timeline.Hold;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.Sent;
import rowan.model.Timeline.State;
import rowan.model.Timeline.Stretch;

/** What follows from the times of statements. */
class TimelineTest {

    private static Stretch ms(long from, long to) {
        return new Stretch(Duration.ofMillis(from), Duration.ofMillis(to));
    }

    private static Sent sent(Stretch whole, Stretch... waits) {
        return new Sent("SELECT 1", "", State.DONE, Optional.empty(), new Course(whole, List.of(waits)));
    }

    private static Lane lane(String name, int database, List<Hold> holds, Stretch... statements) {
        return new Lane(
                name, database, Stream.of(statements).map(TimelineTest::sent).toList(), holds);
    }

    private static Hold hold(Lock lock, Stretch times) {
        return new Hold(lock, "1", Ending.HELD, Optional.empty(), times);
    }

    @Test
    void a_pause_is_cut_that_is_longer_than_a_fifth_of_all_besides_on_every_connection() {
        Lane one = lane("one", 1, List.of(hold(Lock.WRITE, ms(0, 5_000))), ms(0, 100), ms(5_000, 5_100));
        assertThat(new Timeline(List.of(one), List.of()).cuts()).containsExactly(ms(100, 5_000));
        Lane meanwhile = lane("other", 1, List.of(), ms(50, 4_990));
        assertThat(new Timeline(List.of(one, meanwhile), List.of()).cuts()).isEmpty();
        Lane often = lane("one", 1, List.of(), ms(0, 10), ms(40, 50), ms(80, 90), ms(120, 1_000));
        assertThat(new Timeline(List.of(often), List.of()).cuts()).isEmpty();
        Lane rarely = lane("one", 1, List.of(), ms(0, 1), ms(40, 41), ms(900, 901));
        assertThat(new Timeline(List.of(rarely), List.of()).cuts()).containsExactly(ms(1, 40), ms(41, 900));
        assertThat(new Timeline(List.of(), List.of()).cuts()).isEmpty();
    }

    @Test
    void what_is_waited_for_is_the_write_lock_on_the_same_database_that_was_held_the_longest_meanwhile() {
        Lane waiting = new Lane("w", 1, List.of(sent(ms(0, 100), ms(10, 90))), List.of());
        Lane reader = lane("reader", 1, List.of(hold(Lock.SNAPSHOT, ms(0, 100))));
        Lane elsewhere = lane("elsewhere", 2, List.of(hold(Lock.WRITE, ms(0, 100))));
        Lane shortly = lane("shortly", 1, List.of(hold(Lock.WRITE, ms(0, 30))));
        Lane longer = lane("longer", 0, List.of(hold(Lock.WRITE, ms(30, 90))));
        Lane later = lane("later", 1, List.of(hold(Lock.WRITE, ms(95, 900))));
        assertThat(holder(waiting, reader, elsewhere, shortly, longer, later)).contains("longer");
        assertThat(holder(waiting, reader, elsewhere, later)).contains("reader");
        assertThat(holder(waiting, elsewhere, later)).isEmpty();
    }

    private static Optional<String> holder(Lane... lanes) {
        Timeline timeline = new Timeline(List.of(lanes), List.of());
        return timeline.waitedFor(timeline.numbered().get(0))
                .map(held -> held.lane().name());
    }

    @Test
    void times_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> ms(10, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ms(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stretch(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
