package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Growth.Model;

/** The shapes that points are said to have. */
class PowerFitTest {

    private static Fit fit(DoubleUnaryOperator shape) {
        List<Long> sizes = List.of(1_000L, 3_162L, 10_000L, 31_623L, 100_000L, 316_228L, 1_000_000L);
        return PowerFit.of(
                sizes, sizes.stream().map(n -> shape.applyAsDouble(n)).toList());
    }

    @Test
    void every_shape_is_recognised_where_it_is_pure() {
        for (Model model : Model.values()) {
            Fit fit = fit(n -> 5 * model.at(n));
            assertThat(fit.claim()).as(model.words()).isEqualTo(Optional.of(model));
            assertThat(fit.alsoPossible()).as(model.words()).isEmpty();
        }
    }

    @Test
    void what_a_statement_takes_at_every_size_is_no_part_of_how_it_grows() {
        List<Long> sizes = List.of(1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 50_000L, 100_000L);
        Fit fit = PowerFit.ofCounts(sizes, sizes.stream().map(n -> 3 * n + 111).toList());
        assertThat(fit.fixed()).isEqualTo(111);
        assertThat(fit.exponent()).isCloseTo(1, within(1e-6));
        assertThat(fit.high() - fit.low()).isLessThan(1e-3);
        assertThat(fit.claim()).contains(Model.LINEAR);

        Fit square =
                PowerFit.ofCounts(sizes, sizes.stream().map(n -> n * n + 5_000).toList());
        assertThat(square.fixed()).isEqualTo(5_000);
        assertThat(square.claim()).contains(Model.QUADRATIC);

        Fit constant = PowerFit.ofCounts(sizes, sizes.stream().map(n -> 262L).toList());
        assertThat(constant.fixed()).isZero();
        assertThat(constant.claim()).contains(Model.CONSTANT);

        List<Long> logarithms =
                sizes.stream().map(n -> Math.round(n * Math.log(n))).toList();
        Fit none = PowerFit.ofCounts(sizes, logarithms);
        assertThat(none.fixed()).isZero();
        assertThat(none.claim()).contains(Model.LINEARITHMIC);
    }

    @Test
    void nothing_is_claimed_that_the_points_do_not_carry() {
        Fit root = fit(Math::sqrt);
        assertThat(root.claim()).isEmpty();
        assertThat(root.sentence("time")).contains("n^0.50", "none of the usual shapes");
        Fit noisy = fit(n -> n * (n % 2 == 0 ? 1 : 5));
        assertThat(noisy.sentence("time")).isEqualTo("too noisy to say how time grows");
    }
}
