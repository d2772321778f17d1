package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Timing;

/** The statistics against scipy and numpy, whose words on the same samples {@code statistics/reference.py} has written. */
class StatisticsTest {

    private static final Path REFERENCE = Path.of("src", "test", "resources", "statistics", "reference.csv");

    private record Case(String what, String first, String second, String value, String low, String high) {
        List<Double> firsts() {
            return doubles(first);
        }

        List<Double> seconds() {
            return doubles(second);
        }

        double number(String text) {
            return Double.parseDouble(text);
        }

        private static List<Double> doubles(String text) {
            return Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
        }

        @Override
        public String toString() {
            return what + " of " + first.split(" ").length;
        }
    }

    private static Stream<Case> cases(String what) throws IOException {
        return Files.readAllLines(REFERENCE, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[0].equals(what))
                .map(c -> new Case(c[0], c[1], c[2], c[3], c[4], c[5]));
    }

    static Stream<Case> medians() throws IOException {
        return cases("median");
    }

    static Stream<Case> ratios() throws IOException {
        return cases("ratio");
    }

    static Stream<Case> slopes() throws IOException {
        return cases("slope");
    }

    @ParameterizedTest
    @MethodSource("medians")
    void a_median_and_its_interval_are_those_of_scipy(Case reference) {
        Timing timing = new Timing(reference.firsts());
        assertThat(timing.median()).isCloseTo(reference.number(reference.value()), within(1e-9));
        Timing.Interval interval = timing.interval().orElseThrow();
        assertThat(interval.low()).isEqualTo(reference.number(reference.low()));
        assertThat(interval.high()).isEqualTo(reference.number(reference.high()));
    }

    @Test
    void fewer_than_eight_samples_have_no_interval() {
        assertThat(new Timing(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)).interval())
                .isEmpty();
    }

    /** Both draw at random, so that the ends agree but for what chance leaves: a tenth of the interval's width. */
    @ParameterizedTest
    @MethodSource("ratios")
    void the_interval_of_a_ratio_is_that_of_scipys_paired_bootstrap(Case reference) {
        Ratio ratio = Bootstrap.ratio(
                reference.firsts(), reference.seconds(), 1 - Timing.CONFIDENCE, new SplittableRandom(7));
        double low = reference.number(reference.low());
        double high = reference.number(reference.high());
        assertThat(ratio.value()).isCloseTo(reference.number(reference.value()), within(1e-9));
        assertThat(ratio.low()).isCloseTo(low, within((high - low) / 10));
        assertThat(ratio.high()).isCloseTo(high, within((high - low) / 10));
    }

    @Test
    void the_same_seed_draws_the_same() {
        List<Double> before = List.of(5.0, 7.0, 6.0, 9.0, 4.0, 8.0, 7.5, 6.5, 5.5, 4.5);
        List<Double> after = List.of(1.0, 3.0, 2.0, 2.5, 1.5, 2.2, 2.1, 1.9, 1.8, 1.7);
        assertThat(Bootstrap.ratio(before, after, 0.01, new SplittableRandom(1)))
                .isEqualTo(Bootstrap.ratio(before, after, 0.01, new SplittableRandom(1)));
    }

    @ParameterizedTest
    @MethodSource("slopes")
    void an_exponent_and_its_interval_are_those_of_scipys_linear_regression(Case reference) {
        List<Long> sizes = reference.firsts().stream().map(Math::round).toList();
        Fit fit = PowerFit.of(sizes, reference.seconds());
        assertThat(fit.exponent()).isCloseTo(reference.number(reference.value()), within(1e-9));
        assertThat(fit.low()).isCloseTo(reference.number(reference.low()), within(1e-7));
        assertThat(fit.high()).isCloseTo(reference.number(reference.high()), within(1e-7));
    }

    @Test
    void students_t_is_that_of_scipy() throws IOException {
        assertThat(cases("t"))
                .hasSize(30)
                .allSatisfy(
                        reference -> assertThat(StudentT.bound(Timing.CONFIDENCE, Integer.parseInt(reference.first())))
                                .isCloseTo(reference.number(reference.value()), within(1e-8)));
    }

    @Test
    void looks_are_paid_for() {
        assertThat(StoppingSchedule.DOUBT).isCloseTo(0.002, within(1e-12));
        assertThat(2 * Math.pow(0.5, StoppingSchedule.FEWEST_PAIRS)).isLessThan(StoppingSchedule.DOUBT);
        assertThat(2 * Math.pow(0.5, StoppingSchedule.FEWEST_PAIRS - 1)).isGreaterThan(StoppingSchedule.DOUBT);
    }
}
