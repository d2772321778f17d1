package rowan.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers with units are written. */
class QuantityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 ns",
                "999.4 | 999 ns",
                "999.6 | 1.00 µs",
                "999_499 | 999 µs",
                "999_600 | 1.00 ms",
                "9_400_000 | 9.40 ms",
                "9_996_000 | 10.0 ms",
                "999_600_000 | 1.00 s",
                "12_100_000_000 | 12.1 s",
                "1_234_000_000_000 | 1,234 s"
            })
    void a_time_has_three_digits_and_the_unit_in_which_it_is_below_a_thousand(String nanos, String written) {
        assertThat(Quantity.nanos(Double.parseDouble(nanos.replace("_", "")))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 byte",
                "999 | 999 bytes",
                "1000 | 1.00 kB",
                "-1500 | -1.50 kB",
                "999_600 | 1.00 MB",
                "5_000_000_000_000_000 | 5,000 TB"
            })
    void so_have_bytes(String bytes, String written) {
        assertThat(Quantity.bytes(Long.parseLong(bytes.replace("_", "")))).isEqualTo(written);
    }
}
