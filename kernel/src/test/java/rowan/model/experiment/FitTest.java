package rowan.model.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Growth.Model;

/** What is said of how something grows. */
class FitTest {

    private static String sentence(double low, double high, Optional<Model> best, Model... others) {
        return new Fit((low + high) / 2, low, high, best, List.of(others), 0).sentence("time");
    }

    @Test
    void a_shape_is_claimed_where_the_interval_is_narrow() {
        assertThat(sentence(0.9, 1.1, Optional.of(Model.LINEAR))).isEqualTo("time grows like n");
        assertThat(sentence(0, 0, Optional.of(Model.CONSTANT))).isEqualTo("time stays the same");
        assertThat(sentence(0.9, 1.1, Optional.of(Model.LINEAR), Model.LINEARITHMIC))
                .isEqualTo("time grows like n, or n log n, which cannot be told apart here");
        assertThat(sentence(1.4, 1.5, Optional.empty()))
                .isEqualTo("time grows like n^1.45 [1.40, 1.50], which is none of the usual shapes");
        assertThat(sentence(0.7, 1.3, Optional.of(Model.LINEAR))).isEqualTo("too noisy to say how time grows");
        assertThat(new Fit(1, 0.7, 1.3, Optional.of(Model.LINEAR), List.of(), 0).claim())
                .isEmpty();
        assertThat(new Fit(1, 0.8, 1.2, Optional.of(Model.LINEAR), List.of(), 0).claim())
                .contains(Model.LINEAR);
    }
}
