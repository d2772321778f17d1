package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Sameness;

class VerdictRuleTest {

    private static final Ratio TRUSTED = new Ratio(1.0, 0.98, 1.02);

    @ParameterizedTest
    @CsvSource({
        "2.00, 1.90, 2.10, FASTER",
        "1.05, 1.021, 1.08, FASTER",
        "1.05, 1.01, 1.08, UNDECIDED",
        "1.00, 0.96, 1.04, NO_DIFFERENCE",
        "1.00, 0.94, 1.04, UNDECIDED",
        "1.00, 0.96, 1.06, UNDECIDED",
        "0.90, 0.85, 0.979, SLOWER",
        "0.97, 0.95, 0.99, NO_DIFFERENCE",
        "300, 126, 1294, FASTER",
        "1.50, 0.50, 4.00, UNDECIDED"
    })
    void says_only_what_the_whole_interval_carries(double value, double low, double high, Finding finding) {
        assertThat(VerdictRule.of(new Ratio(value, low, high), TRUSTED, Sameness.SAME, 40, false, Clock.CPU)
                        .finding())
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.07 | 1.06 | 1.08 | true  | no difference of a tenth or more [1.06, 1.08] by CPU time; as much comes from where copies of one table lie",
                "1.11 | 1.08 | 1.15 | true  | too close to say [1.08, 1.15] by CPU time; with the same work a difference counts from a tenth",
                "1.04 | 1.01 | 1.08 | false | too close to say [1.01, 1.08] by CPU time; a difference counts from 2 %",
                "1.04 | 0.80 | 1.30 | false | too noisy to say [0.800, 1.30] by CPU time",
                "1.00 | 0.98 | 1.02 | true  | no difference shown [0.980, 1.02] by CPU time",
                "400  | 126  | 1294 | false | at least 126 × faster, measured 400 [126, 1,294] by CPU time",
                "0.01 | 0.004 | 0.05 | false | at least 20.0 × slower, measured 100 [20.0, 250] by CPU time",
            })
    void a_verdict_says_what_stands_in_its_way_and_always_its_interval(
            double value, double low, double high, boolean sameWork, String sentence) {
        assertThat(VerdictRule.of(new Ratio(value, low, high), TRUSTED, Sameness.SAME, 40, sameWork, Clock.CPU)
                        .sentence())
                .isEqualTo(sentence);
    }

    @Test
    void a_difference_of_less_than_a_tenth_with_the_same_work_is_measured_on() {
        assertThat(VerdictRule.isSettled(
                        VerdictRule.of(new Ratio(1.07, 1.06, 1.08), TRUSTED, Sameness.SAME, 40, true, Clock.CPU)))
                .isFalse();
        assertThat(VerdictRule.isSettled(
                        VerdictRule.of(new Ratio(1.01, 0.98, 1.03), TRUSTED, Sameness.SAME, 40, true, Clock.CPU)))
                .isTrue();
    }

    @Test
    void a_different_result_trumps_any_time() {
        assertThat(VerdictRule.of(new Ratio(9, 8, 10), TRUSTED, Sameness.DIFFERENT, 40, false, Clock.CPU)
                        .finding())
                .isEqualTo(Finding.DIFFERENT_RESULT);
    }

    @Test
    void a_machine_that_finds_a_difference_where_there_is_none_is_believed_less() {
        Ratio biased = new Ratio(1.07, 1.05, 1.09);
        assertThat(VerdictRule.of(new Ratio(1.07, 1.04, 1.09), biased, Sameness.SAME, 40, false, Clock.CPU)
                        .finding())
                .isEqualTo(Finding.UNDECIDED);
        assertThat(VerdictRule.of(new Ratio(200, 190, 210), biased, Sameness.SAME, 40, false, Clock.CPU)
                        .finding())
                .isEqualTo(Finding.FASTER);
    }

    @Test
    void fewer_than_ten_pairs_carry_no_verdict_however_large_the_difference() {
        assertThat(VerdictRule.of(new Ratio(300, 290, 310), TRUSTED, Sameness.SAME, 9, false, Clock.CPU)
                        .finding())
                .isEqualTo(Finding.TOO_FEW);
        assertThat(VerdictRule.of(new Ratio(300, 290, 310), TRUSTED, Sameness.SAME, 10, false, Clock.CPU)
                        .finding())
                .isEqualTo(Finding.FASTER);
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.925, 0.976, NO_DIFFERENCE",
        "1.07, 1.06, 1.08, NO_DIFFERENCE",
        "1.11, 1.08, 1.15, UNDECIDED",
        "0.93, 0.85, 1.02, UNDECIDED",
        "1.01, 0.97, 1.04, NO_DIFFERENCE",
        "0.75, 0.70, 0.80, SLOWER",
        "1.30, 1.20, 1.40, FASTER"
    })
    void the_place_of_a_copy_in_memory_makes_no_verdict_where_the_work_is_the_same(
            double value, double low, double high, Finding finding) {
        assertThat(VerdictRule.of(new Ratio(value, low, high), TRUSTED, Sameness.SAME, 160, true, Clock.CPU)
                        .finding())
                .isEqualTo(finding);
    }
}
