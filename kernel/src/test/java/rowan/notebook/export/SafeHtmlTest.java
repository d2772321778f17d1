package rowan.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page takes over of HTML that a notebook has stored. */
class SafeHtmlTest {

    private static String row(int columns, String text) {
        return "<table><tbody><tr>" + ("<td>" + text + "</td>").repeat(columns) + "</tr></tbody></table>";
    }

    @ParameterizedTest
    @CsvSource({
        "2, reader101465@example.org, 0",
        "6, 2026-03-01, 0",
        "6, customer_id, 0",
        "6, password_hash, 1",
        "2, 0000000000000000000000009e3779b1-0000000000000000000000009e3779b2, 1",
        "12, four by four, 0",
        "40, 1234567890, 2"
    })
    void a_word_of_a_table_may_be_broken_where_it_is_longer_than_its_column_on_paper(
            int columns, String text, int places) {
        var cell = Jsoup.parseBodyFragment(SafeHtml.of(row(columns, text)).orElseThrow())
                .selectFirst("td");
        assertThat(cell.select("wbr")).hasSize(places);
        assertThat(cell.wholeText()).isEqualTo(text);
    }

    @Test
    void beside_code_which_may_be_broken_anywhere_words_stay_whole() {
        assertThat(SafeHtml.of(row(8, "In[114]:2").replaceFirst("In", "<code>SELECT</code> In"))
                        .orElseThrow())
                .doesNotContain("<wbr>");
    }

    @Test
    void a_character_of_two_units_is_not_broken() {
        String text = "😀".repeat(90);
        assertThat(SafeHtml.of(row(1, text)).orElseThrow())
                .contains("😀<wbr>😀")
                .doesNotContain("&#");
    }
}
