package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;

/** What is kept of statements, however many there are. */
class SentStatementsTest {

    private final SentStatements sent = new SentStatements();
    private final Lane lane = Lane.foreign(Optional.empty(), Optional.empty());

    private Sending send(int cell, String sql) {
        return sent.begins(lane, new CellId(cell), () -> sql, () -> "In[" + cell + "]:1");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_million_statements_of_a_cell_keep_no_more_than_the_first_few_hundred() {
        InterruptSignal nobody = new InterruptSignal();
        Throwable error = new IllegalStateException();
        for (int i = 0; i < 1_000_000; i++) {
            Sending sending = send(1, "SELECT 1");
            sending.took(1);
            sending.failed(error, nobody);
            sending.end();
        }
        List<SentStatements.Seen> seen = sent.seen(System.nanoTime());
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).kept()).hasSize(SentStatements.MOST);
        assertThat(seen.get(0).more()).isEqualTo(1_000_000 - SentStatements.MOST);
        assertThat(lane.gaps()).as("one for the cell").hasSize(1);
    }

    @Test
    void the_oldest_cells_are_forgotten_and_one_that_sends_later_keeps_its_place() {
        for (int cell = 1; cell <= 150; cell++) {
            send(cell, "SELECT 1").end();
        }
        send(100, "SELECT 2").end();
        List<SentStatements.Seen> seen = sent.seen(System.nanoTime());
        assertThat(seen).hasSize(100);
        assertThat(seen.get(0).cell()).isEqualTo(new CellId(51));
        assertThat(seen.get(49).kept()).hasSize(2);
        sent.clear();
        assertThat(sent.seen(System.nanoTime())).isEmpty();
    }

    @Test
    void a_pause_belongs_to_the_innermost_statement_of_the_thread_and_to_none_outside_of_them() {
        Sending outer = send(1, "SELECT f()");
        Sending inner = send(1, "INSERT INTO t VALUES (1)");
        long now = System.nanoTime();
        LockWaits.paused(false, now, now + 5);
        LockWaits.paused(true, now + 6, now + 11);
        LockWaits.paused(false, now + 20, now + 25);
        inner.end();
        LockWaits.paused(false, now + 30, now + 35);
        outer.end();
        LockWaits.paused(true, now + 36, now + 41);
        assertThat(inner.seen(now).waits())
                .containsExactly(new Sending.Stretch(now, now + 11), new Sending.Stretch(now + 20, now + 25));
        assertThat(outer.seen(now).waits()).containsExactly(new Sending.Stretch(now + 30, now + 35));
    }
}
