package rowan.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DurationsTest {

    /** Two ends of a step differ by this much. */
    private static final Percentage STEP = Percentage.withPercentage(100.0 / 16);

    @Test
    void a_quantile_is_right_to_a_sixteenth_of_it() {
        Random random = new Random(1);
        long[] nanos =
                random.doubles(10_000, 3, 25).mapToLong(x -> (long) Math.exp(x)).toArray();
        Durations durations = new Durations();
        for (long each : nanos) {
            durations.add(each);
        }
        Arrays.sort(nanos);
        for (double part : new double[] {0.01, 0.25, 0.5, 0.95, 1}) {
            long exact = nanos[(int) Math.ceil(part * nanos.length) - 1];
            assertThat(durations.quantile(part)).isGreaterThanOrEqualTo(exact).isCloseTo(exact, STEP);
        }
    }

    @Test
    void one_that_goes_on_is_counted_where_it_ends() {
        Durations durations = new Durations();
        durations.add(0);
        durations.change(0, 1_000);
        durations.change(1_000, 8_000_000);
        assertThat(durations.quantile(0.01)).isCloseTo(8_000_000, STEP);
    }

    @Test
    void two_together_are_as_one() {
        Durations one = new Durations();
        Durations other = new Durations();
        for (int i = 1; i <= 100; i++) {
            (i % 2 == 0 ? one : other).add(i * 1_000L);
        }
        one.addAll(other);
        assertThat(one.quantile(0.95)).isCloseTo(95_000, STEP);
    }

    @Test
    void none_take_no_time() {
        assertThat(new Durations().quantile(0.95)).isZero();
    }
}
