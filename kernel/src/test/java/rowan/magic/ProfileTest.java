package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** {@code %sqlcmd profile}: what it says of a column's numbers is true, however large they are. */
class ProfileTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    /** The row of a column: its name, values, nulls, distinct, smallest, largest, mean and deviation. */
    private List<String> profile(String values) {
        notebook.run("DROP TABLE IF EXISTS t; CREATE TABLE t(c); INSERT INTO t VALUES " + values);
        String row = notebook.run("%sqlcmd profile -t t").lines().toList().get(2);
        return List.of(row.strip().split(" {2,}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9e300, -9e300, 8e300, 1",
                "1.7e308, 1.6e308, 1.7e308, 1.5e308",
                "1e-200, 3e-200, 2e-200, 5e-200",
                "9200000000000000001, 9200000000000000002, 9200000000000000003, 9200000000000000007",
                "9223372036854775807, -9223372036854775808, -9223372036854775808, 9223372036854775806",
                "1.5, 2.25, -4, 1e10",
                "1, 2, 4, 4"
            })
    void mean_and_deviation_are_those_of_exact_arithmetic(String numbers) {
        List<BigDecimal> exact =
                List.of(numbers.split(", ")).stream().map(BigDecimal::new).toList();
        BigDecimal count = BigDecimal.valueOf(exact.size());
        BigDecimal mean =
                exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count);
        BigDecimal squares =
                exact.stream().map(value -> value.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal deviation = squares.divide(count.subtract(BigDecimal.ONE), MathContext.DECIMAL128)
                .sqrt(MathContext.DECIMAL128);

        List<String> row = profile("(" + numbers.replace(", ", "), (") + "), (NULL), ('text'), (x'00')");

        assertThat(row.subList(1, 3)).containsExactly("6", "1");
        assertThat(Double.parseDouble(row.get(6))).isCloseTo(mean.doubleValue(), withinPercentage(1e-12));
        assertThat(Double.parseDouble(row.get(7))).isCloseTo(deviation.doubleValue(), withinPercentage(1e-12));
    }

    @Test
    void what_no_number_can_say_is_not_said() {
        assertThat(profile("(1.7e308), (-1.7e308)").subList(6, 8)).containsExactly("0.0", "beyond the range of a REAL");
        assertThat(profile("(9e999), (1), (2)").subList(4, 8)).containsExactly("1", "Inf", "Inf", "NULL");
        assertThat(profile("(9e999), (-9e999)").subList(4, 8)).containsExactly("-Inf", "Inf", "NULL", "NULL");
        assertThat(profile("('a'), ('5')").subList(6, 8)).containsExactly("NULL", "NULL");
        assertThat(profile("(5), ('5')").subList(6, 8)).containsExactly("5.0", "NULL");
        assertThat(profile("(NULL)").subList(6, 8)).containsExactly("NULL", "NULL");
    }
}
