package rowan.sql.sqlite.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.model.Schema;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/** Private copies: what comes along, and that they are equally fast. */
class SqliteCopyTest extends NumbersInMemory {

    /** Where the index of a log in WAL mode has the size of the database, by SQLite's description of its format. */
    private static final int PAGES_IN_THE_INDEX_OF_THE_LOG = 20;

    @Test
    void a_copy_that_was_written_to_and_one_that_was_not_are_read_alike() throws SqlFailure, SQLException, IOException {
        try (PrivateCopy untouched = copy();
                PrivateCopy written = copy()) {
            sql(written, "CREATE TABLE other(x)");
            untouched.settle();
            written.settle();

            assertThat(pagesByTheLog(untouched)).isEqualTo(number(untouched, "PRAGMA page_count"));
            assertThat(pagesByTheLog(written)).isEqualTo(number(written, "PRAGMA page_count"));
            assertThat(Files.size(beside(untouched, "-wal"))).isZero();
            assertThat(Files.size(beside(written, "-wal"))).isZero();
        }
    }

    @Test
    void settling_changes_nothing_that_a_statement_can_read() throws SqlFailure, SQLException {
        execute("PRAGMA user_version = 42");
        try (PrivateCopy copy = copy()) {
            copy.settle();
            assertThat(number(copy, "PRAGMA user_version")).isEqualTo(42);
            assertThat(number(copy, "SELECT count(*) FROM p")).isEqualTo(5000);
        }
    }

    @Test
    void attached_databases_and_settings_come_along_and_nothing_comes_back() throws SqlFailure, SQLException {
        execute("ATTACH ':memory:' AS \"other one\"");
        execute("CREATE TABLE \"other one\".o AS SELECT 7 AS x");
        execute("PRAGMA recursive_triggers = ON");
        try (PrivateCopy copy = copy();
                PrivateCopy second = copy.duplicate()) {
            assertThat(number(second, "SELECT x FROM \"other one\".o")).isEqualTo(7);
            assertThat(number(second, "PRAGMA recursive_triggers")).isEqualTo(1);
            sql(second, "DELETE FROM p");
            sql(second, "DELETE FROM \"other one\".o");
            assertThat(number(copy, "SELECT count(*) FROM p, o")).isEqualTo(5000);
        }
        execute("INSERT INTO p SELECT NULL, x, x, x FROM o");
    }

    @Test
    void what_a_copy_would_not_have_is_a_reason_to_make_none() throws SQLException {
        assertThat(refused(1)).matches("The database has [\\d.]+ kB, and all of it would be copied\\.");
        execute("CREATE TEMP TABLE scratch(x)");
        execute("CREATE TEMP TRIGGER watch AFTER DELETE ON p BEGIN SELECT 1; END");
        assertThat(refused(PrivateCopy.LARGE))
                .isEqualTo("TEMP objects cannot be copied, and there are some: scratch, watch.");
        execute("BEGIN");
        assertThat(refused(PrivateCopy.LARGE))
                .isEqualTo("A transaction is open, and a copy would not contain its changes.");
    }

    private String refused(long mostBytes) {
        return catchThrowableOfType(SqlFailure.class, () -> copy(mostBytes)).getMessage();
    }

    @Test
    void the_last_rows_of_a_table_are_taken_out_and_put_back_as_they_were() throws SqlFailure, SQLException {
        execute("CREATE TABLE w(a, b, twice AS (2 * a) STORED, PRIMARY KEY (b, a)) WITHOUT ROWID");
        execute("INSERT INTO w SELECT id, id % 3 FROM p WHERE id <= 100");
        try (PrivateCopy copy = copy()) {
            Schema schema = new SqliteDialect().catalog().orElseThrow().schema(copy.connection());
            for (String table : List.of("p", "w")) {
                String sum = "SELECT count(*) * 1000 + sum(a * (a + 1)) % 1000 FROM " + table;
                int before = number(copy, sum);
                PrivateCopy.Reinsertion rows =
                        copy.reinsertion(relation(schema, table), 30).orElseThrow();
                for (String statement : rows.before()) {
                    sql(copy, statement);
                }
                assertThat(number(copy, "SELECT count(*) FROM " + table)).isEqualTo(table.equals("p") ? 4970 : 70);
                sql(copy, rows.insert());
                assertThat(number(copy, sum)).isEqualTo(before);
                sql(copy, "DROP TABLE temp.rowan_rows");
            }
        }
    }

    private static Schema.Relation relation(Schema schema, String name) {
        return schema.relations().stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private PrivateCopy copy(long mostBytes) throws SqlFailure {
        return SqliteCopy.of(
                connection,
                new SqliteDialect(),
                Optional.empty(),
                mostBytes,
                new InterruptSignal(),
                LongStep.Listener.NOBODY);
    }

    private PrivateCopy copy() throws SqlFailure {
        PrivateCopy copy = copy(PrivateCopy.LARGE);
        try {
            sql(copy, "PRAGMA journal_mode = WAL");
            number(copy, "SELECT count(*) FROM p");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return copy;
    }

    private static int pagesByTheLog(PrivateCopy copy) throws SQLException, IOException {
        return ByteBuffer.wrap(Files.readAllBytes(beside(copy, "-shm")))
                .order(ByteOrder.nativeOrder())
                .getInt(PAGES_IN_THE_INDEX_OF_THE_LOG);
    }

    private static Path beside(PrivateCopy copy, String suffix) throws SQLException {
        try (Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            return Path.of(rows.getString(1) + suffix);
        }
    }

    private static int number(PrivateCopy copy, String sql) throws SQLException {
        try (Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getInt(1);
        }
    }

    private static void sql(PrivateCopy copy, String sql) throws SQLException {
        try (Statement statement = copy.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
