package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Golden;
import rowan.Notebook;
import rowan.ShellOfSqlite;
import rowan.workspace.command.Command;

/** Every word of the sqlite3 shell is done, or answered by a sentence. */
class ShellWordsTest {

    /** What is written behind a word, so that it has something to do. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry(".backup", "copy.db"),
            Map.entry(".save", "saved.db"),
            Map.entry(".import", "people.csv people"),
            Map.entry(".mode", "csv"),
            Map.entry(".once", "once.csv"),
            Map.entry(".open", "other.db"),
            Map.entry(".output", "stdout"),
            Map.entry(".parameter", "list"),
            Map.entry(".print", "hello"),
            Map.entry(".read", "script.sql"),
            Map.entry(".separator", ","),
            Map.entry(".shell", "echo hello"),
            Map.entry(".system", "echo hello"));

    @TempDir
    private Path directory;

    private Set<String> wordsOfTheShell() throws Exception {
        String help = ShellOfSqlite.run(directory.resolve("help.db"), ".help -all");
        return Pattern.compile("^\\.[a-z0-9]+", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> wordsOfRowan() {
        try (Notebook notebook = new Notebook()) {
            return notebook.workspace().commands().rows().stream()
                    .flatMap(Command::names)
                    .filter(name -> name.startsWith("."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void no_word_of_the_shell_that_is_here_is_unknown() throws Exception {
        assumeTrue(ShellOfSqlite.isHere(), "there is no sqlite3 shell here");
        assertThat(wordsOfRowan()).containsAll(wordsOfTheShell()).hasSizeGreaterThan(60);
    }

    @Test
    void each_word_has_its_answer() throws Exception {
        Files.writeString(directory.resolve("script.sql"), "SELECT 1 AS one;", StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("people.csv"), "id,name\n1,Ada\n", StandardCharsets.UTF_8);
        Map<String, String> answers = new TreeMap<>();
        for (String word : wordsOfRowan()) {
            try (Notebook notebook = new Notebook(directory)) {
                notebook.run("CREATE TABLE t(a)");
                String shown = notebook.run((word + " " + ARGUMENTS.getOrDefault(word, "")).strip());
                boolean isRefused = !notebook.outcome().isOk();
                String said = isRefused ? notebook.traceback() : shown.replaceFirst("^(result|display|stdout): ", "");
                String first = said.lines().findFirst().orElse("").replace(directory.toString(), "DIRECTORY");
                answers.put(word, (isRefused ? "! " : "") + first);
            }
        }
        Golden.assertSameOnce(
                "shell-words.txt",
                answers.entrySet().stream()
                        .map(answer -> (answer.getKey() + "  " + answer.getValue()).strip())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void the_beginning_of_a_word_is_enough_where_one_word_alone_begins_so() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("CREATE TABLE t(a)");
            assertThat(notebook.run(".head on")).contains(".headers changes nothing here");
            assertThat(notebook.run(".tab")).contains("t     table");
            notebook.run(".sha");
            assertThat(notebook.traceback()).contains(".sha3sum is not done here");
            notebook.run(".time");
            assertThat(notebook.traceback()).contains(".time is not a command.", "Did you mean .timer?");
        }
    }

    @Test
    void a_semicolon_behind_the_last_word_is_no_part_of_it() throws Exception {
        Files.writeString(directory.resolve("people.csv"), "id;name\n1;Ada\n", StandardCharsets.UTF_8);
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".separator ;\n.import \"people.csv\" \"people\"; ");
            assertThat(notebook.run("SELECT name FROM people WHERE id = 1")).contains("Ada");
            assertThat(notebook.run(".tables;")).contains("people  table");
            assertThat(notebook.run(".schema people;")).contains("CREATE TABLE people");
            assertThat(notebook.run(".print done;")).contains("done;");
        }
    }

    @Test
    void a_backup_has_all_and_takes_the_place_of_an_older_one() throws Exception {
        Files.writeString(directory.resolve("copy.db"), "no database", StandardCharsets.UTF_8);
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("CREATE TABLE t(a); INSERT INTO t VALUES (7)");
            assertThat(notebook.run(".backup main copy.db")).contains("main is saved in copy.db.");
            notebook.run("INSERT INTO t VALUES (8); BEGIN");
            notebook.run(".save copy.db");
            assertThat(notebook.traceback()).contains("A transaction is open", "COMMIT or ROLLBACK first");
            notebook.run("ROLLBACK");
            notebook.run(".backup nope copy.db");
            assertThat(notebook.traceback()).contains("There is no database nope.");
            notebook.run(".open copy.db");
            assertThat(notebook.run("SELECT * FROM t").lines()).contains("7").doesNotContain("8");
            notebook.run(".save copy.db");
            assertThat(notebook.traceback()).contains("copy.db is open in this notebook", "%sql --close copy.db");
            notebook.run(".save no-such-directory/copy.db");
            assertThat(notebook.traceback()).contains("there is no directory");
        }
    }

    @Test
    void a_mark_stands_once_before_all_that_goes_to_a_file() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".once --bom one.csv\nSELECT 1 AS a");
            assertThat(directory.resolve("one.csv")).hasContent("\uFEFFa\n1");
            notebook.run(".output --bom all.csv\nSELECT 1 AS a; SELECT 2 AS b");
            assertThat(directory.resolve("all.csv")).hasContent("\uFEFFa\n1\nb\n2");
        }
    }

    @Test
    void of_a_large_dump_the_beginning_is_shown_and_how_to_get_the_rest() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                    + " WHERE i < 200000) SELECT i, 'row ' || i AS name FROM n");
            String shown = notebook.run(".dump");
            assertThat(shown.length()).isLessThan(1_100_000);
            assertThat(shown)
                    .contains("INSERT INTO t VALUES(1,'row 1');", "The dump has ", "run .once dump.sql before");
            notebook.run(".once dump.sql");
            assertThat(notebook.run(".dump")).contains("written to dump.sql");
            assertThat(directory.resolve("dump.sql")).content().contains("VALUES(200000,'row 200000');", "COMMIT;");
        }
    }

    @Test
    void of_a_script_with_thousands_of_results_the_first_are_shown_and_the_rest_counted() throws Exception {
        Files.writeString(directory.resolve("many.sql"), "SELECT 'seen' AS x;\n".repeat(3_400) + "SELECT nope;");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".read many.sql");
            assertThat(notebook.sink().events()).hasSizeLessThan(30);
            assertThat(notebook.traceback())
                    .contains("many.sql, line 3401", "3,380 results behind the first 20 are not shown");
        }
    }
}
