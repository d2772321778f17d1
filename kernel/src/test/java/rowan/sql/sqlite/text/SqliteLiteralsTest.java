package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals, beside what SQLite reads of them. */
class SqliteLiteralsTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String literal(String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression)) {
            StringBuilder literal = new StringBuilder();
            SqliteLiterals.append(literal, row, 1);
            return literal.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "NULL ¦ NULL",
                "-7 ¦ -7",
                "9223372036854775807 ¦ 9223372036854775807",
                "0.1 + 0.2 ¦ 0.30000000000000004",
                "1e999 ¦ 1e999",
                "-1e999 ¦ -1e999",
                "x'00ff1A' ¦ X'00FF1A'",
                "x'' ¦ X''",
                "'it''s' ¦ 'it''s'",
                "'' ¦ ''",
                "char(13) ¦ replace('\\r','\\r',char(13))",
                "'a' || char(0) ¦ replace('a\\0','\\0',char(0))",
                "CAST(x'ff27' AS TEXT) ¦ CAST(X'FF27' AS TEXT)",
            })
    void each_type_has_its_own(String expression, String literal) throws SQLException {
        assertThat(literal(expression)).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "'''it''''s'''",
                "'a' || char(13, 10) || 'b''' || char(0) || 'c'",
                "'\\r stands here, and \\1\\r, beside ' || char(13)",
                "'\\0 stands here beside ' || char(0)",
                "char(0, 0, 13, 13, 39, 39)",
                "CAST(x'c328' AS TEXT)",
                "char(65533)",
                "'Ørsta 🙂'",
                "x'0001fe27ff'",
                "1.7976931348623157e308",
                "5e-324",
                "1e999",
                "-9223372036854775807 - 1"
            })
    void what_SQLite_reads_of_one_is_the_value_itself(String expression) throws SQLException {
        String literal = literal(expression);
        String question = "SELECT typeof(a) = typeof(b), a IS b, hex(a) IS hex(b) FROM (SELECT " + expression
                + " AS a, " + literal + " AS b)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            assertThat(row.getBoolean(1)).as(literal).isTrue();
            assertThat(row.getBoolean(2)).as(literal).isTrue();
            assertThat(row.getBoolean(3)).as(literal).isTrue();
        }
    }
}
