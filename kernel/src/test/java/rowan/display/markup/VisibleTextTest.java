package rowan.display.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.display.Renderers;
import rowan.display.Tracebacks;
import rowan.model.Card;
import rowan.model.Chart;
import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Markup;
import rowan.model.Note;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.model.Progress;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;

/** Text of any origin, wherever it is drawn: nothing in it works unseen. */
class VisibleTextTest {

    /** An override that turns what follows round, the one-byte CSI, DEL, and the start of an escape sequence. */
    private static final String HOSTILE = "a\u202Eb\u009B31mc\u007Fd\u001B[2Je\u2066f\u2028g";

    private static final String SEEN = "a⟨U+202E⟩b⟨U+009B⟩31mc␡d␛[2Je⟨U+2066⟩f⟨U+2028⟩g";

    @Test
    void what_works_unseen_is_shown_as_a_sign() {
        assertThat(VisibleText.of(HOSTILE)).isEqualTo(SEEN);
        assertThat(VisibleText.of("\u0000\r\u0085\uFEFF\uFFF9\uFFFF\uD83D."))
                .isEqualTo("␀␍⟨U+0085⟩⟨U+FEFF⟩⟨U+FFF9⟩⟨U+FFFF⟩\uFFFD.");
    }

    /** Hebrew with a mark behind it, an emoji of four joined ones, one with a selector, Persian with a non-joiner. */
    @ParameterizedTest
    @CsvSource({"שלום!\u200F", "👩‍👩‍👧‍👦", "☎️", "می‌خواهم", "日本", "e\u0301", "a\u00ADb", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
    void what_writing_needs_stays(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void line_ends_and_tabs_are_layout() {
        assertThat(VisibleText.of("a\tb\nc\r\nd\re")).isEqualTo("a\tb\nc\nd␍e");
    }

    private record Named(String name, int n) {}

    static Stream<Object> values() {
        ResultTable table = new ResultTable(
                List.of(new Column(HOSTILE, "TEXT")),
                List.of(List.of((Object) HOSTILE), List.of((Object) (HOSTILE + "x".repeat(300)))),
                true,
                Duration.ZERO,
                10,
                List.of(HOSTILE));
        return Stream.of(
                HOSTILE,
                List.of(HOSTILE),
                new String[] {HOSTILE},
                Map.of(HOSTILE, HOSTILE),
                List.of(new Named(HOSTILE, 1)),
                Stream.of(HOSTILE),
                new StringBuilder(HOSTILE),
                new IllegalStateException(HOSTILE),
                table,
                new Note(HOSTILE),
                new Done(HOSTILE, Duration.ZERO, List.of(HOSTILE)),
                new Check(HOSTILE, false, HOSTILE),
                new Progress(HOSTILE, OptionalDouble.empty()),
                new Card(HOSTILE, List.of(new Card.Fact(HOSTILE, HOSTILE), new Card.Code("sql", HOSTILE))),
                new Chart(
                        Chart.Kind.BAR,
                        HOSTILE,
                        new Chart.Axis(HOSTILE, Chart.Scale.CATEGORIES),
                        new Chart.Axis(HOSTILE, Chart.Scale.LINEAR),
                        List.of(new Chart.Series(HOSTILE, List.of(Chart.Point.of(HOSTILE, 0, 1))))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_drawing_has_nothing_unseen_in_any_of_its_formats(Object value) {
        MimeBundle drawn = new Renderers().render(value);
        assertThat(drawn.plain()).contains("⟨U+202E⟩").contains("⟨U+009B⟩").contains("␡");
        assertThat(drawn.data().values().stream().map(String::valueOf))
                .allSatisfy(text ->
                        assertThat(text).doesNotContainPattern("[\u0080-\u009F\u007F\u202E\u2066\u2028\u001B]"));
    }

    static Stream<Object> drawings() {
        MimeBundle own = MimeBundle.text(HOSTILE)
                .with(MimeBundle.HTML, "<b title='" + HOSTILE + "'>" + HOSTILE + "</b>")
                .with("text/markdown", HOSTILE)
                .with("image/svg+xml", "<svg><text>" + HOSTILE + "</text></svg>");
        return Stream.of(own, new Markup(MimeBundle.HTML, "<p>" + HOSTILE, HOSTILE), (Displayable)
                () -> MimeBundle.text(HOSTILE));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void nor_has_what_a_user_has_drawn_himself(Object value) {
        a_drawing_has_nothing_unseen_in_any_of_its_formats(value);
        assertThat(new Renderers().render(value, Set.of("text/*")).plain()).isEqualTo(SEEN);
    }

    @Test
    void text_that_is_taken_for_another_format_has_nothing_unseen_in_it_either() {
        MimeBundle drawn = new Renderers().render("<b>" + HOSTILE + "</b>", Set.of(MimeBundle.HTML));
        assertThat(drawn.data()).containsEntry(MimeBundle.HTML, "<b>" + SEEN + "</b>");
    }

    @Test
    void markup_keeps_what_is_a_blank_in_it_and_what_writing_needs() {
        String html = "\uFEFF<p\fdir=rtl\r>שלום!\u200F &#x202E; 👩‍👩‍👧‍👦</p>\n";
        assertThat(VisibleText.ofMarkup(html)).isEqualTo(html);
        assertThat(VisibleText.ofMarkup("<a href='\u202Ex\u0000'>")).isEqualTo("<a href='⟨U+202E⟩x␀'>");
    }

    @Test
    void what_is_for_programs_is_left_as_it_is() {
        MimeBundle drawn = MimeBundle.text("x").with("application/json", Map.of("a", HOSTILE));
        assertThat(new Renderers().render(drawn).data()).isEqualTo(drawn.data());
    }

    @Test
    void a_table_stays_aligned() {
        ResultTable table = new ResultTable(
                List.of(new Column("who", ""), new Column("n", "")),
                List.of(List.of((Object) "\u202E", 1L), List.of((Object) "Ada", 2L)),
                true,
                Duration.ZERO,
                10,
                List.of());
        assertThat(new Renderers().render(table).plain()).isEqualTo("""
                        who       n
                        ────────  ─
                        ⟨U+202E⟩  1
                        Ada       2
                        2 rows""");
    }

    @Test
    void values_themselves_stay_as_they_are() {
        List<List<Object>> rows = List.of(List.of((Object) HOSTILE));
        ResultTable table = new ResultTable(List.of(new Column("c", "")), rows, true, Duration.ZERO, 10, List.of());
        new Renderers().render(table);
        assertThat(table.rows()).isEqualTo(rows);
    }

    @Test
    void an_error_says_all_of_its_message_and_marks_the_right_place() {
        String cell = "'\u202E' x";
        Traceback traceback = Tracebacks.draw(new Problem(
                "E" + HOSTILE,
                HOSTILE,
                List.of(new Problem.Complaint(Passage.of(cell, 4, 5), "")),
                List.of(HOSTILE),
                List.of()));
        assertThat(traceback.message()).isEqualTo(SEEN);
        assertThat(traceback.name()).isEqualTo("E" + SEEN);
        assertThat(String.join("\n", traceback.lines()).replaceAll("\u001B\\[[01]m", ""))
                .isEqualTo("""
                        1 │ '⟨U+202E⟩' x
                                       ^
                        %s
                          %s""".formatted(SEEN, SEEN));
    }

    @Test
    void marks_between_scripts_stay_whichever_script_has_them() {
        String marks = "a\u200Eb\u200Fc\u061Cd";
        assertThat(VisibleText.of(marks)).isEqualTo(marks);
        assertThat(VisibleText.ofMarkup(marks)).isEqualTo(marks);
    }
}
