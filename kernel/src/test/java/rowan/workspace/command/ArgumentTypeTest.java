package rowan.workspace.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the arguments of commands may be, and how everything else is refused. */
class ArgumentTypeTest {

    private static String refused(ArgumentType<?> type, String text) {
        return type.refusal("--x", text)
                .map(problem -> problem.message() + " " + String.join(" ", problem.notes()))
                .orElse("taken");
    }

    @Test
    void a_number_lies_between_its_bounds() {
        ArgumentType<Long> bins = ArgumentType.number(1, 1_000);
        assertThat(bins.reader().apply("1000")).contains(1_000L);
        for (String wrong : List.of("abc", "0", "1001", "1.5", "99999999999999999999")) {
            assertThat(refused(bins, wrong)).isEqualTo("--x takes a whole number from 1 to 1,000, not " + wrong + ". ");
        }
        assertThat(refused(bins, "")).isEqualTo("--x takes a whole number from 1 to 1,000, not \"\". ");
        assertThat(ArgumentType.number(Long.MIN_VALUE, Long.MAX_VALUE).reader().apply("-3"))
                .contains(-3L);
    }

    @Test
    void a_text_says_something_unless_the_command_has_a_meaning_for_none() {
        for (String nothing : List.of("", "  ")) {
            assertThat(refused(ArgumentType.text("NAME"), nothing)).startsWith("--x takes NAME, not \"");
            assertThat(refused(ArgumentType.anyText("TEXT"), nothing)).isEqualTo("taken");
        }
        assertThat(refused(ArgumentType.text("NAME"), "a b")).isEqualTo("taken");
    }

    @Test
    void a_time_has_a_unit_and_is_above_zero() {
        ArgumentType<Duration> time = ArgumentType.duration();
        assertThat(time.reader().apply("500ms")).contains(Duration.ofMillis(500));
        for (String wrong : List.of("5", "0s", "-5s", "soon")) {
            assertThat(refused(time, wrong))
                    .isEqualTo("--x takes a time, not " + wrong + ". Write 5s or 500ms: a number and its unit.");
        }
    }

    @Test
    void a_time_may_have_a_longest_and_a_word_for_none() {
        ArgumentType<Duration> latency =
                ArgumentType.duration(Duration.ofSeconds(10)).orWord("off", Duration.ZERO);
        assertThat(latency.placeholder()).isEqualTo("TIME|off");
        assertThat(latency.reader().apply("off")).contains(Duration.ZERO);
        assertThat(latency.offers().apply("o")).containsExactly("off");
        assertThat(refused(latency, "11s")).startsWith("--x takes a time up to 10.0 s, or off, not 11s.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"faster", "FASTER"})
    void a_choice_does_not_mind_capitals(String written) {
        assertThat(ArgumentType.choice("faster", "slower").reader().apply(written))
                .contains("faster");
    }

    @Test
    void a_choice_offers_its_values_and_names_the_one_that_was_meant() {
        ArgumentType<String> format = ArgumentType.choice("text", "json", "mermaid", "dot");
        assertThat(format.placeholder()).isEqualTo("text|json|mermaid|dot");
        assertThat(format.offers().apply("")).containsExactly("text", "json", "mermaid", "dot");
        assertThat(format.offers().apply("m")).containsExactly("mermaid");
        assertThat(refused(format, "xml")).isEqualTo("--x takes text, json, mermaid or dot, not xml. ");
        assertThat(refused(format, "jsno")).endsWith("Did you mean json?");
    }

    @Test
    void files_are_offered_from_where_relative_names_start(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/blog.sql"), "");
        Files.writeString(directory.resolve("dates.csv"), "");
        Files.writeString(directory.resolve(".hidden"), "");
        ArgumentType<String> file = ArgumentType.file("FILE", directory);
        assertThat(file.offers().apply("")).containsExactly("data/", "dates.csv");
        assertThat(file.offers().apply("data/b")).containsExactly("data/blog.sql");
        assertThat(file.offers().apply("nowhere/")).isEmpty();
        assertThat(refused(file, "not there")).isEqualTo("taken");
        assertThat(refused(file, "")).isEqualTo("--x takes a FILE, not \"\". ");
    }
}
