package rowan.sql.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.workspace.contract.Comms;

/** What the panel of a front end is told of the databases that a notebook has open. */
class DatabasePanelTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    private final List<Map<String, Object>> heard = new CopyOnWriteArrayList<>();

    /** A front end that hears what is said to it. */
    private record FrontEnd(Consumer<Map<String, Object>> ear) implements Comms.Peer {
        @Override
        public void send(Map<String, Object> data) {
            ear.accept(data);
        }

        @Override
        public void close() {
            throw new AssertionError("nobody closes it");
        }
    }

    @BeforeEach
    void start() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void stop() {
        notebook.close();
    }

    private Comms.Listener look() {
        return open(heard::add);
    }

    private Comms.Listener open(Consumer<Map<String, Object>> ear) {
        return notebook.workspace()
                .comms()
                .target("rowan.database")
                .orElseThrow()
                .open(new FrontEnd(ear), Map.of());
    }

    /** All that was said to the front end: one that asks behind it is answered behind it. */
    private List<Map<String, Object>> heard() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        Comms.Listener other = open(message -> answered.countDown());
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        other.closed();
        return heard;
    }

    private List<Map<String, Object>> connections() throws InterruptedException {
        List<Map<String, Object>> all = heard();
        return list(all.get(all.size() - 1).get("connections"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object tree) {
        return (List<Map<String, Object>>) tree;
    }

    /** The tree as text: an object a line, indented as deep as it is, with how it is written where that differs. */
    private static String outline(Object nodes) {
        List<String> lines = new ArrayList<>();
        outline(list(nodes), "", lines);
        return String.join("\n", lines);
    }

    private static void outline(List<Map<String, Object>> nodes, String indent, List<String> lines) {
        for (Map<String, Object> node : nodes) {
            lines.add((indent + node.get("kind") + " " + node.get("name")
                    + (!node.containsKey("sql") ? "" : " as " + node.get("sql"))
                    + (node.containsKey("detail") ? ": " + node.get("detail") : "")));
            if (node.containsKey("children")) {
                outline(list(node.get("children")), indent + "  ", lines);
            }
        }
    }

    @Test
    void tables_come_with_columns_keys_indexes_and_triggers_and_views_with_columns() throws InterruptedException {
        notebook.run("""
                CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
                CREATE TABLE posts(user INTEGER REFERENCES users(id), nr INTEGER, title TEXT, loud TEXT AS (upper(title)),
                    PRIMARY KEY (nr, user));
                CREATE INDEX by_title ON posts(title DESC) WHERE title IS NOT NULL;
                CREATE TRIGGER watch AFTER INSERT ON posts BEGIN SELECT 1; END;
                CREATE VIEW titles AS SELECT title FROM posts;
                """);
        look();
        assertThat(outline(connections().get(0).get("databases"))).isEqualTo("""
                database main
                  table posts
                    key user: INTEGER · PK 2 · FK → users.id
                    key nr: INTEGER · PK 1
                    column title: TEXT
                    column loud: TEXT · generated
                    index by_title: (title DESC) · WHERE title IS NOT NULL
                    index sqlite_autoindex_posts_1: (nr, user) · unique
                    trigger watch: trigger
                  table users
                    key id: INTEGER · PK
                    column name: TEXT · NOT NULL
                    index sqlite_autoindex_users_1: (name) · unique
                  view titles
                    column title: TEXT""");
    }

    @Test
    void a_name_is_written_as_a_statement_needs_it_and_shown_so_that_nothing_of_it_is_hidden()
            throws InterruptedException {
        notebook.run("""
                CREATE TABLE "it's a ""table""\"(a);
                CREATE TABLE "<b>🙂</b>"(b);
                CREATE TABLE "order"("a\u202eb", c);
                CREATE TABLE t(d);
                CREATE TEMP TABLE t(e);
                ATTACH ':memory:' AS further;
                CREATE TABLE further.u(f);
                """);
        look();
        assertThat(outline(connections().get(0).get("databases"))).isEqualTo("""
                database main
                  table <b>🙂</b> as "<b>🙂</b>"
                    column b
                  table it's a "table" as "it's a ""table\"""
                    column a
                  table order as "order"
                    column a⟨U+202E⟩b as a\u202eb
                    column c
                  table t as main.t
                    column d
                database temp as "temp"
                  table t
                    column e
                database further
                  table u
                    column f""");
    }

    @Test
    void it_is_told_after_a_cell_that_has_changed_something_and_only_what_has() throws InterruptedException {
        notebook.run("CREATE TABLE t(a)");
        Comms.Listener kernel = look();
        assertThat(heard()).hasSize(1);
        notebook.run("INSERT INTO t VALUES (1); SELECT * FROM t");
        assertThat(heard()).as("no definition has changed").hasSize(1);
        notebook.run("ALTER TABLE t ADD COLUMN b");
        assertThat(heard()).hasSize(2);
        assertThat(outline(connections().get(0).get("databases"))).contains("column b");
        notebook.run("%sql sqlite:// --alias other");
        assertThat(connections()).extracting(c -> c.get("name")).containsExactly("notebook", "other");
        assertThat(connections()).extracting(c -> c.get("current")).containsExactly(false, true);
        assertThat(connections().get(0)).as("as it was").doesNotContainKey("databases");
        assertThat(connections().get(1)).containsKey("databases");
        notebook.run("db.update(\"CREATE TABLE from_java(a)\");");
        assertThat(outline(connections().get(1).get("databases"))).contains("table from_java");
        int told = heard().size();
        kernel.closed();
        notebook.run("DROP TABLE from_java");
        assertThat(heard()).hasSize(told);
    }

    @Test
    void the_definitions_of_a_table_are_those_of_all_that_belongs_to_it() throws InterruptedException {
        notebook.run("""
                CREATE TABLE t(a UNIQUE);
                CREATE INDEX i ON t(a);
                CREATE TEMP TRIGGER watch AFTER DELETE ON t BEGIN SELECT 1; END;
                """);
        look();
        Map<String, Object> main = list(connections().get(0).get("databases")).get(0);
        Map<String, Object> table = list(main.get("children")).get(0);
        assertThat(table.get("ddl")).isEqualTo("""
                CREATE TABLE t(a UNIQUE);
                CREATE INDEX i ON t(a);
                CREATE TRIGGER watch AFTER DELETE ON t BEGIN SELECT 1; END;""");
    }

    @Test
    void rows_are_known_where_ANALYZE_has_counted_them() throws InterruptedException {
        notebook.run("CREATE TABLE t(a); CREATE INDEX i ON t(a); INSERT INTO t VALUES (1), (2); ANALYZE");
        look();
        assertThat(outline(connections().get(0).get("databases"))).contains("table t: ≈ 2 rows");
    }

    @Test
    void before_the_first_cell_nothing_is_open() throws InterruptedException {
        look();
        assertThat(connections()).isEmpty();
        notebook.run("SELECT 1");
        assertThat(connections()).hasSize(1);
    }
}
