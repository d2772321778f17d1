package rowan.sql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;

/** Saved queries, and what is built on them. */
class SnippetsTest {

    private static final SqliteLexicon LEXICON = new SqliteLexicon();

    private final Snippets snippets = new Snippets();

    private String applied(String text, List<String> asked, Set<String> tables) throws SqlFailure {
        Statement statement = LEXICON.split(Source.of(text)).get(0);
        return snippets.applied(statement, asked, tables, LEXICON).text();
    }

    private void save(String name, String query) throws SqlFailure {
        snippets.save(name, query, Set.of(), LEXICON);
    }

    @Test
    void a_query_that_is_read_by_name_stands_in_front_without_its_semicolon() throws SqlFailure {
        save("evens", "SELECT 2 AS n; ");
        assertThat(applied("SELECT n FROM evens", List.of(), Set.of()))
                .isEqualTo("WITH evens AS (SELECT 2 AS n)\nSELECT n FROM evens");
    }

    @Test
    void a_query_builds_on_others_which_come_first() throws SqlFailure {
        save("one", "SELECT 1 AS n");
        save("two", "SELECT n + 1 AS n FROM one");
        assertThat(applied("SELECT n FROM two", List.of(), Set.of()))
                .startsWith("WITH one AS (SELECT 1 AS n), two AS (SELECT n + 1 AS n FROM one)");
    }

    @Test
    void a_statement_keeps_its_own_definitions_behind() throws SqlFailure {
        save("one", "SELECT 1 AS n");
        assertThat(applied("WITH mine AS (SELECT n FROM one) SELECT n FROM mine", List.of(), Set.of()))
                .isEqualTo("WITH one AS (SELECT 1 AS n), mine AS (SELECT n FROM one) SELECT n FROM mine");
    }

    @Test
    void a_table_of_that_name_is_read_instead() throws SqlFailure {
        save("users", "SELECT 1 AS id");
        assertThat(applied("SELECT * FROM users", List.of(), Set.of("users"))).isEqualTo("SELECT * FROM users");
    }

    @Test
    void a_name_that_is_not_saved_is_answered_with_the_nearest() throws SqlFailure {
        save("evens", "SELECT 2");
        assertThatThrownBy(() -> snippets.query("evnes"))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.problem().notes().get(0)).contains("Did you mean evens?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "CREATE TABLE few AS SELECT * FROM pen ¦ CREATE TABLE few AS WITH pen AS (SELECT 1 AS n)\\nSELECT * FROM pen",
                "CREATE VIEW v(a) AS SELECT n FROM pen ¦ CREATE VIEW v(a) AS WITH pen AS (SELECT 1 AS n)\\nSELECT n FROM pen",
                "EXPLAIN QUERY PLAN SELECT n FROM pen  ¦ EXPLAIN QUERY PLAN WITH pen AS (SELECT 1 AS n)\\nSELECT n FROM pen",
                "EXPLAIN WITH a AS (SELECT 1) SELECT * FROM a, pen ¦ EXPLAIN WITH pen AS (SELECT 1 AS n), a AS (SELECT 1) SELECT * FROM a, pen",
                "INSERT INTO t SELECT n FROM pen ¦ WITH pen AS (SELECT 1 AS n)\\nINSERT INTO t SELECT n FROM pen",
                "DROP TABLE pen ¦ DROP TABLE pen",
                "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT n FROM pen; END ¦ CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT n FROM pen; END",
            })
    void it_stands_before_the_query_and_not_before_what_is_made_of_it(String statement, String with) throws SqlFailure {
        save("pen", "SELECT 1 AS n");
        assertThat(applied(statement, List.of(), Set.of())).isEqualTo(with.replace("\\n", "\n"));
    }

    @Test
    void queries_that_read_each_other_in_a_circle_are_told_by_their_names() throws SqlFailure {
        save("a", "SELECT * FROM b");
        save("b", "SELECT * FROM c");
        assertThatThrownBy(() -> save("c", "SELECT * FROM b"))
                .isInstanceOf(SqlFailure.class)
                .hasMessage("Saved queries read each other in a circle: c → b → c.");
        snippets.save("c", "SELECT * FROM b", Set.of("b"), LEXICON);
        assertThatThrownBy(() -> applied("SELECT * FROM a", List.of(), Set.of()))
                .isInstanceOf(SqlFailure.class)
                .hasMessage("Saved queries read each other in a circle: b → c → b.");
        assertThat(applied("SELECT * FROM b", List.of(), Set.of("c"))).startsWith("WITH b AS (SELECT * FROM c)");
    }

    @Test
    void a_query_that_would_read_itself_leaves_the_saved_one_as_it_is() throws SqlFailure {
        save("adults", "SELECT 1 AS n");
        assertThatThrownBy(() -> save("Adults", "SELECT n FROM adults")).isInstanceOf(SqlFailure.class);
        assertThat(snippets.query("ADULTS")).isEqualTo("SELECT 1 AS n");
    }

    @Test
    void small_and_capital_letters_are_the_same_in_a_name() throws SqlFailure {
        save("Evens", "SELECT 2 AS n");
        assertThat(applied("SELECT n FROM eVENS", List.of(), Set.of()))
                .isEqualTo("WITH Evens AS (SELECT 2 AS n)\nSELECT n FROM eVENS");
        save("evens", "SELECT 4 AS n");
        assertThat(snippets.names()).containsExactly("Evens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM t", "SELECT 1; SELECT 2", "CREATE TABLE t(a)"})
    void only_a_query_is_saved(String text) {
        assertThatThrownBy(() -> save("pen", text)).isInstanceOf(SqlFailure.class);
        assertThat(snippets.names()).isEmpty();
    }
}
