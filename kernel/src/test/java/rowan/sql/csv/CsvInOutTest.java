package rowan.sql.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.files.GrowingFile;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** Tables as files, and files as tables, without a notebook around them. */
class CsvInOutTest {

    @TempDir
    Path directory;

    private Connections connections;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        connections = new Connections(List.of(new SqliteDialect()), directory);
        session = connections.current();
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
    }

    private static ResultTable table(Object[]... rows) {
        return new ResultTable(
                List.of(new Column("a", ""), new Column("b c", "")),
                Arrays.stream(rows).map(Arrays::asList).toList(),
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    private String written(String name, ResultTable table) throws Exception {
        Path file = directory.resolve(name);
        CsvFiles.write(table, new GrowingFile(file), new InterruptSignal());
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private void read(String name, String content, String table, int skipped) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        CsvFiles.read(session, file, table, skipped, new InterruptSignal());
    }

    private List<String> rows(String sql) throws Exception {
        try (var statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }

    @Test
    void what_needs_quotes_has_them_and_NULL_is_an_empty_field() throws Exception {
        ResultTable table = table(
                new Object[] {1L, "x, \"y\""}, new Object[] {null, new byte[] {0, -1}}, new Object[] {0.5, "a\nb"});
        assertThat(written("a.csv", table))
                .isEqualToNormalizingNewlines("a,b c\n1,\"x, \"\"y\"\"\"\n,00ff\n0.5,\"a\nb\"\n");
        assertThat(written("a.tsv", table(new Object[] {1L, "x, y"})))
                .isEqualToNormalizingNewlines("a\tb c\n1\tx, y\n");
    }

    @Test
    void a_missing_table_is_made_with_the_names_of_the_first_line() throws Exception {
        read("a.csv", "\uFEFFid, my name \n1,\"x, y\"\n02,\n", "made", 0);
        assertThat(rows("SELECT name || ':' || type FROM pragma_table_info('made')"))
                .containsExactly("id:", "my name:");
        assertThat(rows("SELECT id || '|' || \"my name\" FROM made")).containsExactly("1|x, y", "02|");
        read("b.tsv", "id\tx\n1\ta,b\n", "tabs", 0);
        assertThat(rows("SELECT x FROM tabs")).containsExactly("a,b");
    }

    @Test
    void of_a_table_that_is_there_every_line_is_a_row_but_those_that_are_left_out() throws Exception {
        try (var statement = session.connection().createStatement()) {
            statement.executeUpdate("CREATE TABLE t(a INTEGER, b)");
        }
        read("a.csv", "a,b\n1,x\n2,y\n", "t", 1);
        assertThat(rows("SELECT typeof(a) || a || b FROM t")).containsExactly("integer1x", "integer2y");
    }

    @Test
    void a_record_of_another_length_imports_nothing() throws Exception {
        Path file = directory.resolve("a.csv");
        Files.writeString(file, "a,b\n1,2\n3\n", StandardCharsets.UTF_8);
        SqlFailure failure = catchThrowableOfType(
                SqlFailure.class, () -> CsvFiles.read(session, file, "made", 0, new InterruptSignal()));
        assertThat(failure.problem().message())
                .isEqualTo("The record at line 3 has 1 field, but 2 are expected. Nothing was imported.");
        assertThat(rows("SELECT name FROM sqlite_schema")).isEmpty();
    }
}
