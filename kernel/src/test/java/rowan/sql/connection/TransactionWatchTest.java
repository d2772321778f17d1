package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.Source;

/** What is said of a transaction, as SQLite tells of it. */
class TransactionWatchTest {

    private static final SqliteDialect DIALECT = new SqliteDialect();

    private Connection connection;
    private TransactionWatch watch;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        watch = new TransactionWatch(connection, DIALECT);
        send("CREATE TABLE t(a)");
        send("INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void send(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        watch.carriedOut(DIALECT.lexicon().split(Source.of(sql)).get(0));
        watch.refresh();
    }

    @Test
    void the_rows_that_it_has_changed_are_counted() throws SQLException {
        assertThat(watch.note()).isEmpty();
        send("BEGIN");
        assertThat(watch.isOpen()).isTrue();
        assertThat(watch.note())
                .contains("transaction open · no row changed yet · COMMIT keeps it, ROLLBACK undoes it");
        send("INSERT INTO t VALUES (2)");
        assertThat(watch.note().orElseThrow()).startsWith("transaction open · 1 row changed · ");
        send("UPDATE t SET a = 0");
        assertThat(watch.changes()).isEqualTo(3);
        send("ROLLBACK");
        assertThat(watch.isOpen()).isFalse();
        assertThat(watch.note()).isEmpty();
    }

    @Test
    void what_is_undone_to_a_savepoint_does_not_count() throws SQLException {
        send("BEGIN");
        send("INSERT INTO t VALUES (2)");
        send("SAVEPOINT Here");
        send("INSERT INTO t VALUES (3), (4)");
        assertThat(watch.changes()).isEqualTo(3);
        send("ROLLBACK TO here");
        assertThat(watch.changes()).isEqualTo(1);
        send("ROLLBACK TO SAVEPOINT HERE");
        assertThat(watch.changes()).isEqualTo(1);
    }

    @Test
    void no_number_is_told_of_one_that_may_have_begun_or_been_undone_unseen() throws SQLException {
        watch.passesUnseen();
        send("BEGIN");
        send("INSERT INTO t VALUES (2)");
        assertThat(watch.note()).contains("transaction open · COMMIT keeps it, ROLLBACK undoes it");
        assertThat(watch.changes()).isZero();
        send("COMMIT");
        send("BEGIN");
        send("INSERT INTO t VALUES (3)");
        assertThat(watch.changes()).isEqualTo(1);
    }
}
