package rowan.sql.sqlite.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.sql.dialect.JavaFunction;

/** Functions of SQL whose body is Java, called by SQLite itself. */
class SqliteJavaFunctionsTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void register(String name, int arguments, Function<Object[], ?> body) throws SQLException {
        SqliteJavaFunctions.register(connection, new JavaFunction(name, arguments, false, body));
    }

    private static String value(Connection connection, String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression)) {
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"7 | Long 7", "1.5 | Double 1.5", "'x' | String x", "x'01' | byte[] [1]", "NULL | null"})
    void an_argument_comes_in_the_type_that_it_has(String argument, String seen) throws SQLException {
        register("seen", 1, arguments -> {
            Object value = arguments[0];
            return value == null
                    ? "null"
                    : value.getClass().getSimpleName() + " "
                            + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
        });
        assertThat(value(connection, "seen(" + argument + ")")).isEqualTo(seen);
    }

    @Test
    void what_is_given_back_is_stored_as_any_value() throws SQLException {
        register("same", 1, arguments -> arguments[0]);
        for (String literal : new String[] {"7", "1.5", "'x'", "x'0102'", "NULL"}) {
            assertThat(value(
                            connection,
                            "same(" + literal + ") IS " + literal + " AND typeof(same(" + literal + ")) = typeof("
                                    + literal + ")"))
                    .as(literal)
                    .isEqualTo("1");
        }
        register("truth", 0, arguments -> true);
        assertThat(value(connection, "truth()")).isEqualTo("1");
        register("many", JavaFunction.ANY, arguments -> arguments.length);
        assertThat(value(connection, "many(1, 2, 3)")).isEqualTo("3");
    }

    @Test
    void what_fails_says_why_and_in_which_function() throws SQLException {
        register("broken", 0, arguments -> {
            throw new IllegalStateException("no luck");
        });
        register("silent", 0, arguments -> {
            throw new IllegalStateException();
        });
        register("length_of", 1, arguments -> arguments[0].toString().length());
        assertThatThrownBy(() -> value(connection, "broken()")).hasMessageContaining("broken has failed: no luck");
        assertThatThrownBy(() -> value(connection, "silent()"))
                .hasMessageContaining("silent has failed: IllegalStateException");
        assertThatThrownBy(() -> value(connection, "length_of(NULL)"))
                .hasMessageContaining("length_of does not expect NULL, with which it is called");
        assertThatThrownBy(() -> value(connection, "broken(1)")).hasMessageContaining("wrong number of arguments");
    }

    @Test
    void another_connection_can_be_given_the_same() throws SQLException {
        register("Twice", 1, arguments -> 2 * (Long) arguments[0]);
        register("twice", 2, arguments -> "of two");
        assertThat(SqliteJavaFunctions.names(connection)).containsExactly("twice");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(SqliteJavaFunctions.names(other)).isEmpty();
            SqliteJavaFunctions.copy(connection, other);
            assertThat(value(other, "twice(21)")).isEqualTo("42");
            assertThat(value(other, "twice(1, 2)")).isEqualTo("of two");
        }
    }
}
