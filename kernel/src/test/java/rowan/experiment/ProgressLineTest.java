package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.model.Progress;

class ProgressLineTest {

    @Test
    void a_long_copy_tells_how_much_is_done_and_how_long_the_rest_will_take() throws InterruptedException {
        List<Progress> told = new ArrayList<>();
        ProgressLine line = new ProgressLine(told::add);
        line.say("copying the database");
        line.copying();
        line.copied(1_000_000, 300_000_000);
        assertThat(told).as("not at once").hasSize(1);
        Thread.sleep(300);
        line.copied(100_000_000, 300_000_000);
        assertThat(told).hasSize(2);
        // A third took 300 ms or somewhat more, so that two thirds take twice that.
        assertThat(told.get(1).sentence())
                .matches(
                        "copying the database · 100 MB of 300 MB copied, about (6|7|8|9)\\d\\d ms more|.*about 1\\.\\d+ s more");
        assertThat(told.get(1).share().orElseThrow()).isBetween(0.33, 0.34);
    }
}
