package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authors write who expect so many rows or steps. */
class ExpectedCountTest {

    @ParameterizedTest
    @CsvSource({
        "3, 3, true",
        "3, 4, false",
        "= 3, 3, true",
        "== 3, 2, false",
        "< 3, 2, true",
        "< 3, 3, false",
        "<= 3, 3, true",
        "> 3, 3, false",
        "> 3, 4, true",
        ">= 3, 3, true",
        "1_000, 1000, true"
    })
    void a_number_or_a_comparison_is_met_by_a_count(String written, long count, boolean isMet) {
        assertThat(ExpectedCount.of(written).orElseThrow().isMetBy(count)).isEqualTo(isMet);
    }

    @Test
    void digits_may_be_grouped() {
        assertThat(ExpectedCount.of("< 1,000").orElseThrow().limit()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "~ 3", "3 rows", "-1", "_", "99999999999999999999"})
    void anything_else_is_none(String written) {
        assertThat(ExpectedCount.of(written)).isEmpty();
    }
}
