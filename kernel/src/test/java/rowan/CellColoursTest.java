package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces of a cell that exports colour, and the language that they name. */
class CellColoursTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | sql",
                "var x = 1; | java",
                "-- to be written | sql",
                "--count; | java",
                "%%exercise a rule; check(\"it is there\", n == 1); | java",
                "%%java; n + 1 | java",
                "%%plan; SELECT 1 | sql",
                "%log | ''",
                ".read data/blog.sql | ''",
                ".tables; SELECT 1 | sql",
                "%maven a:b:1; b.C.run() | java",
                "%%compare; -- arm: first; SELECT 1 | sql"
            })
    void a_cell_is_named_after_what_stands_below_its_command(String lines, String language) {
        assertThat(Workspaces.languageOf(lines.replace("; ", "\n"))).isEqualTo(language);
    }

    @Test
    void claims_about_an_exercise_are_coloured_as_java() {
        assertThat(coloured("%%exercise a rule\nvar from = 1;\ncheck(\"it is there\", n == 1);"))
                .containsExactly("command:%%exercise", "keyword:var", "number:1", "string:\"it is there\"", "number:1");
    }

    @Test
    void a_word_of_sql_in_the_title_of_an_exercise_begins_no_statement() {
        assertThat(coloured("%%exercise a delete that waits\ncheck(\"it is there\", true);"))
                .containsExactly("command:%%exercise", "string:\"it is there\"", "keyword:true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%plan SELECT 1", "%%plan --as first --measure SELECT\n1", "%sql one << SELECT 1"})
    void a_statement_may_begin_on_the_line_of_its_command(String cell) {
        assertThat(coloured(cell)).endsWith("keyword:SELECT", "number:1");
    }

    @Test
    void a_comment_of_sql_is_coloured_as_one() {
        assertThat(coloured("-- Write here: a rule for the table posts.\n"))
                .containsExactly("comment:-- Write here: a rule for the table posts.");
    }

    private static List<String> coloured(String cell) {
        return Workspaces.coloursOf(cell).stream()
                .map(piece -> piece.kind() + ":"
                        + cell.substring(piece.from(), piece.to()).strip())
                .toList();
    }
}
