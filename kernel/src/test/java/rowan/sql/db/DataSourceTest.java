package rowan.sql.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Libraries;
import rowan.Notebook;

/** Libraries reach the notebook's database through its data source. JDBI, jOOQ and Hibernate do in StatementLogTest. */
@Tag("slow")
class DataSourceTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void flyway_migrates_and_sql_cells_see_the_tables() throws IOException {
        notebook.run(Libraries.classPath("flyway", "jackson"));
        Files.writeString(
                Files.createDirectories(directory.resolve("migrations")).resolve("V1__people.sql"),
                "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people(name) VALUES ('Ada');");
        String migrated = notebook.run("org.flywaydb.core.Flyway.configure().dataSource(db.dataSource())\n"
                + ".locations(\"filesystem:"
                + directory.resolve("migrations").toString().replace('\\', '/')
                + "\").load().migrate().migrationsExecuted");
        assertThat(migrated).endsWith("result: 1");
        assertThat(notebook.run("SELECT name FROM people")).contains("Ada");
    }

    @Test
    void hikari_pools_its_connections() {
        notebook.run(Libraries.classPath("HikariCP", "slf4j-api"));
        notebook.run("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2)");
        assertThat(notebook.run("var config = new com.zaxxer.hikari.HikariConfig();\n"
                        + "config.setDataSource(db.dataSource());\n"
                        + "config.setMaximumPoolSize(2);\n"
                        + "int sum = 0;\n"
                        + "try (var pool = new com.zaxxer.hikari.HikariDataSource(config)) {\n"
                        + "  for (int i = 0; i < 5; i++) {\n"
                        + "    try (var a = pool.getConnection(); var b = pool.getConnection();\n"
                        + "        var rows = b.createStatement().executeQuery(\"SELECT sum(x) FROM t\")) {\n"
                        + "      rows.next(); sum += rows.getInt(1);\n"
                        + "    }\n"
                        + "  }\n"
                        + "}\n"
                        + "sum"))
                .endsWith("result: 15");
    }

    @Test
    void connections_are_apart_from_that_of_the_cells_and_locks_say_who_holds_them() {
        notebook.run("CREATE TABLE t(x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)");
        String other = "try (var c = db.dataSource().getConnection(); var s = c.createStatement()) {\n";
        assertThat(notebook.run(other + "  var rows = s.executeQuery(\"SELECT count(*) FROM t\");\n"
                        + "  rows.next(); System.out.println(rows.getInt(1));\n}"))
                .contains("stdout: 0");
        notebook.run(other + "  s.execute(\"INSERT INTO t VALUES (2)\");\n}");
        assertThat(notebook.traceback())
                .contains("SQLITE_BUSY")
                .contains("The notebook's own connection has a transaction open: COMMIT or ROLLBACK ends it.");
        notebook.run("COMMIT");
        assertThat(notebook.run(other + "  s.execute(\"INSERT INTO t VALUES (2)\");\n}"))
                .isEmpty();
        assertThat(notebook.run("%%sql --expect-rows 2\nSELECT * FROM t")).contains("✓");
    }

    @Test
    void further_connections_enforce_references_and_sync_as_that_of_the_cells_does() {
        notebook.run(
                "CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE child(parent_id REFERENCES parent(id))");
        notebook.run("%%sql --on A\nINSERT INTO child VALUES (1)");
        assertThat(notebook.traceback()).contains("no row of parent has id 1, and child.parent_id must name one");
        String insert = "try (var c = db.dataSource().getConnection(); var s = c.createStatement()) {\n"
                + "  s.execute(\"INSERT INTO child VALUES (1)\");\n}";
        notebook.run(insert);
        assertThat(notebook.traceback()).contains("SQLITE_CONSTRAINT_FOREIGNKEY");
        String own = notebook.run("PRAGMA synchronous");
        assertThat(notebook.run("%%sql --on A\nPRAGMA synchronous")).isEqualTo(own);
        notebook.run("PRAGMA foreign_keys = OFF");
        notebook.run(insert);
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(notebook.run("%%sql --on B\nINSERT INTO child VALUES (1)")).contains("1 row inserted");
    }

    @Test
    void jdbc_objects_are_what_the_interfaces_promise() {
        assertThat(
                        notebook.run(
                                "var c = db.dataSource().getConnection();\n"
                                        + "var s = c.prepareStatement(\"SELECT ? AS x\");\n"
                                        + "s.setString(1, \"a\");\n"
                                        + "var rows = s.executeQuery();\n"
                                        + "List.of(s.getConnection() == c, rows.getStatement() == s, c.getMetaData().getConnection() == c,\n"
                                        + "  c.equals(c), c.hashCode() == c.hashCode(), c.isWrapperFor(java.sql.Connection.class),\n"
                                        + "  c.unwrap(java.sql.Connection.class) == c, c.isWrapperFor(java.sql.Statement.class), c.isClosed())"))
                .isEqualTo("result: [true, true, true, true, true, true, true, false, false]");
        assertThat(notebook.run("c.close(); c.isClosed()")).isEqualTo("result: true");
        assertThat(notebook.run("var mine = db.connection(); mine.close(); mine.isClosed()"))
                .as("that of the cells stays open")
                .isEqualTo("result: false");
        assertThat(notebook.run("db.dataSource().unwrap(javax.sql.DataSource.class) != null"))
                .isEqualTo("result: true");
    }
}
