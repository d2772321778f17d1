package rowan.workspace.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rowan.sql.sqlite.text.SqliteLexicon;

/** How a cell is cut into commands and code. */
class CellTest {

    private static List<String> parts(String text) {
        Cell cell = Cell.parse(
                text,
                LanguageRuleTest.RULE,
                rest -> LanguageRule.SQL,
                Map.of(LanguageRule.SQL, new SqliteLexicon()::starts));
        return cell.parts().stream()
                .map(part -> part instanceof Cell.Code code
                        ? code.source().text().strip()
                        : ((Cell.Call) part).source().text())
                .toList();
    }

    @Test
    void a_command_stands_on_a_line_at_which_a_statement_may_start() {
        assertThat(parts("SELECT 1; SELECT 2; -- both\n\n%status\nSELECT 3\n%status\n;\n.tables"))
                .containsExactly("SELECT 1; SELECT 2; -- both", "%status", "SELECT 3\n%status\n;", ".tables");
        assertThat(parts("SELECT 1; SELECT\n%status")).hasSize(1);
    }

    @Test
    void a_long_line_of_short_statements_is_cut_at_once() {
        String line = "SELECT 1;".repeat(200_000);
        List<String> parts = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parts(line + "\n%status"));
        assertThat(parts).containsExactly(line, "%status");
    }
}
