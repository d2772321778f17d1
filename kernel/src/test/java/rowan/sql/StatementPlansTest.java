package rowan.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.advice.IndexAdviser;
import rowan.model.plan.QueryPlan;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.sqlite.SqliteDialect;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/** Plans that are measured while a Java cell reads on the same connection, and stopped. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatementPlansTest {

    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

    private final Connections connections = new Connections(List.of(new SqliteDialect()), Path.of("target"));
    private Session session;
    private PreparedStatement reading;

    @BeforeEach
    void read_with_java() throws Exception {
        session = connections.current();
        try (java.sql.Statement statement = session.connection().createStatement()) {
            statement.executeUpdate("CREATE TABLE t(x)");
            statement.executeUpdate("INSERT INTO t VALUES (1), (2), (3)");
        }
        reading = session.connection().prepareStatement("SELECT x FROM t");
        readOn();
    }

    private void readOn() throws Exception {
        session.javaStatements().add(reading);
        assertThat(reading.executeQuery().next()).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        reading.close();
        connections.close();
    }

    private QueryPlan measured(boolean advised, Duration budget, Interrupt signal) throws Exception {
        Statement written =
                session.dialect().lexicon().split(Source.of(ENDLESS)).get(0);
        return session.interruptibly(
                signal,
                () -> new StatementPlans(session, new IndexAdviser())
                        .measured(
                                written,
                                BoundStatement.of(ENDLESS),
                                advised,
                                false,
                                budget,
                                signal,
                                LongStep.Listener.NOBODY));
    }

    private void assertThatStatementsAreCarriedOut() throws Exception {
        session.settle(new InterruptSignal());
        try (java.sql.Statement next = session.connection().createStatement();
                ResultSet rows = next.executeQuery("SELECT count(*) FROM t")) {
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void the_next_statements_are_carried_out_however_early_the_interrupt_comes() throws Exception {
        for (int millis = 5; millis <= 45; millis += 2) {
            InterruptSignal signal = new InterruptSignal();
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(signal::request);
            assertThatThrownBy(() -> measured(false, Duration.ofMinutes(1), signal))
                    .as("after %d ms", millis)
                    .isInstanceOf(Interrupt.InterruptedRun.class);
            assertThatStatementsAreCarriedOut();
            readOn();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_whose_budget_is_over_has_its_plan_and_the_next_statements_are_carried_out(boolean advised)
            throws Exception {
        QueryPlan plan = measured(advised, Duration.ofMillis(30), new InterruptSignal());
        assertThat(plan.nodes()).isNotEmpty();
        assertThat(plan.execution()).isEmpty();
        assertThatStatementsAreCarriedOut();
    }
}
