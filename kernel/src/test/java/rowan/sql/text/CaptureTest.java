package rowan.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;

/** Statements whose rows are kept under a name. */
class CaptureTest {

    private static Statement statement(String sql) {
        return new SqliteLexicon().split(Source.of(sql)).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r << SELECT 1 | r | SELECT 1",
                "r = << SELECT 1 | r | SELECT 1",
                "r<<-- why; SELECT 2 | none | none",
                "SELECT 1 << 2 | none | none",
                "r << | none | none",
                "'r' << SELECT 1 | none | none"
            })
    void the_name_stands_before_the_sign(String sql, String name, String rest) {
        assertThat(Capture.of(statement(sql)).map(Capture::name).orElse("none")).isEqualTo(name);
        assertThat(Capture.of(statement(sql)).map(c -> c.statement().text()).orElse("none"))
                .isEqualTo(rest);
    }

    @Test
    void the_statement_keeps_its_place_in_the_cell() {
        Statement captured =
                Capture.of(statement("\n r <<\n  SELECT 1")).orElseThrow().statement();
        assertThat(captured.source().line()).isEqualTo(3);
        assertThat(captured.source().offset()).isEqualTo(9);
        assertThat(captured.verb()).isEqualTo("SELECT");
    }
}
