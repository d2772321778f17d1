package rowan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PassageTest {

    @Test
    void it_is_the_line_around_a_span() {
        assertThat(Passage.of("one\ntwo\nthree", 5, 7)).isEqualTo(new Passage("two", 2, 1, 3));
        assertThat(Passage.of("one\ntwo\nthree", 5, 99)).isEqualTo(new Passage("two", 2, 1, 3));
        assertThat(Passage.of("one\n", 4, 4)).isEqualTo(new Passage("", 2, 0, 0));
        assertThat(Passage.of("one", 9, 12)).isEqualTo(new Passage("one", 1, 3, 3));
        assertThat(Passage.of("one", 1, 1).isMarked()).isFalse();
        assertThatThrownBy(() -> new Passage("one", 1, 2, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_long_line_is_cut_around_its_mark() {
        String line = "a".repeat(100) + "X" + "b".repeat(100);
        Passage shortened = new Passage(line, 7, 100, 101).shortened(40);
        assertThat(shortened.line()).isEqualTo("…" + "a".repeat(10) + "X" + "b".repeat(29) + "…");
        assertThat(shortened.line().substring(shortened.from(), shortened.to())).isEqualTo("X");
        assertThat(shortened.number()).isEqualTo(7);
        assertThat(new Passage("short", 1, 0, 1).shortened(40)).isEqualTo(new Passage("short", 1, 0, 1));
        assertThat(new Passage("🙂".repeat(50), 1, 50, 52).shortened(21).line()).matches("…(🙂)+…");
    }
}
