package rowan.jshell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.workspace.contract.Cancellable;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** When a limit of time stops a cell. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StoppingTest {

    private static final Cancellable NO_STATEMENTS = new Cancellable() {
        @Override
        public void cancel() {}

        @Override
        public void awaitCancelled() {}
    };

    private final Stopping stopping = new Stopping(new CellControl(null, null, () -> {}), NO_STATEMENTS);

    @Test
    void a_limit_stops_the_cell_when_its_time_is_over_and_no_earlier() {
        Duration time = Duration.ofMillis(400);
        long start = System.nanoTime();
        Interrupt.Registration limit = stopping.limit(time);
        while (!stopping.isRequested()) {
            Thread.onSpinWait();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(time);
        limit.close();
        stopping.end();
        assertThat(stopping.outcome()).isInstanceOf(Outcome.Failure.class);
        assertThat(((Outcome.Failure) stopping.outcome()).problem().message()).contains("400 ms");
    }
}
