package rowan.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which declarations of a style stay. */
class SafeStyleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "color: red",
                "background-color: rgb(1, 2, 3); margin-left: -2px",
                "width: calc(100% - 2em)",
                "font-family: \"A B\", 'C'",
                "COLOR: #fff !important"
            })
    void the_look_stays_as_it_is(String style) {
        assertThat(SafeStyle.of(style)).isEqualTo(style);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "background: url(https://example.org/a.png) | ``",
                "background: URL (x); color: red | color: red",
                "position: fixed; z-index: 9; color: red | color: red",
                "color: \\72 ed | ``",
                "color: red/* */ | ``",
                "font-family: \"A | ``",
                "width: expression(alert(1)) | ``",
                "color | ``",
                "behavior: x; : y; ;color: red | color: red"
            })
    void what_fetches_or_lies_above_the_page_goes(String style, String kept) {
        assertThat(SafeStyle.of(style)).isEqualTo(kept);
    }
}
