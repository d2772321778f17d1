package rowan.sql.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.ShellOfSqlite;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** {@code .import} makes of a file what the sqlite3 shell makes of it. */
class TableImportTest {

    @TempDir
    private Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** The tables of a database: their columns with their types, and their rows as literals. */
    private static List<String> contents(Path database) throws SQLException {
        List<String> contents = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var tables = connection.createStatement();
                var statement = connection.createStatement();
                var names = tables.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")) {
            while (names.next()) {
                String table = names.getString(1).replace("\"", "\"\"");
                List<String> columns = new ArrayList<>();
                try (var rows = statement.executeQuery("PRAGMA table_info(\"" + table + "\")")) {
                    while (rows.next()) {
                        columns.add(rows.getString("name") + " " + rows.getString("type"));
                    }
                }
                contents.add(table + columns);
                try (var rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    while (rows.next()) {
                        List<Object> row = new ArrayList<>();
                        for (int i = 1; i <= columns.size(); i++) {
                            Object value = rows.getObject(i);
                            row.add(value instanceof String text ? "'" + text + "'" : value);
                        }
                        contents.add(row.toString());
                    }
                }
            }
        }
        return contents;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "text and numbers      ¦ .import --csv f.csv t ¦ id,name,n\\n1,Ada,2.5\\n02,Bob,1e3\\n 3,Cy, 4 \\n,,\\n0x1F,,+5\\n",
                "the same names        ¦ .import --csv f.csv t ¦ id,id,,a,A,id_1\\n1,2,3,4,5,6\\n",
                "the same in all cases ¦ .import --csv f.csv t ¦ COW,cow,CoW,cOw\\n1,2,3,4\\n",
                "a name as if numbered ¦ .import --csv f.csv t ¦ ,x,x,y,z,z_0,z_5,z\\n0,1,2,3,4,5,6,7\\n",
                "no names              ¦ .import --csv f.csv t ¦ x,,,\"a\"\"b\",y z\\n1,2,3,4,5\\n",
                "names with blanks     ¦ .import --csv f.csv t ¦ id , Name, Größe \\n1,2,3\\n",
                "too few and too many  ¦ .import --csv f.csv t ¦ a,b\\n1\\n1,2,3\\n1,2\\n",
                "a byte order mark     ¦ .import --csv f.csv t ¦ \uFEFFa,b\\n1,2\\n",
                "a mark before a quote ¦ .import --csv f.csv t ¦ \uFEFF\"a\",b\\n1,2\\n",
                "a header alone        ¦ .import --csv f.csv t ¦ a,b\\n",
                "lines of Windows      ¦ .import --csv f.csv t ¦ a,b\\r\\n1,\"2\"\\r\\n\\r\\n3,\"4\r\\nfour\"\\r\\n5,6",
                "blank lines           ¦ .import --csv f.csv t ¦ a,b\\n\\n3,4\\n\\n",
                "one column            ¦ .import --csv f.csv t ¦ a\\n\\nb\\n\"\"\\n",
                "quotes                ¦ .import --csv f.csv t ¦ a,b\\n\"x\"\"y\",z\"q\\n\"\"\"\",\"\"\\n\"he said \"hi\" there\",2\\n",
                "a quoted line         ¦ .import --csv f.csv t ¦ a,b\\n\"x\\n\\ny\",\"a,b\"\\n1,2\\n",
                "rows skipped          ¦ .import --csv --skip 1 f.csv t ¦ \"no\\nhead\"\\na,b\\n1,2\\n",
                "all rows skipped      ¦ CREATE TABLE t(a);\\n.import --csv --skip 5 f.csv t ¦ a\\n1\\n",
                "a dash alone          ¦ .import -csv -skip 1 f.csv t ¦ no\\na,b\\n1,2\\n",
                "the shell's own sign  ¦ .import f.txt t ¦ a|b\\n1|2\\n\"x|y\"|3\\n",
                "a separator           ¦ .separator ;\\n.import f.txt t ¦ a;b\\n1;2,5\\n",
                "a separator of rows   ¦ .separator , ;\\n.import f.txt t ¦ a,b;1,\"x;y\";3,4;",
                "a tab                 ¦ .separator \"\\\\t\"\\n.import f.txt t ¦ a\\tb\\n1\\t\"2\"\\n",
                "mode csv              ¦ .mode csv\\n.import f.txt t ¦ a,b\\n1,2\\n",
                "mode tabs             ¦ .mode tabs\\n.import f.txt t ¦ a\\tb\\n1\\t2\\n",
                "mode list             ¦ .mode list\\n.import f.csv t ¦ a|b\\n1|2\\n",
                "mode ascii            ¦ .mode ascii\\n.import f.txt t ¦ a\u001fb\u001e\"1\u001f2\\r\\n\u001e",
                "the option ascii      ¦ .import --ascii f.txt t ¦ a\u001fb\u001e1\u001f\"2\u001e",
                "the option before     ¦ .separator ;\\n.import --csv f.txt t ¦ a,b\\n1,2\\n",
                "affinities            ¦ CREATE TABLE t(a INTEGER, b REAL, c TEXT, d BLOB, e);\\n.import --csv f.csv t ¦ 1,2,3,4,5\\n01,1e2,x,y, 7\\n,,,,\\n",
                "a table as it is      ¦ CREATE TABLE t(a, b);\\n.import --csv f.csv t ¦ a,b\\n1,2\\n",
                "a file without a word ¦ CREATE TABLE t(a, b);\\n.import --csv f.csv t ¦ ``",
                "a name in quotes      ¦ .import --csv f.csv \"we ird\" ¦ a\\n1\\n",
                "a dot in the name     ¦ .import --csv f.csv main.t ¦ a\\n1\\n",
                "a schema              ¦ .import --csv --schema main f.csv t ¦ a\\n1\\n",
                "many columns          ¦ .import --csv f.csv t ¦ a,b,c,d,e,f,g,h,i,j,k,l\\n1,2,3,4,5,6,7,8,9,10,11,12\\n",
                "a view                ¦ CREATE TABLE b(x, y); CREATE VIEW v AS SELECT x, y FROM b; CREATE TRIGGER i INSTEAD OF INSERT ON v BEGIN INSERT INTO b VALUES (new.y, new.x); END;\\n.import --csv f.csv v ¦ 1,2\\n3,4\\n",
            })
    void the_sqlite3_shell_reads_the_same(String what, String commands, String text) throws Exception {
        assumeTrue(ShellOfSqlite.isHere(), "there is no sqlite3 shell here");
        for (String name : List.of("f.csv", "f.txt")) {
            file(name, text.translateEscapes());
        }
        String script = commands.translateEscapes();
        String said = ShellOfSqlite.run(directory.resolve("shell.db"), script);
        notebook.succeeds(".open rowan.db");
        notebook.succeeds(script);
        assertThat(contents(directory.resolve("rowan.db")))
                .as(said)
                .isEqualTo(contents(directory.resolve("shell.db")))
                .isNotEmpty();
    }

    @Test
    void a_number_finds_its_row_in_a_new_table() throws IOException {
        file("people.csv", "id,name,zip\n1,Ada,01099\n2,Grace,00501\n");
        assertThat(notebook.succeeds(".import people.csv people")).contains("2 rows imported into people");
        assertThat(notebook.succeeds("SELECT name FROM people WHERE id = 1")).contains("Ada");
        assertThat(notebook.succeeds("SELECT zip FROM people WHERE id = '2'")).contains("00501");
    }

    @Test
    void the_name_of_a_file_says_what_stands_between_its_fields() throws IOException {
        file("tabs.tsv", "id\tx\n1\ta,b|c\n");
        notebook.succeeds(".import tabs.tsv tabs");
        assertThat(notebook.succeeds("SELECT x FROM tabs WHERE id = 1")).contains("a,b|c");
        file("COMMAS.CSV", "id,x\n1,a|b\n");
        notebook.succeeds(".import COMMAS.CSV commas");
        assertThat(notebook.succeeds("SELECT x FROM commas WHERE id = 1")).contains("a|b");
    }

    @Test
    void columns_that_the_engine_computes_get_none_of_the_fields() throws IOException {
        file("two.csv", "1,2\n3,4\n");
        notebook.succeeds("CREATE TABLE t(a INTEGER, double AS (a * 2) STORED, b INTEGER, sum AS (a + b))");
        notebook.succeeds(".import two.csv t");
        assertThat(notebook.succeeds("SELECT group_concat(double || '+' || b || '+' || sum) AS all_of_them FROM t"))
                .contains("2+2+3,6+4+7");
    }

    @Test
    void a_name_with_a_database_in_it_is_told_to_be_one_name() throws IOException {
        file("f.csv", "a\n1\n");
        assertThat(notebook.succeeds(".import f.csv temp.t"))
                .contains(
                        "The name of the table is temp.t, as in the sqlite3 shell; --schema temp means the database.");
        assertThat(notebook.succeeds("SELECT a FROM \"temp.t\"")).contains("1");
        assertThat(notebook.succeeds(".import --schema temp f.csv t")).doesNotContain("The name of the table");
        assertThat(notebook.succeeds("SELECT a FROM temp.t")).contains("1");
    }

    @Test
    void what_is_odd_in_a_file_is_told_with_its_lines() throws IOException {
        file("odd.csv", "id,id,b\n1,2,3\n\n\"1\n\",2\n3\n4\n1,2,3,4\n");
        assertThat(notebook.succeeds(".import -v odd.csv t"))
                .contains(
                        "6 rows imported into t",
                        "Columns need names of their own: \"id\" → \"id_1\", \"id\" → \"id_2\".",
                        "4 records have fewer fields than columns, and NULL where they end: line 3, 4, 6 ….",
                        "1 record has more fields than columns, and what is too much is left out: line 8.",
                        "The table is new: id_1, id_2, b, each of them TEXT.",
                        "8 lines were read.");
    }

    @Test
    void a_quote_that_is_never_closed_is_told_with_its_line() throws IOException {
        file("open.csv", "a,b\n1,\"x\ny\"\n2,\"z\n3,w\n");
        notebook.run(".import open.csv t");
        assertThat(notebook.traceback())
                .contains("The quote that begins a field in line 4 of open.csv is never closed. Nothing was imported.");
        assertThat(notebook.run(".tables")).contains("no rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE"})
    void the_encoding_of_a_file_is_named(String encoding) throws IOException {
        Files.write(directory.resolve("foreign.csv"), "a,b\n1,2\nGrüße,3\n".getBytes(encoding));
        notebook.run(".import foreign.csv t");
        assertThat(notebook.traceback())
                .contains(
                        "Cannot read",
                        encoding.startsWith("UTF-16")
                                ? "most likely in UTF-16"
                                : "from line 3 on, but most likely in " + "ISO-8859-1 (Latin-1) or WINDOWS-1252",
                        "iconv",
                        "Nothing was imported.");
        assertThat(notebook.run(".tables")).contains("no rows");
    }

    @Test
    void of_a_file_with_a_row_that_is_refused_nothing_is_kept_and_its_line_is_told() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 1; i <= 120; i++) {
            text.append(i == 117 ? 3 : i).append(",\"a\nb\"\n");
        }
        file("twice.csv", text.toString());
        notebook.succeeds("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)");
        notebook.run(".import --skip 1 twice.csv t");
        assertThat(notebook.traceback())
                .contains(
                        "a row of t already has this id",
                        "It is the record at line 234 of twice.csv. Nothing was imported.");
        assertThat(notebook.run("SELECT count(*) AS n FROM t").lines()).contains("0");
    }

    @Test
    void within_a_transaction_a_failure_leaves_what_was_there_before() throws IOException {
        file("bad.csv", "1\n2\n1\n");
        file("good.csv", "5\n6\n");
        notebook.succeeds("CREATE TABLE t(id INTEGER PRIMARY KEY); BEGIN; INSERT INTO t VALUES (10)");
        notebook.run(".import bad.csv t");
        assertThat(notebook.traceback()).contains("line 3 of bad.csv", "Nothing was imported.");
        notebook.succeeds(".import good.csv t");
        notebook.succeeds("COMMIT");
        assertThat(notebook.run("SELECT group_concat(id) AS ids FROM t")).contains("5,6,10");
    }

    private boolean isWriting() {
        return Stream.of("long.db-journal", "long.db-wal")
                .map(directory::resolve)
                .anyMatch(log -> log.toFile().length() > 0);
    }

    @Test
    @Tag("slow")
    @Timeout(120)
    void a_file_that_is_stopped_leaves_nothing_behind() throws Exception {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 600_000; i++) {
            text.append(i).append(",the name of number ").append(i).append('\n');
        }
        file("long.csv", text.toString());
        InterruptSignal signal = new InterruptSignal();
        notebook.succeeds(".open long.db");
        FutureTask<String> cell =
                new FutureTask<>(() -> notebook.run(".import long.csv t", signal, new RecordingSink()));
        Thread thread = new Thread(cell, "cell");
        thread.start();
        while (!isWriting() && thread.isAlive()) {
            Thread.onSpinWait();
        }
        signal.request();
        cell.get();
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run(".tables")).contains("no rows");
        assertThat(notebook.succeeds(".import long.csv t")).contains("600,000 rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                ".mode csv;¦There is no mode csv;. Did you mean csv?",
                ".separator ::¦one character other than a double quote, and not ::",
                ".import --colsep ab f.csv t¦one character",
                ".import --skip abc f.csv t¦whole number",
                ".import f.csv¦TABLE",
                ".import --foo f.csv t¦no option --foo",
                ".import --schema nope f.csv t¦nope",
                ".import nothing.csv t¦There is no such file.",
                ".import empty.csv t¦empty.csv is empty.",
                ".import mark.csv t¦mark.csv is empty.",
                ".import --skip 9 f.csv t¦f.csv is empty behind what is skipped.",
            })
    void what_cannot_be_read_is_said(String line, String sentence) throws IOException {
        file("f.csv", "a,b\n1,2\n");
        file("empty.csv", "");
        file("mark.csv", "\uFEFF");
        notebook.run(line);
        assertThat(notebook.traceback().replaceAll("\\s+", " ")).contains(sentence);
        assertThat(notebook.run(".tables")).contains("no rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "1f8b0800ff¦It is compressed: %sh gunzip -k users.csv unpacks it.",
                "504b0304ff¦It is an archive, as workbooks of a spreadsheet are",
                "d0cf11e0a1¦It is a workbook of a spreadsheet",
                "53514c69746520666f726d6174203300ff¦It is no text"
            })
    void a_file_that_is_no_text_is_told_by_what_it_is(String bytes, String told) throws IOException {
        Files.write(directory.resolve("users.csv"), HexFormat.of().parseHex(bytes));
        notebook.run(".import users.csv users");
        assertThat(notebook.traceback()).contains(told, "Nothing was imported.").doesNotContain("iconv");
    }

    @Test
    void a_header_that_another_sign_divides_is_told() throws IOException {
        file("users.csv", "id;name\n1;Ada\n");
        assertThat(notebook.succeeds(".import users.csv users"))
                .contains("Its only column is called id;name.", ".import --colsep \";\" FILE TABLE");
        file("names.csv", "name\nAda;Grace\n");
        assertThat(notebook.succeeds(".import names.csv names")).doesNotContain("only column");
    }
}
