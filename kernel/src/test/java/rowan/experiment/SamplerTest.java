package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.End;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Instruments;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/** What is left of the samples when sampling ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SamplerTest extends NumbersInMemory {

    private final Dialect dialect = new SqliteDialect();
    private final InterruptSignal interrupt = new InterruptSignal();

    private ArmMeasurement arm(String label) throws SqlFailure, SQLException {
        String sql = "SELECT count(*) FROM p WHERE a = 1";
        Design.Prepared query =
                new Design.Prepared(dialect.lexicon().split(Source.of(sql)).get(0), BoundStatement.of(sql));
        ArmMeasurement arm = new ArmMeasurement(
                new Design.Arm(label, List.of(), query),
                dialect.copies().orElseThrow().copy(connection, Long.MAX_VALUE, interrupt, LongStep.Listener.NOBODY),
                Instruments.of(dialect, "This test"),
                interrupt);
        assertThat(arm.examine(arm, Duration.ofMinutes(1))).isTrue();
        return arm;
    }

    @Test
    void an_interrupt_leaves_the_samples_of_the_rounds_that_were_finished() throws SqlFailure, SQLException {
        try (ArmMeasurement one = arm("one");
                ArmMeasurement other = arm("other")) {
            Sampler sampler = new Sampler(List.of(one, other), interrupt, new Random(1), new ProgressLine(said -> {}));
            End end = sampler.sample(Clock.WALL, Duration.ofMinutes(1), StoppingSchedule.MOST_PAIRS, () -> {
                interrupt.request();
                return false;
            });
            assertThat(end).isEqualTo(End.INTERRUPTED);
            assertThat(sampler.rounds()).isEqualTo(StoppingSchedule.FIRST);
            assertThat(one.samples()).hasSize(StoppingSchedule.FIRST);
            assertThat(other.samples()).hasSize(StoppingSchedule.FIRST);
        }
    }
}
