package rowan.workspace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.model.Progress;

class LongStepTest {

    private final List<Optional<Progress>> heard = new ArrayList<>();

    private static String copied(long bytes) {
        return bytes + " of 300 copied";
    }

    @Test
    void after_a_second_it_tells_how_much_is_done_and_how_long_the_rest_will_take() throws InterruptedException {
        try (LongStep step = new LongStep(heard::add)) {
            step.reached(1, 300, LongStepTest::copied);
            assertThat(heard).as("not at once").isEmpty();
            Thread.sleep(1_050);
            step.reached(100, 300, LongStepTest::copied);
            step.reached(110, 300, LongStepTest::copied);
            assertThat(heard).as("not too often").hasSize(1);
            // A third took a second or somewhat more, so that two thirds take twice that.
            Progress told = heard.get(0).orElseThrow();
            assertThat(told.sentence()).matches("100 of 300 copied, about [2-9] s more");
            assertThat(told.share().orElseThrow()).isBetween(0.33, 0.34);
        }
        assertThat(heard).hasSize(2).last().isEqualTo(Optional.empty());
    }

    @Test
    void what_is_told_never_goes_back_and_never_above_all() throws InterruptedException {
        try (LongStep step = new LongStep(heard::add)) {
            Thread.sleep(1_050);
            step.reached(200, 300, LongStepTest::copied);
            Thread.sleep(300);
            step.reached(100, 300, LongStepTest::copied);
            Thread.sleep(300);
            step.reached(400, 300, LongStepTest::copied);
        }
        // Of what is done, nothing is told any more.
        assertThat(heard)
                .flatExtracting(now -> now.stream().toList())
                .extracting(progress -> progress.sentence().replaceAll(",.*", ""))
                .containsExactly("200 of 300 copied", "200 of 300 copied");
    }

    @Test
    void a_step_that_is_soon_over_says_nothing() {
        try (LongStep step = new LongStep(heard::add)) {
            step.reached(299, 300, LongStepTest::copied);
        }
        assertThat(heard).isEmpty();
    }
}
