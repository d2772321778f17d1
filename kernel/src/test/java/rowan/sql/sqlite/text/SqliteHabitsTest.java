package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rowan.sql.statement.Token;

class SqliteHabitsTest {

    private static Optional<String> beginning(String sql) {
        return SqliteHabits.all()
                .beginning(new SqliteLexicon()
                        .tokenize(sql).stream().filter(Token::isSignificant).toList())
                .map(SqliteHabits.Found::way);
    }

    @Test
    void a_function_that_SQLite_has_is_not_told_to_be_another_one() throws SQLException {
        Set<String> there = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet functions = statement.executeQuery("SELECT name FROM pragma_function_list")) {
            while (functions.next()) {
                there.add(functions.getString(1));
            }
        }
        assertThat(there)
                .contains("length")
                .noneMatch(name -> SqliteHabits.all().function(name).isPresent());
        assertThat(SqliteHabits.all().function("getDate")).isPresent();
    }

    @Test
    void the_longest_beginning_answers_with_the_name_that_was_typed() {
        assertThat(beginning("show create table posts"))
                .hasValueSatisfying(way -> assertThat(way).contains(".schema posts"));
        assertThat(beginning("SHOW TABLES"))
                .hasValueSatisfying(way -> assertThat(way).contains(".tables"));
        assertThat(beginning("SET @limit = 3"))
                .hasValueSatisfying(way -> assertThat(way).contains("var limit = "));
        assertThat(beginning("SELECT 1")).isEmpty();
    }

    @Test
    void every_first_word_is_in_capitals_as_the_words_of_statements_are() {
        assertThat(SqliteHabits.all().firstWords())
                .contains("SHOW", "GRANT", "MERGE")
                .allMatch(word -> word.equals(word.toUpperCase(java.util.Locale.ROOT)));
    }
}
