package rowan.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Libraries;
import rowan.Notebook;
import rowan.model.StatementTotals;
import rowan.workspace.contract.Outcome;

/** Every statement that a cell sends is seen, by whatever way it is sent, and look-ups in a loop are told as such. */
@Tag("slow")
class StatementLogTest {

    private static final String FOUND = "N+1: 100 look-ups of users by id in one loop at In[";

    private static final String[] HIBERNATE = {
        "hibernate", "jakarta", "jaxb", "angus", "txw2", "istack", "antlr4", "jboss-logging", "byte-buddy"
    };

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void hundred_users_with_three_posts_each() {
        notebook = new Notebook(directory);
        notebook.run("%sql sqlite:///blog.db");
        notebook.run("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                + "CREATE TABLE posts(id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES users(id), title TEXT);"
                + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                + "INSERT INTO users SELECT i, 'user ' || i FROM n;"
                + "INSERT INTO posts(author_id, title) SELECT u.id, 'title' FROM users u, (VALUES (1), (2), (3))");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void the_top_sums_up_what_differs_in_values_only_over_all_cells() {
        notebook.run("%log --clear");
        notebook.run("for (int i = 1; i <= 100; i++) db.query(\"SELECT name FROM users WHERE id = \" + i);");
        notebook.run("SELECT name FROM users WHERE id = 7");
        notebook.run(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n");
        notebook.run("%log --top");
        StatementTotals totals = (StatementTotals) ((Outcome.Value) notebook.outcome()).value();
        assertThat(totals.totals()).hasSize(2);
        StatementTotals.Total recursion = totals.totals().get(0);
        assertThat(recursion.statement()).startsWith("WITH RECURSIVE");
        assertThat(recursion.calls()).isEqualTo(1);
        assertThat(recursion.p95()).isBetween(recursion.total().dividedBy(2), recursion.total());
        StatementTotals.Total lookUp = totals.totals().get(1);
        assertThat(lookUp.statement()).isEqualTo("SELECT name FROM users WHERE id = ?");
        assertThat(lookUp.calls()).isEqualTo(101);
        assertThat(lookUp.rows()).isEqualTo(101);
        assertThat(lookUp.mean()).isEqualTo(lookUp.total().dividedBy(101));
        assertThat(lookUp.p95()).isPositive().isLessThanOrEqualTo(lookUp.total());
    }

    @Test
    void look_ups_in_a_loop_are_found_over_plain_jdbc() {
        String shown = notebook.run("try (var find = db.connection().prepareStatement(\n"
                + "    \"SELECT name FROM users WHERE id = ?\")) {\n"
                + "  for (int i = 1; i <= 100; i++) {\n"
                + "    find.setInt(1, i);\n"
                + "    try (var rows = find.executeQuery()) { rows.next(); }\n"
                + "  }\n"
                + "}");
        assertThat(shown)
                .contains(FOUND)
                .contains(":5; one query with IN or a join would do")
                .contains("SELECT id, name FROM users WHERE id IN (:ids)");
        notebook.run("var ids = List.of(7, 8);");
        assertThat(notebook.run("SELECT id, name FROM users WHERE id IN (:ids)"))
                .as("the query to use")
                .contains("user 7", "user 8");
    }

    @Test
    void the_line_that_is_told_is_that_of_the_loop_and_not_of_the_method_it_calls() {
        notebook.run("String name(int id) throws Exception {\n"
                + "  return (String) db.query(\"SELECT name FROM users WHERE id = ?\", id).single();\n}");
        assertThat(notebook.run("String all = \"\";\nfor (int i = 1; i <= 100; i++) {\n  all += name(i);\n}"))
                .contains(FOUND + "4]:3;");
    }

    @Test
    void look_ups_with_the_value_in_their_text_are_found_too() {
        String shown = notebook.run("try (var statement = db.dataSource().getConnection().createStatement()) {\n"
                + "  for (int i = 1; i <= 100; i++) {\n"
                + "    statement.executeQuery(\"SELECT * FROM users WHERE id = \" + i).next();\n"
                + "  }\n"
                + "}");
        assertThat(shown).contains(FOUND + "3]:3").contains("SELECT * FROM users WHERE id IN (:ids)");
    }

    @Test
    void look_ups_in_a_loop_are_found_over_the_driver_manager() {
        String shown = notebook.run("try (var c = java.sql.DriverManager.getConnection(\"jdbc:sqlite:blog.db\")) {\n"
                + "  for (int i = 1; i <= 100; i++) {\n"
                + "    try (var find = c.prepareStatement(\"SELECT * FROM users WHERE id = ?\")) {\n"
                + "      find.setLong(1, i);\n"
                + "      find.executeQuery().next();\n"
                + "    }\n"
                + "  }\n"
                + "}");
        assertThat(shown).contains(FOUND);
    }

    @Test
    void look_ups_in_a_loop_are_found_through_jdbi() {
        notebook.run(Libraries.classPath("jdbi3", "geantyref", "slf4j-api"));
        String shown = notebook.run("import org.jdbi.v3.core.Jdbi;\n"
                + "var jdbi = Jdbi.create(db.dataSource());\n"
                + "var names = jdbi.withHandle(h -> IntStream.rangeClosed(1, 100)\n"
                + "    .mapToObj(i -> h.createQuery(\"SELECT name FROM users WHERE id = :id\").bind(\"id\", i)\n"
                + "        .mapTo(String.class).one()).toList());\n"
                + "names.size()");
        assertThat(shown).contains(FOUND).endsWith("result: 100");
    }

    @Test
    void look_ups_in_a_loop_are_found_through_jooq() {
        notebook.run(Libraries.classPath("jooq", "r2dbc", "reactive-streams"));
        String shown = notebook.run("import org.jooq.impl.DSL;\n"
                + "System.setProperty(\"org.jooq.no-logo\", \"true\"); System.setProperty(\"org.jooq.no-tips\", \"true\");\n"
                + "var jooq = DSL.using(db.dataSource(), org.jooq.SQLDialect.SQLITE);\n"
                + "int found = 0;\n"
                + "for (int i = 1; i <= 100; i++) {\n"
                + "  found += jooq.select(DSL.field(DSL.name(\"name\"))).from(DSL.table(DSL.name(\"users\")))\n"
                + "      .where(DSL.field(DSL.name(\"id\")).eq(i)).fetch().size();\n"
                + "}\n"
                + "found");
        assertThat(shown).contains(FOUND).endsWith("result: 100");
    }

    @Test
    void lazy_references_that_hibernate_loads_in_a_loop_are_found() {
        notebook.run(Libraries.classPath(HIBERNATE));
        String entities = notebook.run("import jakarta.persistence.*;\n"
                + "@Entity(name = \"User\") @Table(name = \"users\") public static class User {\n"
                + "  @Id public Long id; public String name;\n"
                + "  public User() {}\n"
                + "  public String getName() { return name; }\n"
                + "}\n"
                + "@Entity(name = \"Post\") @Table(name = \"posts\") public static class Post {\n"
                + "  @Id public Long id; public String title;\n"
                + "  @ManyToOne(fetch = FetchType.LAZY) @JoinColumn(name = \"author_id\") public User author;\n"
                + "  public Post() {}\n"
                + "}");
        assertThat(entities).isEmpty();
        String built = notebook.run("import org.hibernate.cfg.Configuration;\n"
                + "var configuration = new Configuration().addAnnotatedClass(User.class).addAnnotatedClass(Post.class);\n"
                + "configuration.getProperties().put(\"hibernate.connection.datasource\", db.dataSource());\n"
                + "configuration.getProperties().put(\"hibernate.dialect\", \"org.hibernate.community.dialect.SQLiteDialect\");\n"
                + "var factory = configuration.buildSessionFactory();");
        assertThat(built).doesNotContain("error");
        String shown = notebook.run("int letters = 0;\n"
                + "try (var session = factory.openSession()) {\n"
                + "  for (Post post : session.createSelectionQuery(\"from Post where id % 3 = 0\", Post.class).list()) {\n"
                + "    letters += post.author.getName().length();\n"
                + "  }\n"
                + "}\n"
                + "letters");
        assertThat(shown).contains(FOUND).contains("]:4;").contains("IN (:ids)").endsWith("result: 692");
        String joined = notebook.run("try (var session = factory.openSession()) {\n"
                + "  session.createSelectionQuery(\"from Post p join fetch p.author\", Post.class).list().size();\n"
                + "}");
        assertThat(joined).as("with the join that was asked for").doesNotContain("N+1");
        notebook.run("factory.close()");
    }

    @Test
    void inserts_and_pages_in_a_loop_are_no_look_ups() {
        assertThat(notebook.run(
                        "try (var insert = db.connection().prepareStatement(\"INSERT INTO users(name) VALUES (?)\")) {\n"
                                + "  for (int i = 0; i < 200; i++) { insert.setString(1, \"x\" + i); insert.addBatch(); }\n"
                                + "  insert.executeBatch();\n"
                                + "}"))
                .as("a batch")
                .isEmpty();
        assertThat(notebook.run("%log"))
                .contains("INSERT INTO users(name) VALUES (?)")
                .contains("1 statement ·");
        assertThat(
                        notebook.run(
                                "for (int i = 0; i < 200; i++) { db.update(\"INSERT INTO users(name) VALUES (?)\", \"y\" + i); }"))
                .as("an insert by db.update in a loop")
                .isEmpty();
        assertThat(notebook.run(
                        "try (var insert = db.connection().prepareStatement(\"INSERT INTO users(name) VALUES (?)\")) {\n"
                                + "  for (int i = 0; i < 200; i++) { insert.setString(1, \"z\" + i); insert.executeUpdate(); }\n"
                                + "}"))
                .as("a prepared insert in a loop of plain JDBC")
                .isEmpty();
        assertThat(notebook.run("for (int page = 0; page < 20; page++) {\n"
                        + "  db.query(\"SELECT * FROM users WHERE name <> 'x' ORDER BY id LIMIT 20 OFFSET ?\", 20 * page);\n"
                        + "}"))
                .as("pages by offset")
                .isEmpty();
        assertThat(notebook.run("for (int page = 0; page < 20; page++) {\n"
                        + "  db.query(\"SELECT * FROM posts WHERE author_id = 7 LIMIT 20 OFFSET \" + 20 * page);\n"
                        + "}"))
                .as("pages with the offset in the text")
                .isEmpty();
        assertThat(notebook.run("long last = 0;\n"
                        + "for (int page = 0; page < 20; page++) {\n"
                        + "  last = (long) db.query(\"SELECT id FROM users WHERE id > ? ORDER BY id LIMIT 20\", last).rows().get(19).get(0);\n"
                        + "}"))
                .as("pages by key")
                .isEmpty();
        assertThat(notebook.run("for (int part = 0; part < 20; part++) {\n"
                        + "  db.query(\"SELECT * FROM users WHERE id IN (?)\", List.of(part, part + 1));\n"
                        + "}"))
                .as("many at once, in parts")
                .isEmpty();
    }

    @Test
    void children_looked_up_by_parent_and_counts_get_a_query_that_says_whose_they_are() {
        assertThat(
                        notebook.run(
                                "for (int i = 1; i <= 10; i++) { db.query(\"SELECT title FROM posts p WHERE p.author_id = ?\", i); }"))
                .contains("N+1: 10 look-ups of posts by author_id")
                .contains("SELECT p.author_id, title FROM posts p WHERE p.author_id IN (:author_ids)");
        assertThat(
                        notebook.run(
                                "for (int i = 1; i <= 10; i++) { db.query(\"SELECT count(*) FROM posts WHERE ? = author_id\", i); }"))
                .contains("SELECT author_id, count(*) FROM posts WHERE author_id IN (:author_ids) GROUP BY author_id");
        assertThat(
                        notebook.run(
                                "for (int i = 1; i <= 10; i++) { db.query(\"SELECT title FROM posts WHERE author_id = ? ORDER BY id DESC LIMIT 1\", i); }"))
                .contains("row_number() OVER (PARTITION BY author_id");
        assertThat(
                        notebook.run(
                                "for (int i = 1; i <= 9; i++) { db.query(\"SELECT title FROM posts WHERE author_id = ?\", i); }"))
                .as("fewer than ten")
                .isEmpty();
        assertThat(
                        notebook.run(
                                "for (int i = 1; i <= 20; i++) { db.query(\"SELECT title FROM posts WHERE author_id = ?\", 1); }"))
                .as("the same value over and over")
                .isEmpty();
    }

    @Test
    void the_log_shows_what_was_sent_how_often_and_from_where() {
        notebook.run("db.query(\"SELECT * FROM users WHERE id IN (1, 2, 3)  -- three\\n AND name LIKE 'user%'\");\n"
                + "db.update(\"INSERT INTO users(id, name) VALUES (-1, 'a'), (-2, 'b')\");\n"
                + "for (int i = 0; i < 5; i++) { db.query(\"SELECT \" + i); }");
        String log = notebook.run("%log");
        assertThat(log)
                .contains("SELECT * FROM users WHERE id IN (?, …) AND name LIKE ?")
                .contains("INSERT INTO users(id, name) VALUES (?, ?), …")
                .containsPattern("(?m)^ +5 +… +… +5 +In\\[3]:3 +SELECT \\?$")
                .contains("7 statements");
        notebook.run("SELECT 1; SELECT count(*) FROM users");
        assertThat(notebook.run("%log")).contains("2 statements", "SELECT count(*) FROM users", "In[5]:1");
        assertThat(notebook.run("%log --all")).contains("SELECT * FROM users WHERE id IN (?, …)", "In[5]:1");
        assertThat(notebook.run("%log --clear")).isEqualTo("result: The log is empty.");
        assertThat(notebook.run("%log")).isEqualTo("result: no statements");
    }

    @Test
    void a_cell_beyond_its_budget_of_statements_fails_with_what_it_sent() {
        String cell = "\nfor (int i = 0; i < 4; i++) { db.query(\"SELECT ?\", i); }";
        assertThat(notebook.run("%%java --max-statements 4" + cell)).contains("✓ it sends at most 4 statements");
        notebook.run("%%java --max-statements 3" + cell);
        assertThat(notebook.traceback())
                .contains("expected that it sends at most 3 statements")
                .contains("It has sent 4")
                .contains("4 × SELECT ?");
        notebook.run("%%java --max-statements many" + cell);
        assertThat(notebook.traceback()).contains("--max-statements takes a whole number");
        assertThat(notebook.run("%%java\n1 + 1")).isEqualTo("result: 2");
    }

    @Test
    void a_simulated_network_makes_every_statement_wait() {
        assertThat(notebook.run("%latency 5ms")).contains("longer, as over a network");
        String shown = notebook.run("long start = System.nanoTime();\n"
                + "for (int i = 0; i < 20; i++) { db.query(\"SELECT 1\"); }\n"
                + "System.nanoTime() - start >= 100_000_000L");
        assertThat(shown).endsWith("result: true");
        assertThat(notebook.run("%log")).contains("a simulated network: 20 round trips");
        assertThat(notebook.run("%latency off")).contains("as long as they take here");
        notebook.run("%latency soon");
        assertThat(notebook.traceback()).contains("%latency takes a time up to 10.0 s, or off, not soon.");
    }

    @Test
    void a_slow_statement_is_shown_below_its_cell_with_its_values_unless_they_are_redacted() {
        String slow = "db.query(\"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
                + "SELECT max(i), ?, 'literal' FROM n\", \"secret\")";
        notebook.run("%log --slow 1ms");
        assertThat(notebook.run(slow)).contains("display: slow: ", "'literal'", "with secret");
        notebook.run("%log --redact on");
        assertThat(notebook.run(slow)).contains("display: slow: ").doesNotContain("with secret");
        assertThat(notebook.sink().events().stream()
                        .filter(e -> e.kind().equals("display"))
                        .map(e -> e.bundle().plain()))
                .noneMatch(text -> text.contains("literal") || text.contains("secret"));
        assertThat(notebook.run("for (int i = 0; i < 25; i++) { db.query(\"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                        + " SELECT i + 1 FROM n WHERE i < 20000) SELECT max(i) FROM n\"); }"))
                .contains("display: and 5 more slow statements");
        notebook.run("%log --slow off");
        assertThat(notebook.run(slow)).doesNotContain("slow: ");
    }

    @Test
    void a_thousand_different_texts_of_one_shape_are_one_line_of_the_log() {
        notebook.run(
                "for (int i = 0; i < 5_000; i++) { db.query(\"SELECT * FROM users WHERE name = 'user \" + i + \"'\"); }");
        assertThat(notebook.run("%log"))
                .containsPattern("(?m)^5,000 .*In\\[3]:1 +SELECT \\* FROM users WHERE name = \\?$")
                .contains("5,000 statements");
    }

    @Test
    void statements_of_threads_belong_to_the_cell_that_started_them() {
        notebook.run("var pool = Executors.newFixedThreadPool(2);\n"
                + "for (int i = 1; i <= 20; i++) { int id = i;\n"
                + "  pool.submit(() -> { try (var c = db.dataSource().getConnection(); var s = c.prepareStatement(\"SELECT * FROM users WHERE id = ?\")) {\n"
                + "    s.setInt(1, id); s.executeQuery().next(); } return id; });\n"
                + "}\n"
                + "pool.shutdown(); pool.awaitTermination(20, TimeUnit.SECONDS);");
        assertThat(notebook.run("%log")).contains("20 statements").contains("In[3]:4");
    }

    @Test
    void the_log_counts_the_rows_that_were_read_or_changed_whichever_language_sent_them() {
        notebook.run(
                "CREATE TABLE seen(n INTEGER); INSERT INTO seen VALUES (1), (2), (3); CREATE INDEX seen_n ON seen(n);\n"
                        + "UPDATE seen SET n = n + 1 WHERE n > 1; DELETE FROM seen WHERE n = 99; SELECT n FROM seen;\n"
                        + "INSERT INTO seen VALUES (8), (9) RETURNING n");
        assertThat(notebook.run("%log --all").lines().filter(line -> line.contains("seen")))
                .extracting(
                        line -> line.trim().split(" +")[3] + " " + line.replaceAll(".*In\\[\\d+]:\\d +(\\w+).*", "$1"))
                .containsExactly("0 CREATE", "3 INSERT", "0 CREATE", "2 UPDATE", "0 DELETE", "3 SELECT", "2 INSERT");
        notebook.run("db.update(\"UPDATE seen SET n = 0\")");
        assertThat(notebook.run("%log")).containsPattern("(?m)^ +1 +… +… +5 +In");
    }
}
