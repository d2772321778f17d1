package rowan.display.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Golden;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Values;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;

class TableRendererTest {

    private final Renderers renderers = new Renderers();

    private static ResultTable table(List<String> names, List<List<Object>> rows, boolean complete, String... notes) {
        List<Column> columns = names.stream().map(name -> new Column(name, "")).toList();
        return new ResultTable(columns, rows, complete, Duration.ofNanos(1_234_567), 50, List.of(notes));
    }

    private void golden(String name, ResultTable table) {
        Golden.assertSame(
                "table/" + name + ".txt", () -> renderers.render(table).plain());
        Golden.assertSame("table/" + name + ".html", () ->
                (String) renderers.render(table).data().get(MimeBundle.HTML));
    }

    @Test
    void every_kind_of_value_is_told_apart() {
        golden(
                "every-kind-of-value",
                table(
                        List.of("id", "name", "price", "picture", "mixed"),
                        List.of(
                                Arrays.asList(1L, "Ann", 1.5, new byte[] {1, 2, (byte) 0xFF}, 7L),
                                Arrays.asList(1_000_000L, "", 0.1 + 0.2, new byte[40], "seven"),
                                Arrays.asList(-3L, null, 1e300, null, 7.0)),
                        true,
                        "transaction open · 3 rows changed"));
    }

    @Test
    void text_of_any_script_stays_aligned_and_on_its_line() {
        golden(
                "text-of-any-script",
                table(
                        List.of("who", "said"),
                        List.of(
                                List.of("日本", "two\nlines\tand a tab"),
                                List.of("🦊 fox", "\"quoted\" & <b>bold</b>"),
                                List.of("e\u0301", "\u0000 nul \u001b[31m red")),
                        true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"    indented", "two  blanks", "behind it ", "a\ttab", "two\nlines"})
    void white_space_is_drawn_as_it_is(String text) {
        MimeBundle drawn = renderers.render(table(List.of("text", "other"), List.of(List.of(text, "one blank")), true));
        assertThat((String) drawn.data().get(MimeBundle.HTML))
                .contains("white-space: pre-wrap\">" + text + "</td>", "<td style=\"text-align: left\">one blank</td>");
    }

    @Test
    void long_text_is_folded_and_its_length_told() {
        golden(
                "long-text",
                table(List.of("text"), List.of(List.of("x".repeat(5_000)), List.of("y".repeat(150))), true));
    }

    @Test
    void a_page_says_that_it_is_one() {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 1; i <= 60; i++) {
            rows.add(List.of(i));
        }
        assertThat(renderers.render(table(List.of("i"), rows, true)).plain())
                .endsWith("50\nfirst 50 of 60 rows · 1.23 ms");
        assertThat(renderers
                        .render(table(List.of("i"), rows.subList(0, 50), false))
                        .plain())
                .endsWith("50\nfirst 50 rows · 1.23 ms to the first page");
    }

    @Test
    void a_table_without_rows_shows_its_columns() {
        assertThat(renderers.render(table(List.of("a", "b"), List.of(), true)).plain())
                .isEqualTo("a  b\n─  ─\nno rows · 1.23 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "2.0E-3, 0.002",
        "1.0E-7, 1.0e-07",
        "1.0E15, 1000000000000000.0",
        "1.5E20, 1.5e+20",
        "-1.5E20, -1.5e+20",
        "-0.0, 0.0",
        "123456.789, 123456.789",
        "Infinity, Inf",
        "NaN, NaN",
    })
    void a_real_number_is_written_so_that_it_reads_back(double value, String written) {
        assertThat(Values.number(value)).isEqualTo(written);
    }
}
