package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of two outputs is passed over, and what is not. */
class ExemptionsTest {

    private static boolean same(Pattern time, String stored, String now) {
        return new Exemptions().without(stored, now, Optional.of(time), false).isSame();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 row · 13.6 ms                              | 1 row · 1.20 s
            <caption>first 50 rows · 980 µs to the first page</caption> | <caption>first 50 rows · 1.20 ms to the first page</caption>
            20 rows · 9.40 ms · 104,005 VM steps         | 20 rows · 999 ns · 104,005 VM steps
            9 → 4 VM steps · 4.31 ms → 18.0 µs, each by one run | 9 → 4 VM steps · 5 ms → 17.0 µs, each by one run
            <div>table t created · 13.6 ms<br>a note</div> | <div>table t created · 1,204 s<br>a note</div>
            12.0 ms · CPU of the whole kernel 9.00 ms    | 1.00 s · CPU of the whole kernel 2.00 s
            12.0 ms · CPU of the whole kernel 9.00 ms    | 1.00 s · CPU of the whole kernel <10.0 ms
            slow: 1.20 s at In[3]:2                      | slow: 2.00 s at In[3]:2
            """)
    void an_elapsed_time_is_passed_over_where_Rowan_writes_one(String stored, String now) {
        assertThat(same(ElapsedTimes.drawn(), stored, now)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 row · 13.6 ms                  | 2 rows · 13.6 ms
            index: 240 × slower [214, 268]   | index: 40,000 × slower [214, 268]
            <td>50 ms</td>                   | <td>999 ms</td>
            50 ms                            | 999 ms
            1 row · 13.6 ms                  | 1 row · 13.6 msx
            1 row · 13.6 ms                  | 1 row · 50 rows
            20 rows · 9.40 ms · 5 VM steps   | 20 rows · 9.40 ms · 6 VM steps
            it waits for 5 s, then fails     | it waits for 9 s, then fails
            """)
    void nothing_else_is(String stored, String now) {
        assertThat(same(ElapsedTimes.drawn(), stored, now)).isFalse();
    }

    @Test
    void what_code_prints_may_have_times_anywhere() {
        assertThat(same(ElapsedTimes.printed(), "took 12.3 ms for 7", "took 9 ms for 7"))
                .isTrue();
        assertThat(same(ElapsedTimes.printed(), "took 12.3 ms for 7", "took 12.3 ms for 8"))
                .isFalse();
        assertThat(same(ElapsedTimes.printed(), "240 × slower", "40,000 × slower"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 rows · 1.02 ms · 5,010 VM steps | 20 rows · 980 µs · 5,020 VM steps
            a copy of 980 kB                   | a copy of 1.10 MB
            in a list of 9 ms                  | in a list of 9 kB
            12 % of 7                          | 13 % of 7
            """)
    void numbers_of_a_volatile_cell_are_passed_over_with_the_unit_that_goes_with_them(String stored, String now) {
        assertThat(new Exemptions()
                        .without(stored, now, Optional.of(ElapsedTimes.drawn()), true)
                        .isSame())
                .isTrue();
    }

    @Test
    void a_number_of_a_volatile_cell_without_a_unit_is_compared() {
        assertThat(new Exemptions()
                        .without("20 rows · 1 ms", "21 rows · 1 ms", Optional.of(ElapsedTimes.drawn()), true)
                        .isSame())
                .isFalse();
    }

    @Test
    void what_differed_and_was_passed_over_is_counted() {
        Exemptions exemptions = new Exemptions();
        exemptions.without("a · 1 ms\nb · 2 ms", "a · 1 ms\nb · 3 ms", Optional.of(ElapsedTimes.drawn()), false);
        exemptions.without("12 % of 7", "13 % of 7", Optional.empty(), true);
        assertThat(exemptions.told())
                .containsExactly("1 elapsed time, other in every run", "1 number with a unit in cells tagged volatile");
        assertThat(new Exemptions().told()).isEmpty();
    }
}
