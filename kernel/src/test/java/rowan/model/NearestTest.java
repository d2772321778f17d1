package rowan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "widht, width, 1",
        "width, width, 0",
        "kitten, sitting, 3",
        "ab, ba, 1",
        "'', abc, 3",
        "ca, abc, 3",
        "abcd, acbd, 1"
    })
    void an_edit_is_a_letter_more_less_or_another_or_two_exchanged(String one, String other, int edits) {
        assertThat(Nearest.distance(one, other)).isEqualTo(edits);
        assertThat(Nearest.distance(other, one)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usrs | users orders | users",
                "USERS | users Users | Users",
                "id | ids di x | di",
                "ab | xyz | none",
                "1 | b 2 | none",
                "B | a b | b",
                "title | titel tilte | tilte",
                "customers | costumers | costumers",
                "customers | kastamurs | none"
            })
    void the_nearest_is_at_most_a_third_of_the_letters_away(String word, String candidates, String nearest) {
        assertThat(Nearest.to(word, List.of(candidates.split(" "))).orElse("none"))
                .isEqualTo(nearest);
    }
}
