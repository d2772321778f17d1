package rowan.display.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"abc, 3", "é, 1", "e\u0301, 1", "日本, 4", "한글, 4", "🙂, 2", "ａ, 2", "…, 1", "'', 0"})
    void wide_characters_take_two_columns_and_marks_none(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void blanks_fill_up_to_a_width() {
        assertThat(TextWidth.left("日", 4)).isEqualTo("日  ");
        assertThat(TextWidth.right("日", 4)).isEqualTo("  日");
        assertThat(TextWidth.left("abc", 2)).isEqualTo("abc");
    }
}
