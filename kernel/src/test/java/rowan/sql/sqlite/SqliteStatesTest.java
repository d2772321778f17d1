package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import rowan.model.Problem;

/** Errors that are states of a database, in words. */
class SqliteStatesTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Problem problem(SQLiteErrorCode code) {
        return new SqliteStates(connection)
                .problem(new SQLiteException(code + " (the reason)", code))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_READONLY",
                "SQLITE_READONLY_DBMOVED",
                "SQLITE_FULL",
                "SQLITE_NOTADB",
                "SQLITE_CORRUPT",
                "SQLITE_CORRUPT_INDEX",
                "SQLITE_IOERR_READ",
                "SQLITE_CANTOPEN_ISDIR"
            })
    void each_keeps_its_code_and_says_what_to_do(SQLiteErrorCode code) {
        Problem problem = problem(code);
        assertThat(problem.name()).isEqualTo(code.name());
        assertThat(problem.message()).doesNotContain("SQLITE_").matches("[A-Z].*(the reason|\\.)");
        assertThat(problem.notes()).isNotEmpty();
    }

    @Test
    void a_lock_names_how_long_it_is_waited_for() {
        assertThat(problem(SQLiteErrorCode.SQLITE_BUSY).message())
                .isEqualTo("The database is locked by another connection.");
        assertThat(String.join(" ", problem(SQLiteErrorCode.SQLITE_BUSY).notes()))
                .contains("PRAGMA busy_timeout = MILLISECONDS");
        assertThat(problem(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT).message()).contains("cannot write any more");
        assertThat(problem(SQLiteErrorCode.SQLITE_CORRUPT).message()).startsWith("The database file is damaged: ");
    }

    @Test
    void a_mistake_of_a_statement_is_none() {
        assertThat(new SqliteStates(connection)
                        .problem(new SQLiteException("no such table: t", SQLiteErrorCode.SQLITE_ERROR)))
                .isEmpty();
    }
}
