package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.Timeline.Lock;
import rowan.sql.dialect.Target;
import rowan.sql.echo.EchoDialect;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;

/** What is derived of statements is what SQLite does with them. */
class HeldLocksTest {

    private static final int SCENES = 150;
    private static final int LENGTH = 14;

    private static final List<String> STATEMENTS = List.of(
            "BEGIN",
            "BEGIN",
            "BEGIN IMMEDIATE",
            "begin exclusive transaction",
            "COMMIT",
            "END TRANSACTION",
            "ROLLBACK",
            "SAVEPOINT a",
            "SAVEPOINT \"B\"",
            "RELEASE a",
            "RELEASE SAVEPOINT b",
            "ROLLBACK TO a",
            "ROLLBACK TRANSACTION TO SAVEPOINT b",
            "SELECT * FROM t",
            "SELECT 1",
            "WITH one AS (SELECT 1 AS x) SELECT x FROM one",
            "INSERT INTO t(x) VALUES (abs(random()))",
            "WITH one AS (SELECT 2 AS x) UPDATE t SET x = (SELECT x FROM one) WHERE 0",
            "DELETE FROM t WHERE 0 /* COMMIT */",
            "INSERT INTO t(id, x) VALUES (1, 'COMMIT'), (1, 2)",
            "INSERT OR ROLLBACK INTO t(id, x) VALUES (1, 1), (1, 2)",
            "INSERT INTO nothing VALUES (1)",
            "SELEC 1",
            "CREATE TEMP TABLE IF NOT EXISTS scratch(x)",
            "CREATE TABLE u(x)");

    @TempDir
    Path directory;

    @Test
    @Tag("slow")
    void whether_a_connection_holds_the_write_lock_is_what_another_one_finds() throws Exception {
        Random random = new Random(20);
        for (int scene = 0; scene < SCENES; scene++) {
            String url = "jdbc:sqlite:" + directory.resolve("scene" + scene + ".db");
            try (Connection one = DriverManager.getConnection(url);
                    Connection other = DriverManager.getConnection(url)) {
                execute(one, "PRAGMA journal_mode = WAL");
                execute(one, "CREATE TABLE t(id INTEGER PRIMARY KEY, x)");
                execute(other, "PRAGMA busy_timeout = 0");
                play(one, other, random);
            }
        }
    }

    private static void play(Connection one, Connection other, Random random) throws SQLException {
        Lane lane = Lane.of("one", new Target("", new Target.Memory(), false), new SqliteDialect(), one);
        List<Sending.Seen> sent = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            String sql = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            texts.add(sql);
            Sending sending = Sending.of(lane, new CellId(1), sql, "");
            try {
                execute(one, sql);
            } catch (SQLException e) {
                sending.failed(e, new InterruptSignal());
            } finally {
                sending.end();
            }
            sent.add(sending.seen(System.nanoTime()));
            boolean held = HeldLocks.of(lane, sent).stream()
                    .anyMatch(each -> each.lock() == Lock.WRITE && each.until().isEmpty());
            assertThat(held).as(String.join("; ", texts)).isEqualTo(isLocked(other));
        }
    }

    private static boolean isLocked(Connection other) throws SQLException {
        try {
            execute(other, "BEGIN IMMEDIATE");
            execute(other, "ROLLBACK");
            return false;
        } catch (SQLException busy) {
            assertThat(busy.getMessage()).contains("SQLITE_BUSY");
            return true;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Statements one after the other, each of which takes 5 and begins 10 after the one before. */
    private static List<String> held(String... statements) {
        return held(Lane.foreign(Optional.of(new SqliteDialect()), Optional.empty()), statements);
    }

    private static List<String> held(Lane lane, String... statements) {
        List<Sending.Seen> sent = new ArrayList<>();
        for (String sql : statements) {
            long begin = 10L * (sent.size() + 1);
            boolean busy = sql.startsWith("busy: ");
            boolean waiting = sql.startsWith("waiting: ");
            sent.add(new Sending.Seen(
                    lane,
                    new CellId(1),
                    sql.replaceFirst("^(busy|waiting): ", ""),
                    "",
                    begin,
                    waiting ? OptionalLong.empty() : OptionalLong.of(begin + 5),
                    busy || waiting ? List.of(new Sending.Stretch(begin, begin + 4)) : List.of(),
                    waiting,
                    busy ? Optional.of(new Sending.Failure("SQLITE_BUSY", "locked")) : Optional.empty(),
                    false));
        }
        return HeldLocks.of(lane, sent).stream()
                .map(each -> each.lock() + " " + each.from() + " to "
                        + (each.to().isPresent() ? each.to().getAsLong() : "now"))
                .toList();
    }

    @Test
    void a_transaction_that_only_reads_keeps_a_snapshot_and_one_that_writes_later_has_both() {
        assertThat(held("BEGIN", "SELECT 1", "SELECT * FROM t", "COMMIT")).containsExactly("SNAPSHOT 30 to 45");
        assertThat(held("BEGIN", "SELECT * FROM t", "INSERT INTO t VALUES (1)", "COMMIT"))
                .containsExactly("SNAPSHOT 20 to 45", "WRITE 30 to 45");
        assertThat(held("SELECT * FROM t", "INSERT INTO t VALUES (1)", "SELECT * FROM t"))
                .as("outside of a transaction")
                .containsExactly("WRITE 20 to 25");
    }

    @Test
    void of_an_engine_that_locks_otherwise_and_of_one_that_is_not_known_nothing_is_told() {
        assertThat(held(Lane.foreign(Optional.of(new EchoDialect()), Optional.empty()), "BEGIN", "DELETE FROM t"))
                .isEmpty();
        assertThat(held(Lane.foreign(Optional.empty(), Optional.empty()), "BEGIN", "DELETE FROM t"))
                .isEmpty();
    }

    @Test
    void what_is_refused_or_still_waits_takes_no_lock_and_gives_none_back() {
        assertThat(held("busy: BEGIN IMMEDIATE", "SELECT * FROM t")).isEmpty();
        assertThat(held("BEGIN", "SELECT * FROM t", "busy: INSERT INTO t VALUES (1)", "SELECT * FROM t"))
                .containsExactly("SNAPSHOT 20 to now");
        assertThat(held("BEGIN IMMEDIATE", "busy: COMMIT", "COMMIT")).containsExactly("WRITE 10 to 35");
        assertThat(held("waiting: INSERT INTO t VALUES (1)")).isEmpty();
    }

    @Test
    void jdbc_begins_a_transaction_with_every_statement_that_finds_none() {
        assertThat(held(
                        "setAutoCommit(false)",
                        "INSERT INTO t VALUES (1)",
                        "rollback(savepoint)",
                        "commit()",
                        "INSERT INTO t VALUES (1)",
                        "rollback()",
                        "setAutoCommit(true)",
                        "INSERT INTO t VALUES (1)"))
                .containsExactly("WRITE 20 to 45", "WRITE 50 to 65", "WRITE 80 to 85");
    }
}
