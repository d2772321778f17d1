package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.sqlite.SqliteDialect;

/** Which functions a statement calls, as its program says. */
class SqliteCallsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT UPPER(a) FROM t | [upper] | []",
                "SELECT shout FROM v | [upper] | []",
                "SELECT count(*), max(a) FROM t | [count, max] | []",
                "SELECT random() | [random] | [random()]",
                "SELECT CURRENT_DATE | [current_date] | [CURRENT_DATE]",
                "SELECT date('now') | [date] | [date('now')]",
                "SELECT datetime() | [datetime] | [datetime('now')]",
                "SELECT date(a) FROM t | [date] | []",
                "SELECT a FROM t | [] | []"
            })
    void functions_are_found_behind_views_and_those_that_change_are_told(String sql, String called, String unsteady)
            throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE t(a)");
            statement.executeUpdate("CREATE VIEW v AS SELECT upper(a) AS shout FROM t");
            SqliteCalls calls = SqliteCalls.of(connection, new SqliteDialect(), BoundStatement.of(sql));
            assertThat(calls.functions()).hasToString(called);
            assertThat(calls.unsteady()).hasToString(unsteady);
        }
    }
}
