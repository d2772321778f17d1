package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.Comparison.Finding;
import rowan.model.Comparison.Ratio;
import rowan.model.Comparison.Sameness;

class VerdictRuleTest {

    private static final Ratio TRUSTED = new Ratio(1.0, 0.98, 1.02);

    @ParameterizedTest
    @CsvSource({
        "2.00, 1.90, 2.10, FASTER",
        "1.05, 1.021, 1.08, FASTER",
        "1.05, 1.01, 1.08, TOO_NOISY",
        "1.00, 0.96, 1.04, NO_DIFFERENCE",
        "1.00, 0.94, 1.04, TOO_NOISY",
        "1.00, 0.96, 1.06, TOO_NOISY",
        "0.90, 0.85, 0.979, SLOWER",
        "0.97, 0.95, 0.99, NO_DIFFERENCE",
        "300, 126, 1294, FASTER",
        "1.50, 0.50, 4.00, TOO_NOISY"
    })
    void says_only_what_the_whole_interval_carries(double value, double low, double high, Finding finding) {
        assertThat(VerdictRule.of(new Ratio(value, low, high), TRUSTED, Sameness.SAME, 40, false)
                        .finding())
                .isEqualTo(finding);
    }

    @Test
    void a_different_result_trumps_any_time() {
        assertThat(VerdictRule.of(new Ratio(9, 8, 10), TRUSTED, Sameness.DIFFERENT, 40, false)
                        .finding())
                .isEqualTo(Finding.DIFFERENT_RESULT);
    }

    @Test
    void a_machine_that_finds_a_difference_where_there_is_none_is_believed_less() {
        Ratio biased = new Ratio(1.07, 1.05, 1.09);
        assertThat(VerdictRule.of(new Ratio(1.07, 1.04, 1.09), biased, Sameness.SAME, 40, false)
                        .finding())
                .isEqualTo(Finding.TOO_NOISY);
        assertThat(VerdictRule.of(new Ratio(200, 190, 210), biased, Sameness.SAME, 40, false)
                        .finding())
                .isEqualTo(Finding.FASTER);
    }

    @Test
    void fewer_than_ten_pairs_carry_no_verdict_however_large_the_difference() {
        assertThat(VerdictRule.of(new Ratio(300, 290, 310), TRUSTED, Sameness.SAME, 9, false)
                        .finding())
                .isEqualTo(Finding.TOO_FEW);
        assertThat(VerdictRule.of(new Ratio(300, 290, 310), TRUSTED, Sameness.SAME, 10, false)
                        .finding())
                .isEqualTo(Finding.FASTER);
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.925, 0.976, TOO_NOISY",
        "1.05, 1.03, 1.08, TOO_NOISY",
        "1.01, 0.97, 1.04, NO_DIFFERENCE",
        "0.75, 0.70, 0.80, SLOWER",
        "1.30, 1.20, 1.40, FASTER"
    })
    void the_place_of_a_copy_in_memory_makes_no_verdict_where_the_work_is_the_same(
            double value, double low, double high, Finding finding) {
        assertThat(VerdictRule.of(new Ratio(value, low, high), TRUSTED, Sameness.SAME, 160, true)
                        .finding())
                .isEqualTo(finding);
    }
}
