package rowan.sql.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.contract.Completeness;

/** Whether Enter runs a statement in a console, or begins a line. */
class SqlCompletenessTest {

    private static Completeness of(String text) {
        return SqlCompleteness.of(text, new SqliteLexicon());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "SELECT count(*) FROM t",
                "SELECT * FROM t",
                "SELECT 1 AS one",
                "SELECT date()",
                "SELECT CURRENT_DATE",
                "SELECT a;",
                "BEGIN"
            })
    void what_can_be_run_is(String text) {
        assertThat(of(text)).isEqualTo(Completeness.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a",
                "SELECT *",
                "SELECT a FROM t WHERE",
                "SELECT a FROM t WHERE a =",
                "SELECT a FROM t, ",
                "INSERT INTO t VALUES (1",
                "PRAGMA",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u;"
            })
    void what_goes_on_does_so_indented(String text) {
        assertThat(of(text)).isEqualTo(Completeness.incomplete("  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT '", "SELECT 1 /*"})
    void within_a_text_nothing_is_indented(String text) {
        assertThat(of(text)).isEqualTo(Completeness.incomplete(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1)", ")("})
    void what_closes_nothing_is_no_SQL(String text) {
        assertThat(of(text)).isEqualTo(Completeness.INVALID);
    }
}
