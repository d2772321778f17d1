package rowan.sql.sqlite.measure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Target;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;

/** The pages that a query reads, and how the counting of them is stopped. */
class SqlitePagesTest {

    private static final BoundStatement ENDLESS =
            BoundStatement.of("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");

    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_interrupt_that_comes_before_the_query_has_begun_stops_it() throws Exception {
        SqliteDialect dialect = new SqliteDialect();
        InterruptSignal interrupt = new InterruptSignal();
        Target target = new Target("", new Target.File(directory.resolve("a.db")), false);
        try (Connection connection = dialect.open(target, InterruptSignal::new)) {
            interrupt.request();
            SqlitePages pages = new SqlitePages(connection, dialect, interrupt);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> pages.of(ENDLESS)).isInstanceOf(Interrupt.InterruptedRun.class));
        }
    }
}
