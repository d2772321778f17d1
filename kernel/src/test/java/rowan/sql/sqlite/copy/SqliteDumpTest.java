package rowan.sql.sqlite.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.InterruptSignal;

/** Dumps of databases in memory; those of files, and the shell's, are compared by {@link DumpTest}. */
class SqliteDumpTest {

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE \"order\"(id INTEGER PRIMARY KEY AUTOINCREMENT, \"a b\" TEXT DEFAULT 'x''y', c CHECK (c > 0))",
            "INSERT INTO \"order\" VALUES (7, 'it''s', 1.5), (9, NULL, 1)",
            "CREATE TABLE kept(a, b AS (a + 1), PRIMARY KEY (a)) WITHOUT ROWID",
            "INSERT INTO kept VALUES (x'00ff'), (3)",
            "CREATE TABLE plain(a)",
            "INSERT INTO plain(rowid, a) VALUES (5, 'five')",
            "CREATE INDEX i ON kept(b)",
            "CREATE VIEW v AS SELECT a FROM plain",
            "CREATE TRIGGER g AFTER INSERT ON plain BEGIN INSERT INTO kept VALUES (NEW.a); END",
            "ANALYZE",
            "PRAGMA user_version = 4");

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        execute(connection, SCHEMA);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String dump(Connection connection, String... patterns) throws SqlFailure, SQLException {
        StringBuilder dump = new StringBuilder();
        new SqliteDump(connection, new SqliteLexicon(), dump::append, new InterruptSignal()).write(List.of(patterns));
        return dump.toString();
    }

    @Test
    void what_it_makes_has_the_same_dump() throws Exception {
        String dump = dump(connection);
        assertThat(dump)
                .contains("INSERT INTO \"order\" VALUES(7,'it''s',1.5);", "x''y", "PRAGMA user_version=4;")
                .contains("X'00FF'", "'five'", "CREATE TRIGGER g", "sqlite_stat1");
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            execute(
                    copy,
                    new SqliteLexicon()
                            .split(Source.of(dump)).stream()
                                    .map(rowan.sql.statement.Statement::text)
                                    .toList());
            assertThat(dump(copy)).isEqualTo(dump);
            execute(copy, List.of("INSERT INTO \"order\"(\"a b\", c) VALUES ('next', 1)"));
            assertThat(dump(copy)).contains("VALUES(10,'next',1);");
        }
    }

    @Test
    void a_name_or_a_pattern_chooses_tables_with_what_belongs_to_them() throws Exception {
        assertThat(dump(connection, "plain"))
                .contains("CREATE TABLE plain", "CREATE TRIGGER g")
                .doesNotContain("\"order\"", "CREATE VIEW");
        assertThat(dump(connection, "_ept"))
                .contains("CREATE TABLE kept", "CREATE INDEX i")
                .doesNotContain("plain(a)");
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> dump(connection, "none"));
        assertThat(failure.problem().message()).isEqualTo("Nothing in the database is called none.");
    }
}
