package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Databases;

/** What becomes of blocks, each of which is kept as a whole or not at all. */
class BlockFateTest {

    private final BlockFate fate = new BlockFate();

    private void send(String sql) throws Databases.Failure {
        fate.refuse(new SqliteLexicon().split(Source.of(sql)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COMMIT | A block commits at its end, and not before.",
                "INSERT INTO t VALUES (1); END | A block commits at its end, and not before.",
                "RELEASE a | This block has set no savepoint a.",
                "ROLLBACK TO a | This block has set no savepoint a.",
                "SAVEPOINT a; RELEASE a; ROLLBACK TO a | This block has set no savepoint a.",
                "SAVEPOINT a; SAVEPOINT b; ROLLBACK TO a; RELEASE b | This block has set no savepoint b.",
                "ROLLBACK; SELECT 1 | ROLLBACK ends the block"
            })
    void what_would_tear_an_open_block_apart_is_refused(String sql, String message) {
        fate.enter();
        assertThatThrownBy(() -> send(sql))
                .isInstanceOf(Databases.Failure.class)
                .hasMessageStartingWith(message);
        fate.leave();
        assertThatCode(() -> send(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "ROLLBACK",
                "SAVEPOINT a; RELEASE A",
                "SAVEPOINT a; SAVEPOINT b; ROLLBACK TO a; ROLLBACK TO a; RELEASE a"
            })
    void what_stays_within_it_is_not(String sql) {
        fate.enter();
        assertThatCode(() -> send(sql)).doesNotThrowAnyException();
    }

    @Test
    void a_block_goes_back_to_its_own_savepoints_only() throws Exception {
        fate.enter();
        send("SAVEPOINT outer_one");
        fate.enter();
        assertThatThrownBy(() -> send("ROLLBACK TO outer_one")).isInstanceOf(Databases.Failure.class);
        fate.leave();
        assertThatCode(() -> send("ROLLBACK TO outer_one")).doesNotThrowAnyException();
    }

    @Test
    void once_lost_all_are_until_the_outermost_has_ended() throws Exception {
        fate.lose("nobody cares.");
        fate.require();
        fate.enter();
        fate.enter();
        fate.lose("the disk is full.");
        fate.lose("a later reason");
        fate.leave();
        assertThat(fate.isOpen()).isTrue();
        assertThatThrownBy(fate::require)
                .hasMessage("The transaction has been rolled back: the disk is full; nothing of this block is kept.");
        fate.leave();
        assertThat(fate.isOpen()).isFalse();
        fate.require();
    }
}
