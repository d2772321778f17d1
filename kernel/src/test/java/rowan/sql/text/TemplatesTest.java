package rowan.sql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.SharedBindings;
import rowan.workspace.cell.CellId;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Run;

/** What is pasted into SQL. */
class TemplatesTest {

    private final SharedBindings bindings = new SharedBindings();
    private final Templates templates = new Templates(
            new Run(null, new InterruptSignal(), bindings, new CellId(1)),
            (expression, run) -> expression.equals("1 + 1") ? Optional.of(2) : Optional.empty());

    @BeforeEach
    void names() {
        bindings.put("table", "posts");
        bindings.put("quoted", "it's");
        bindings.put("ids", List.of(1, 2));
    }

    private String filled(String sql) throws SqlFailure {
        return templates.fill(Source.of(sql), new SqliteLexicon()).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM {{table}} | SELECT * FROM posts",
                "SELECT * FROM {{ table }} WHERE id IN ({{ids}}) | SELECT * FROM posts WHERE id IN (1, 2)",
                "SELECT '{{quoted}}' | SELECT 'it''s'",
                "SELECT \"{{quoted}}\" | SELECT \"it's\"",
                "SELECT {{1 + 1}} | SELECT 2",
                "SELECT '{{'{{'}}' | SELECT '{{'",
                "SELECT {{\"a\"}} | SELECT a"
            })
    void text_takes_the_place_of_a_name_an_expression_or_a_literal(String sql, String filled) throws SqlFailure {
        assertThat(filled(sql)).isEqualTo(filled);
    }

    @Test
    void what_has_no_value_is_told_with_its_place() {
        Problem problem = catchThrowableOfType(SqlFailure.class, () -> filled("SELECT 1\nFROM {{tabel}}"))
                .problem();
        assertThat(problem.message()).isEqualTo("{{tabel}} has no value");
        assertThat(problem.notes()).singleElement().asString().startsWith("Did you mean {{table}}?");
        assertThat(problem.complaints().get(0).passage().number()).isEqualTo(2);
        assertThat(problem.complaints().get(0).passage().from()).isEqualTo(5);
    }
}
