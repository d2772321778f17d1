package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.workspace.contract.InterruptSignal;

/** What work throws reaches whoever waits for it. */
class RunningThreadTest {

    @Test
    void what_the_work_throws_is_thrown_as_it_is() {
        for (Throwable thrown : List.of(new OutOfMemoryError("heap"), new IllegalStateException("no"))) {
            try (RunningThread thread = new RunningThread()) {
                assertThatThrownBy(
                                () -> thread.run(() -> RunningThreadTest.<Void>thrown(thrown), new InterruptSignal()))
                        .isSameAs(thrown);
            }
        }
    }

    /** Throws also what nobody declares. */
    private static <T> T thrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) e;
    }
}
