package rowan.sql.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.display.markup.MimeBundle;
import rowan.workspace.cell.Detail;
import rowan.workspace.command.Command;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Completions.Completion;

/** What Tab offers; {@code |} is the cursor. */
class SqlCompletionTest {

    private static final Notebook NOTEBOOK = new Notebook();

    @BeforeAll
    static void a_schema() {
        NOTEBOOK.run("""
                CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, "full name" TEXT);
                CREATE TABLE posts(id INTEGER PRIMARY KEY, user_id INTEGER, title TEXT);
                CREATE TABLE "order"(id INTEGER);
                INSERT INTO users VALUES (1, 'Ada', 'Ada Lovelace');
                CREATE TABLE comments(id INTEGER PRIMARY KEY, post INTEGER REFERENCES posts, author INTEGER REFERENCES users(id),
                  parent INTEGER REFERENCES comments(id));
                CREATE TABLE seats(room TEXT, number INTEGER, PRIMARY KEY (room, number));
                CREATE TABLE bookings(room TEXT, number INTEGER, FOREIGN KEY (room, number) REFERENCES seats);
                wanted << SELECT 1
                """);
    }

    @AfterAll
    static void close() {
        NOTEBOOK.close();
    }

    private static Completions complete(String marked) {
        int at = marked.indexOf('|');
        return NOTEBOOK.workspace().complete(marked.replace("|", ""), at);
    }

    private static List<String> offers(String marked) {
        return complete(marked).items().stream().map(Completion::text).toList();
    }

    @Test
    void a_statement_begins_with_its_word() {
        assertThat(offers("SEL|")).startsWith("SELECT");
        assertThat(offers("SELECT 1; upd|")).containsExactly("update");
    }

    @Test
    void tables_follow_from_and_join_and_only_they() {
        assertThat(offers("SELECT * FROM |"))
                .startsWith("bookings", "comments", "\"order\"", "posts", "seats", "users")
                .contains("wanted")
                .doesNotContain("id", "WHERE", "count(");
        assertThat(offers("SELECT * FROM users JOIN p|")).startsWith("posts");
        assertThat(offers("SELECT * FROM users, p|")).startsWith("posts");
    }

    @Test
    void tables_in_brackets_and_behind_the_condition_of_a_join_count_too() {
        assertThat(offers("SELECT p.| FROM (users u JOIN posts p ON p.user_id = u.id)"))
                .contains("title");
        assertThat(offers("SELECT p.| FROM users u JOIN \"order\" o ON o.id = u.id AND u.id > 3, posts p"))
                .contains("title");
    }

    @Test
    void columns_are_those_of_the_tables_the_statement_reads_even_behind_the_cursor() {
        assertThat(offers("SELECT ti| FROM posts")).startsWith("title").doesNotContain("name");
        assertThat(offers("SELECT n| FROM users")).startsWith("name");
        assertThat(offers("UPDATE users SET na|")).startsWith("name");
    }

    @Test
    void a_column_that_two_tables_have_is_offered_with_its_table_only() {
        assertThat(offers("SELECT i| FROM posts AS p JOIN users u ON u.id = p.user_id"))
                .startsWith("p.id", "u.id")
                .doesNotContain("id");
        assertThat(offers("SELECT ti| FROM posts AS p JOIN users u ON u.id = p.user_id"))
                .startsWith("title")
                .doesNotContain("p.title");
        assertThat(offers("SELECT a| FROM comments a JOIN comments b ON a.id = b.parent"))
                .contains("a.author", "b.author")
                .doesNotContain("author");
        assertThat(offers("SELECT i| FROM users")).startsWith("id").doesNotContain("users.id");
    }

    @Test
    void an_alias_knows_its_columns() {
        assertThat(offers("SELECT p.| FROM posts AS p JOIN users u ON u.id = p.user_id"))
                .containsExactly("id", "user_id", "title");
        assertThat(offers("SELECT * FROM posts p JOIN users u ON u.|")).containsExactly("id", "name", "\"full name\"");
    }

    @Test
    void a_common_table_expression_is_a_table() {
        assertThat(offers("WITH recent AS (SELECT 1) SELECT * FROM rec|")).containsExactly("recent");
    }

    @Test
    void functions_open_their_parenthesis_and_close_it_where_nothing_goes_in() {
        assertThat(offers("SELECT substri|")).containsExactly("substring(");
        assertThat(offers("SELECT total_ch|")).containsExactly("total_changes()");
        assertThat(complete("SELECT substri|").items().get(0))
                .isEqualTo(new Completion("substring(", "function", "(X, START, LENGTH)"));
    }

    @Test
    void parameters_are_the_names_that_are_bound() {
        assertThat(offers("SELECT * FROM users WHERE id = :wan|")).containsExactly(":wanted");
        assertThat(complete("SELECT :wan|").items())
                .containsExactly(new Completion(":wanted", "variable", "ResultTable"));
        NOTEBOOK.run("int wantedId = 3;");
        assertThat(complete("SELECT :wantedI|").items())
                .containsExactly(new Completion(":wantedId", "variable", "Integer"));
    }

    private static String told(String marked) {
        return NOTEBOOK.workspace()
                .inspect(marked.replace("|", ""), marked.indexOf('|'), Detail.FULL)
                .map(MimeBundle::plain)
                .orElse("nothing");
    }

    @Test
    void a_parameter_is_explained_by_what_is_bound_to_it() {
        NOTEBOOK.run(
                "int limit = 7; String who = \"Ada\"; List<Integer> ids = List.of(1, 2); Object none = null;"
                        + " class Loud { public String toString() { throw new IllegalStateException(); } } Object loud = new Loud();");
        assertThat(told("SELECT :lim|it")).contains(":limit", "Integer", "7");
        assertThat(told("SELECT * FROM users WHERE name = $who|")).contains("$who", "String", "Ada");
        assertThat(told("SELECT * FROM users WHERE id IN (:ids|)")).contains("List", "2 elements");
        assertThat(told("SELECT :none|")).contains("null");
        assertThat(told("SELECT * FROM :wanted|")).contains("ResultTable", "columns 1");
        assertThat(told("SELECT :loud|")).as("its own code is not run").contains("Loud");
        assertThat(told("SELECT :nobody|")).isEqualTo("nothing");
        assertThat(told("SELECT '12:limit|'")).isEqualTo("nothing");
    }

    @Test
    void a_bare_word_is_explained_by_the_language_that_knows_it() {
        NOTEBOOK.run("int onlyInJava = 3;");
        assertThat(told("users|")).contains("table users", "full name");
        assertThat(told("only|InJava")).contains("int");
        assertThat(told("%lang|")).contains("language");
        assertThat(told("nobodyKnowsThis|")).isEqualTo("nothing");
        try (Notebook fresh = new Notebook()) {
            fresh.run("CREATE TABLE towns(zip TEXT)");
            assertThat(fresh.workspace()
                            .inspect("towns", 5, Detail.BRIEF)
                            .orElseThrow()
                            .plain())
                    .as("known before Java has started")
                    .contains("table towns");
        }
    }

    @Test
    void sql_in_a_string_of_java_is_explained() {
        assertThat(told("db.query(\"SELECT na|me FROM users\")")).contains("users.name");
    }

    @Test
    void the_first_word_of_a_statement_does_not_wait_until_java_has_started() {
        try (Notebook fresh = new Notebook()) {
            assertThat(fresh.workspace().complete("S", 1).items())
                    .extracting(Completion::kind)
                    .containsOnly("keyword");
            fresh.run("int started = 1;");
            assertThat(fresh.workspace().complete("S", 1).items())
                    .extracting(Completion::text)
                    .contains("SELECT", "String");
        }
    }

    @Test
    void the_functions_of_the_engine_are_known_before_a_database_is_open() {
        try (Notebook fresh = new Notebook()) {
            assertThat(fresh.workspace().complete("SELECT total_ch", 15).items())
                    .containsExactly(new Completion("total_changes()", "function", "()"));
        }
    }

    @Test
    void what_the_cell_makes_further_up_can_be_dropped_and_reindexed() {
        assertThat(offers("CREATE INDEX users_by_name ON users(name);\nDROP INDEX |"))
                .startsWith("users_by_name");
        assertThat(offers("CREATE TRIGGER hourly AFTER INSERT ON users BEGIN SELECT 1; END;\nDROP TRIGGER |"))
                .startsWith("hourly");
    }

    @Test
    void a_long_cell_and_open_quotes_are_answered() {
        String rows = "INSERT INTO users VALUES (1, 'Ada', 'x')" + ", (1, 'Ada', 'x')".repeat(60_000) + ";\n";
        assertThat(rows.length()).isGreaterThan(1_000_000);
        assertThat(offers(rows + "SELECT na| FROM users")).startsWith("name");
        assertThat(offers("SELECT na| FROM users;\n" + rows)).startsWith("name");
        assertThat(offers(rows.replace(";\n", "") + " ON CONFLICT DO UPDATE SET na|"))
                .startsWith("name");
        assertThat(offers("SELECT 'it''s |")).isEmpty();
        assertThat(offers("SELECT `na|")).isEmpty();
        assertThat(offers("SELECT [na|")).isEmpty();
        assertThat(offers("SELECT \"na| FROM users WHERE \"full name\" = 'x'")).contains("\"name\"");
        assertThat(offers("SELECT " + "(".repeat(5_000) + "na|")).startsWith("name");
    }

    @Test
    void names_in_quotes_are_completed_in_quotes() {
        assertThat(offers("SELECT \"full|")).containsExactly("\"full name\"");
    }

    @Test
    void nothing_is_offered_in_text_and_comments() {
        assertThat(offers("SELECT 'sel|")).isEmpty();
        assertThat(offers("SELECT 1 -- sel|")).isEmpty();
    }

    @Test
    void commands_and_their_options_are_completed_and_sql_within_them() {
        assertThat(offers("%%comp|")).containsExactly("%%compare");
        assertThat(offers("%%sql --expect-r|")).containsExactly("--expect-rows");
        assertThat(offers("%%plan\nSELECT * FROM us|")).containsExactly("users");
    }

    @Test
    void a_command_that_is_written_out_offers_a_cell_to_begin_with() {
        assertThat(offers("%%compare|"))
                .containsExactly("%%compare\nSELECT count(*) FROM t WHERE c = 7;\n-- arm: with an index\n"
                        + "CREATE INDEX t_c ON t(c);");
        assertThat(complete("%%compare|").items().get(0).kind()).isEqualTo("snippet");
        assertThat(offers("%%compare|\nSELECT 1")).as("nothing is written over").containsExactly("%%compare");
        assertThat(offers("%plan|")).as("the form for a cell").containsExactly("%plan");
        assertThat(offers("%%sql|")).contains("%%sql");
    }

    @Test
    @Tag("slow")
    void what_a_command_offers_to_begin_with_runs_as_it_is() {
        try (Notebook notebook = new Notebook()) {
            notebook.run("CREATE TABLE t(id INTEGER PRIMARY KEY, c INTEGER); INSERT INTO t(c) VALUES (7), (8), (7)");
            List<Command> ran = notebook.workspace().commands().rows().stream()
                    .filter(command -> !command.skeleton().isEmpty())
                    .filter(command -> command.bodyLanguage().isPresent())
                    .toList();
            assertThat(ran).extracting(Command::name).contains("compare", "growth", "plan", "chart");
            for (Command command : ran) {
                notebook.run(command.skeleton().replace("1e5", "1e4"));
                assertThat(notebook.traceback()).as(command.name()).isEqualTo("no error");
            }
        }
    }

    @Test
    void foreign_keys_give_the_condition_of_a_join() {
        assertThat(offers("SELECT * FROM comments c JOIN users u ON |")).startsWith("c.author = u.id");
        assertThat(offers("SELECT * FROM users AS u LEFT JOIN comments ON |")).startsWith("comments.author = u.id");
        assertThat(offers("SELECT * FROM comments c JOIN posts ON |")).startsWith("c.post = posts.id");
        assertThat(offers("SELECT * FROM bookings b JOIN seats s ON |"))
                .startsWith("b.room = s.room AND b.number = s.number");
        assertThat(offers("SELECT * FROM comments a JOIN comments b ON |"))
                .startsWith("b.parent = a.id", "a.parent = b.id");
        assertThat(offers("SELECT * FROM comments c JOIN |"))
                .contains("users", "users ON c.author = users.id", "posts ON c.post = posts.id");
        assertThat(complete("SELECT * FROM comments c JOIN users u ON c.|").items())
                .contains(new Completion("author", "column", "INTEGER"));
    }

    @Test
    void the_columns_of_a_common_table_expression_are_known() {
        String with = "WITH recent AS (SELECT p.title, p.id AS post, count(*) AS n FROM posts p GROUP BY 1),"
                + " pair(a, b) AS (VALUES (1, 2)), whole AS (SELECT * FROM users) ";
        assertThat(offers(with + "SELECT r.| FROM recent r")).containsExactly("title", "post", "n");
        assertThat(offers(with + "SELECT * FROM pair WHERE pair.|")).containsExactly("a", "b");
        assertThat(offers(with + "SELECT w.| FROM whole w")).containsExactly("id", "name", "\"full name\"");
        assertThat(offers(with + "SELECT po| FROM recent")).startsWith("post");
    }

    @Test
    void keywords_come_in_the_letters_of_the_statement() {
        assertThat(offers("select * from users |")).contains("where").doesNotContain("WHERE");
        assertThat(offers("SELECT * FROM users |")).contains("WHERE");
    }

    @Test
    void what_the_cell_creates_further_up_is_offered_before_it_is_run() {
        assertThat(offers("CREATE TABLE towns(zip TEXT, country TEXT);\nSELECT co| FROM towns"))
                .startsWith("country");
        assertThat(offers("CREATE TABLE towns(zip TEXT);\nSELECT * FROM tow|")).containsExactly("towns");
        assertThat(offers("CREATE TEMP TABLE towns(zip TEXT);\nINSERT INTO towns(|"))
                .startsWith("zip");
        assertThat(
                        offers(
                                "CREATE TABLE towns(zip TEXT, lord INT REFERENCES users);\nSELECT * FROM towns t JOIN users u ON |"))
                .startsWith("t.lord = u.id");
        assertThat(offers(
                        "CREATE TABLE IF NOT EXISTS big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                + " SELECT i AS step, users.* FROM n, users;\nSELECT big.|"))
                .as("the endless query is not run")
                .containsExactly("step", "id", "name", "\"full name\"");
        assertThat(
                        offers(
                                "CREATE VIEW titles AS SELECT title, length(title) AS letters FROM posts;\nSELECT le| FROM titles"))
                .startsWith("letters");
        assertThat(offers("ALTER TABLE users ADD COLUMN email TEXT;\nSELECT em| FROM users"))
                .startsWith("email");
        assertThat(offers("ALTER TABLE users RENAME TO people;\nSELECT * FROM peo|"))
                .containsExactly("people");
        assertThat(offers("DROP TABLE users;\nSELECT * FROM use|")).isEmpty();
        assertThat(offers("CREATE TABLE broken(;\nSELECT * FROM use|")).containsExactly("users");
        assertThat(offers("few << SELECT 1;\nSELECT :f|")).containsExactly(":few");
        assertThat(NOTEBOOK.run(
                        "SELECT 'made: ' || count(*) FROM sqlite_schema WHERE name IN ('towns', 'big', 'people')"))
                .as("nothing was created")
                .contains("made: 0");
    }

    @Test
    void what_the_cell_creates_further_up_is_explained() {
        String cell = "CREATE TABLE towns(zip TEXT NOT NULL, country TEXT);\nSELECT zip FROM towns";
        assertThat(NOTEBOOK.workspace()
                        .inspect(cell, cell.length(), Detail.FULL)
                        .orElseThrow()
                        .plain())
                .contains("towns", "zip", "country");
    }
}
