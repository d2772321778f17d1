package rowan.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.model.Passage;
import rowan.model.Problem;

class TracebacksTest {

    private static String draw(Problem problem) {
        return String.join("\n", Tracebacks.draw(problem).lines()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void the_place_comes_first_then_what_is_wrong_then_the_next_step() {
        String cell = "SELECT 1;\nSELECT nmae\nFROM users";
        Problem problem = new Problem(
                "SQLITE_ERROR",
                "no column is called nmae",
                List.of(new Problem.Complaint(Passage.of(cell, 17, 21), "")),
                List.of("Did you mean name?", "statement 2 of 2"),
                List.of());
        assertThat(draw(problem)).isEqualTo("""
                        2 │ SELECT nmae
                                   ^^^^
                        no column is called nmae
                          Did you mean name?
                          statement 2 of 2""");
    }

    @Test
    void carets_stand_under_wide_characters() {
        Problem problem = new Problem(
                "E", "m", List.of(new Problem.Complaint(Passage.of("'日本' x🦊", 5, 8), "here")), List.of(), List.of());
        assertThat(draw(problem)).isEqualTo("1 │ '日本' x🦊\n           ^^^\nhere\nm");
    }

    @Test
    void text_cannot_colour_or_move_the_cursor() {
        assertThat(Tracebacks.draw(Problem.of("E", "\u001b[2J\u0007")).lines().get(0))
                .isEqualTo("\u001b[1m␛[2J␇\u001b[0m");
    }

    @Test
    void a_place_without_certainty_is_not_marked() {
        Problem problem = new Problem(
                "E", "m", List.of(new Problem.Complaint(Passage.of("a\nb", 2, 2), "")), List.of(), List.of());
        assertThat(draw(problem)).isEqualTo("2 │ b\nm");
    }

    @Test
    void of_a_long_line_what_lies_around_the_place_is_shown() {
        String cell = "🦊".repeat(50_000) + " wrong " + "x".repeat(50_000);
        Problem problem = new Problem(
                "E", "m", List.of(new Problem.Complaint(Passage.of(cell, 100_001, 100_006), "")), List.of(), List.of());
        String[] lines = draw(problem).split("\n");
        assertThat(lines[0])
                .startsWith("1 │ …🦊")
                .contains("🦊 wrong x")
                .endsWith("x…")
                .hasSizeLessThan(260);
        assertThat(lines[1]).endsWith("  ^^^^^").doesNotContain("^^^^^^");
    }

    @Test
    void a_mark_longer_than_what_is_shown_ends_with_it() {
        Problem problem = new Problem(
                "E",
                "m",
                List.of(new Problem.Complaint(Passage.of("x".repeat(70_000), 5, 69_000), "")),
                List.of(),
                List.of());
        assertThat(draw(problem)).hasSizeLessThan(600);
    }
}
