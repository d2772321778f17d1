package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.sql.grammar.Expected;
import rowan.sql.grammar.Grammar;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/** The grammar beside the engine itself. */
class SqliteGrammarTest {

    private static final Grammar GRAMMAR = SqliteGrammar.get();
    private static final SqliteLexicon LEXICON = new SqliteLexicon();

    /** The first tokens of a statement that the grammar cannot read; empty where it can read them all. */
    private static Optional<String> unread(List<Token> tokens) {
        for (int end = 1; end <= tokens.size(); end++) {
            if (!GRAMMAR.isBeginning(tokens.subList(0, end))) {
                return Optional.of(
                        tokens.subList(0, end).stream().map(Token::text).collect(Collectors.joining(" ")));
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT u.*, count(*) AS n, sum(likes) FILTER (WHERE likes > 0) FROM users AS u LEFT JOIN posts p ON p.user_id = u.id"
                        + " WHERE u.name LIKE 'A%' ESCAPE '!' AND NOT u.id IN (1, 2) OR u.city IS NOT NULL GROUP BY 1, u.city"
                        + " HAVING count(*) > 1 ORDER BY n DESC NULLS LAST, lower(name) COLLATE NOCASE LIMIT 3 OFFSET 1",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9), m AS MATERIALIZED (VALUES (1, 'a'))"
                        + " SELECT * FROM n, m CROSS JOIN json_each('[1]') AS j NATURAL JOIN (SELECT 1) USING (x)",
                "SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS r,"
                        + " lag(x, 1) OVER w FROM t WINDOW w AS (ORDER BY id)",
                "SELECT CASE WHEN a BETWEEN 1 AND 2 THEN 'x' ELSE CAST(b AS VARCHAR(10)) END, CASE a WHEN 1 THEN 2 END, -a, a -> '$.x',"
                        + " x'00ff', ?1, :name, EXISTS (SELECT 1), (SELECT max(id) FROM t), a || b, a IS NOT DISTINCT FROM b, TRUE FROM main.t INDEXED BY i",
                "INSERT OR IGNORE INTO main.t AS x(a, b) VALUES (1, 2), (3, 4) ON CONFLICT(a) DO UPDATE SET b = excluded.b, (c, d) = (1, 2)"
                        + " WHERE x.b > 1 RETURNING *, a + 1 AS next",
                "INSERT INTO t DEFAULT VALUES",
                "REPLACE INTO t SELECT * FROM u WHERE 1",
                "WITH x AS (SELECT 1) INSERT INTO t(a) SELECT * FROM x",
                "UPDATE OR FAIL t SET a = a + 1, b = (SELECT 1) FROM u WHERE u.id = t.id RETURNING a",
                "DELETE FROM t WHERE id NOT IN (SELECT id FROM u)",
                "CREATE TABLE IF NOT EXISTS temp.t(id INTEGER PRIMARY KEY AUTOINCREMENT, a VARCHAR(10) NOT NULL DEFAULT 'x' COLLATE NOCASE,"
                        + " b REAL CHECK (b > 0) REFERENCES u(id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,"
                        + " c AS (a || b) STORED, d INT GENERATED ALWAYS AS (1) VIRTUAL UNIQUE, e DEFAULT (1 + 2), f DEFAULT -1,"
                        + " CONSTRAINT k UNIQUE (a, b), FOREIGN KEY (b) REFERENCES u, CHECK (a <> b)) STRICT, WITHOUT ROWID",
                "CREATE TABLE t AS SELECT 1 AS a",
                "CREATE TEMP VIEW v(a, b) AS SELECT 1, 2",
                "CREATE UNIQUE INDEX i ON t(a COLLATE NOCASE DESC, lower(b)) WHERE c > 1",
                "CREATE TRIGGER g AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN NEW.a > OLD.a BEGIN UPDATE u SET a = NEW.a WHERE id = OLD.id;"
                        + " INSERT INTO log VALUES (1); SELECT RAISE(ABORT, 'no'); DELETE FROM u; END",
                "CREATE TRIGGER IF NOT EXISTS g INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
                "CREATE VIRTUAL TABLE f USING fts5(title, body)",
                "ALTER TABLE t ADD COLUMN x TEXT DEFAULT 'y'",
                "ALTER TABLE t ADD x TEXT",
                "ALTER TABLE t RENAME COLUMN a TO b",
                "ALTER TABLE t RENAME TO u",
                "DROP INDEX IF EXISTS main.i",
                "EXPLAIN QUERY PLAN SELECT 1",
                "PRAGMA main.journal_mode = WAL",
                "PRAGMA table_info('users')",
                "PRAGMA foreign_keys(1)",
                "PRAGMA user_version = -3",
                "BEGIN IMMEDIATE TRANSACTION",
                "ROLLBACK TRANSACTION TO SAVEPOINT s",
                "ATTACH DATABASE 'x.db' AS x",
                "VACUUM INTO 'x.db'",
                "ANALYZE main.t",
                "SELECT key, first, \"select\" FROM t AS query"
            })
    void a_statement_is_read_however_far_it_is_written(String statement) {
        List<Token> tokens = LEXICON.tokenize(statement).stream()
                .filter(Token::isSignificant)
                .toList();
        assertThat(unread(tokens)).isEmpty();
    }

    @Test
    void every_statement_of_the_course_is_read() throws IOException {
        List<String> unread = new ArrayList<>();
        int read = 0;
        try (var files = Files.walk(Path.of("..", "notebooks"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".ipynb")).toList()) {
                for (JsonElement cell : JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8))
                        .getAsJsonObject()
                        .getAsJsonArray("cells")) {
                    String text = text(cell);
                    if (text.matches("(?s)\\s*(SELECT|INSERT|CREATE|UPDATE|DELETE|WITH|DROP|ALTER)\\b.*")) {
                        for (Statement statement : LEXICON.split(Source.of(text))) {
                            boolean isSql = LEXICON.statementWords().contains(statement.verb());
                            Optional<String> stopped = isSql ? unread(statement.significant()) : Optional.empty();
                            stopped.ifPresent(unread::add);
                            read++;
                        }
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(50);
        assertThat(unread).isEmpty();
    }

    private static String text(JsonElement cell) {
        JsonElement source = cell.getAsJsonObject().get("source");
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        StringBuilder text = new StringBuilder();
        source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }

    private static List<String> words(String statement) {
        List<Token> tokens = LEXICON.tokenize(statement).stream()
                .filter(Token::isSignificant)
                .toList();
        return GRAMMAR.behind(tokens).expected().stream()
                .filter(Expected.Word.class::isInstance)
                .map(word -> ((Expected.Word) word).text().replace("(", ""))
                .toList();
    }

    @Test
    void the_pragmas_and_functions_that_give_rows_are_those_of_the_engine() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(names(connection, "SELECT name FROM pragma_pragma_list")).containsAll(words("PRAGMA"));
            assertThat(words("PRAGMA").size()).isGreaterThan(40);
            for (String function : words("SELECT * FROM")) {
                String argument = function.startsWith("json") ? "'[]'" : "";
                assertThat(names(connection, "SELECT count(*) FROM " + function + "(" + argument + ")"))
                        .as(function)
                        .hasSize(1);
                for (String column : GRAMMAR.list("columns of " + function)) {
                    names(connection, "SELECT \"" + column + "\" FROM " + function + "(" + argument + ")");
                }
            }
        }
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void every_statement_begins_with_a_word_of_the_lexicon() {
        assertThat(words("")).allMatch(words -> LEXICON.statementWords().contains(words.split(" ")[0]));
        assertThat(words("").stream()
                        .map(words -> words.split(" ")[0])
                        .distinct()
                        .sorted())
                .containsAll(LEXICON.statementWords());
    }

    @Test
    void a_long_statement_and_deep_parentheses_take_no_long_time() {
        String rows = "(1, 'a')" + ", (1, 'a')".repeat(50_000);
        String deep = "SELECT " + "(".repeat(20_000) + "1";
        String open = "SELECT " + "(1 + ".repeat(60);
        String wide = "SELECT " + "a, ".repeat(200_000);
        for (String text : List.of("INSERT INTO t VALUES " + rows, deep, open, wide)) {
            List<Token> tokens =
                    LEXICON.tokenize(text).stream().filter(Token::isSignificant).toList();
            long start = System.nanoTime();
            GRAMMAR.behind(tokens);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
