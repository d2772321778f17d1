package rowan.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.jupyter.protocol.Message;

/** Which of the cells that wait an interrupt is meant for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CellQueueTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CellQueue queue = new CellQueue();

    private static Message cell(String session, Instant sent) {
        String header = "{\"session\": \"" + session + "\", \"date\": \"" + sent + "\"}";
        return new Message(
                List.of(), header, "execute_request", "1", Message.NO_PARENT, new JsonObject(), new JsonObject());
    }

    private static CellQueue.Wish wish(String session, Instant sent) {
        return new CellQueue.Wish(session, Optional.of(sent), System.nanoTime());
    }

    private CellQueue.Request take() {
        return queue.take().orElseThrow();
    }

    @Test
    void it_is_the_one_that_runs() {
        queue.add(cell("a", NOON));
        queue.add(cell("a", NOON));
        CellQueue.Request running = take();
        queue.interrupt(wish("a", NOON.plusSeconds(1)));
        assertThat(running.signal().requested()).isTrue();
        queue.ended();
        assertThat(take().signal().requested()).isFalse();
    }

    @Test
    void where_none_runs_it_is_the_first_that_waits() {
        queue.add(cell("a", NOON));
        queue.add(cell("a", NOON));
        queue.interrupt(wish("a", NOON.plusSeconds(1)));
        assertThat(take().signal().requested()).isTrue();
        queue.ended();
        assertThat(take().signal().requested()).isFalse();
    }

    @Test
    void one_that_overtakes_its_cell_on_the_way_is_kept_for_it() {
        queue.interrupt(wish("a", NOON.plusSeconds(1)));
        queue.add(cell("a", NOON));
        assertThat(take().signal().requested()).isTrue();
        queue.ended();
        queue.add(cell("a", NOON));
        assertThat(take().signal().requested()).isFalse();
    }

    @Test
    void a_cell_that_is_sent_later_runs() {
        queue.interrupt(wish("a", NOON));
        queue.add(cell("a", NOON.plusSeconds(1)));
        assertThat(take().signal().requested()).isFalse();
        queue.interrupt(wish("a", NOON));
        assertThat(queue.failed()).isEmpty();
    }

    @Test
    void an_interrupt_of_another_front_end_stops_what_was_received_before_it() {
        queue.add(cell("a", NOON.plusSeconds(60)));
        CellQueue.Request running = take();
        queue.interrupt(wish("b", NOON));
        assertThat(running.signal().requested()).isTrue();
    }

    @Test
    void behind_a_cell_that_has_failed_none_waits_any_more() {
        queue.add(cell("a", NOON));
        queue.add(cell("a", NOON));
        take();
        assertThat(queue.failed()).hasSize(1);
        queue.add(cell("b", NOON));
        assertThat(take().message().session()).isEqualTo("b");
    }

    @Test
    void when_it_is_closed_the_running_cell_stops_and_no_other_runs() {
        queue.add(cell("a", NOON));
        queue.add(cell("a", NOON));
        CellQueue.Request running = take();
        queue.close();
        assertThat(running.signal().requested()).isTrue();
        assertThat(queue.take()).isEmpty();
    }
}
