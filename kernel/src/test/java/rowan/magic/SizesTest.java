package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e3..1e6 | [1000, 3162, 10000, 31623, 100000, 316228, 1000000]",
                "10..100 | [10, 32, 100]",
                "1..99 | [1, 3, 10, 32]",
                "5000,1000, 2000,1000 | [1000, 2000, 5000]",
                "1,2.6,1e9 | [1, 3, 1000000000]"
            })
    void a_range_goes_by_half_decades_and_a_list_is_sorted(String written, String sizes) {
        assertThat(Sizes.of(written).orElseThrow()).hasToString(sizes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1e3", "1,2", "1..5", "0,1,2", "1,2,2e9", "1e6..1e3", "1..", "-1,2,3"})
    void what_is_no_range_and_no_list_of_some_is_none(String written) {
        assertThat(Sizes.of(written)).isEmpty();
    }
}
