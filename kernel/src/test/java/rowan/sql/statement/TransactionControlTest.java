package rowan.sql.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.Source;

/** What statements do to the transaction, by their words. */
class TransactionControlTest {

    private static Optional<TransactionControl> control(String sql) {
        return new SqliteDialect().lexicon().split(Source.of(sql)).get(0).transactionControl();
    }

    @ParameterizedTest
    @CsvSource({
        "begin immediate, BEGIN, ''",
        "START TRANSACTION READ ONLY, BEGIN, ''",
        "COMMIT TRANSACTION, COMMIT, ''",
        "END, COMMIT, ''",
        "ROLLBACK, ROLLBACK, ''",
        "ABORT WORK, ROLLBACK, ''",
        "ROLLBACK TRANSACTION TO SAVEPOINT Here, ROLLBACK_TO, Here",
        "savepoint \"a \"\"b\", SAVEPOINT, a \"b",
        "RELEASE SAVEPOINT [Here], RELEASE, Here",
    })
    void each_word_of_the_standard_and_of_other_engines_is_known(
            String sql, TransactionControl.Kind kind, String savepoint) {
        TransactionControl control = control(sql).orElseThrow();
        assertThat(control.kind()).isEqualTo(kind);
        assertThat(control.savepoint()).isEqualTo(savepoint);
        assertThat(TransactionControl.mayBeIn("SELECT 1;" + sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CASE a WHEN 1 THEN 2 END FROM t",
                "INSERT OR ROLLBACK INTO t VALUES (1)",
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM u; END",
                "START",
                "UPDATE t SET a = 'commit'"
            })
    void words_within_other_statements_do_nothing_to_it(String sql) {
        assertThat(control(sql)).isEmpty();
    }

    @Test
    void savepoints_are_compared_whatever_the_case_of_their_letters() {
        assertThat(control("SAVEPOINT Here").orElseThrow().savepointKey())
                .isEqualTo(control("release HERE").orElseThrow().savepointKey());
    }
}
