package rowan.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;

/** What {@code %%plan} advises: what helps, together with what it needs, and nothing that was followed already. */
@Tag("slow")
class AdviceTest {

    /** SQL to try: what stands behind the word, to the next line that is not indented as deep. */
    private static final Pattern TRY = Pattern.compile("(?m)^ *try   ((?:.*)(?:\\n {8,}\\S.*)*)");

    /** What the statement itself took. */
    private static final Pattern STEPS = Pattern.compile("· ([\\d,]+) VM steps");

    private static final String ORDERS = """
            CREATE TABLE customer(id INTEGER PRIMARY KEY, country TEXT);
            CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INT, day TEXT, status TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO customer SELECT i, CASE i % 10 WHEN 0 THEN 'Fiji' ELSE 'Peru' END FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
            INSERT INTO orders SELECT i, i * 7919 % 5000 + 1, date('2026-01-01', i % 365 || ' days'),
                CASE i % 20 WHEN 0 THEN 'open' ELSE 'done' END FROM n;
            """;

    private static final String OPEN_ORDERS = "SELECT c.id, count(o.id) FROM customer c LEFT JOIN orders o"
            + " ON o.customer_id = c.id AND o.status = 'open' WHERE c.country = 'Fiji' GROUP BY c.id";

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void fill() {
        notebook.run("""
                CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT, t TEXT, uid INT, a INT, b INT, v INT, g INT);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO p SELECT i, char(65 + i % 26, 65 + i / 26 % 26) || i, 't' || i % 500, i % 700,
                    i % 40, i % 70, i % 1000, i % 100 FROM n;
                CREATE TABLE w(id INTEGER PRIMARY KEY, k INT, v INT);
                INSERT INTO w SELECT id, nullif(id % 500, 3), id * 2 FROM p;
                """);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String foreseen(String sql) {
        return notebook.run("%plan " + sql);
    }

    private String tried(String sql) {
        return notebook.run("%plan --measure " + sql);
    }

    private static List<String> tries(String plan) {
        return TRY.matcher(plan)
                .results()
                .map(found -> found.group(1).replaceAll("\\s*\\n\\s*", " "))
                .toList();
    }

    private static List<String> columns(String plan) {
        return tries(plan).stream()
                .map(sql -> sql.replaceAll("CREATE INDEX \\S+ ON ", "").replace(";", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            SELECT count(*) FROM p WHERE g = 7 AND id NOT IN (SELECT id FROM p WHERE v = 11) | p(g), p(v)
            SELECT id FROM p WHERE g = 7 UNION ALL SELECT id FROM p WHERE v = 11             | p(g), p(v)
            SELECT * FROM p WHERE name GLOB 'AB*'                                            | p(name)
            SELECT * FROM p WHERE name LIKE 'AB%'                                            | p(name COLLATE NOCASE)
            SELECT * FROM p WHERE t = 't7' OR uid = 3                                        | p(t) p(uid)
            SELECT * FROM p WHERE a >= 0 AND (t = 't7' OR uid = 3)                           | p(t) p(uid)
            SELECT * FROM p WHERE (a, b) IN (VALUES (1, 1), (2, 2))                          | p(b, a)
            SELECT * FROM p WHERE (a, g) = (1, 1)                                            | p(g, a)
            SELECT * FROM p WHERE v > (SELECT avg(v) FROM p) AND g = 7                       | p(g, v)
            SELECT max(v) FROM p                                                             | p(v)
            SELECT * FROM (SELECT id, v AS x FROM p) WHERE x = 7                             | p(v)
            UPDATE p SET a = 1 WHERE g = 7                                                   | p(g)
            DELETE FROM p WHERE name = 'x'                                                   | p(name)
            INSERT INTO p(name) SELECT t FROM p WHERE v = 9                                  | p(v)
            """)
    void an_index_that_serves_is_advised_and_shows_what_it_spares(String sql, String indexes) {
        assertThat(String.join(", ", columns(foreseen(sql)).stream().sorted().toList()))
                .isEqualTo(indexes);
        String tried = tried(sql);
        assertThat(String.join(", ", columns(tried).stream().sorted().toList())).isEqualTo(indexes);
        assertThat(tried).containsPattern("tried on a private copy: [\\d,]+ → [\\d,]+ VM steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM p WHERE name GLOB '*B'",
                "SELECT * FROM p WHERE name LIKE '%B'",
                "SELECT * FROM p WHERE t = 't7' OR length(name) = 3",
                "SELECT * FROM p WHERE a >= 0",
                "SELECT * FROM p LIMIT 10"
            })
    void where_no_index_serves_none_is_advised(String sql) {
        assertThat(tries(foreseen(sql))).isEmpty();
        assertThat(tries(tried(sql))).isEmpty();
    }

    @Test
    void to_read_all_is_called_the_best_way_only_where_nothing_else_is_filtered() {
        assertThat(tried("SELECT * FROM p WHERE a >= 0")).contains("reading all of them is the best way");
        String joined = tried("SELECT p.a FROM p JOIN w ON w.id = p.uid WHERE w.k = 5 AND p.a >= 0");
        assertThat(joined).doesNotContain("best way");
        assertThat(tries(joined)).isNotEmpty();
        assertThat(tried("SELECT min(name) FROM p")).doesNotContain("best way");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM p ORDER BY v DESC LIMIT 5",
                "SELECT * FROM p WHERE a >= 0 ORDER BY name LIMIT 3",
                "SELECT DISTINCT g FROM p",
                "SELECT g, count(*) FROM p GROUP BY g"
            })
    void to_read_all_is_not_called_the_best_way_where_an_index_could_spare_a_sort_and_none_was_tried(String sql) {
        notebook.run("BEGIN"); // Nothing can be tried now.
        assertThat(tried(sql)).contains("No index was tried").doesNotContain("best way");
        notebook.run("ROLLBACK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--measure"})
    void without_advice_the_plan_is_the_same_and_nothing_is_tried(String options) {
        String sql = "SELECT g FROM p WHERE uid = 7";
        assertThat(notebook.run("%plan " + options + " " + sql))
                .contains("full scan")
                .contains("CREATE INDEX");
        assertThat(notebook.run("%plan --no-advice " + options + " " + sql))
                .contains("full scan")
                .doesNotContain("CREATE INDEX");
    }

    @Test
    void a_temporary_table_that_is_not_used_does_not_keep_indexes_from_being_tried() {
        notebook.run("CREATE TEMP TABLE scratch(a)");
        assertThat(columns(tried("SELECT * FROM p WHERE g = 7"))).containsExactly("p(g)");
        assertThat(tried("SELECT * FROM p WHERE g IN (SELECT a FROM scratch)"))
                .contains("TEMP objects cannot be copied, and there are some that are used here: scratch");
    }

    @Test
    void a_key_is_called_as_good_as_can_be_only_where_most_of_what_it_finds_is_wanted() {
        assertThat(tried("SELECT p.a FROM p JOIN w ON w.id = p.uid WHERE p.g = 5"))
                .contains("nothing to gain");
        assertThat(tried("SELECT p.a FROM p LEFT JOIN w ON w.id = p.uid WHERE w.k = 5"))
                .doesNotContain("nothing to gain");
    }

    @Test
    void what_is_sorted_is_counted_with_the_rows_that_have_no_partner_and_by_groups_where_it_comes_in_groups() {
        String sql = "SELECT * FROM p LEFT JOIN w ON w.id = p.uid AND w.k = -1 WHERE p.g < 70 ORDER BY p.v";
        assertThat(tried(sql)).contains("rows found are sorted").doesNotContain("0 rows are sorted");
        notebook.run("CREATE INDEX p_g ON p(g)");
        assertThat(tried("SELECT g, a + v FROM p INDEXED BY p_g ORDER BY g, a + v"))
                .contains("5,000 rows are sorted, those with equal first columns at a time.");
    }

    @Test
    void the_references_that_a_write_looks_up_are_in_its_plan_and_advised_about_and_actions_are_told() {
        notebook.run(ORDERS.replace("customer_id INT", "customer_id INT REFERENCES customer ON DELETE CASCADE"));
        String deleted = tried("DELETE FROM customer WHERE id = 7");
        assertThat(columns(deleted)).containsExactly("orders(customer_id)");
        assertThat(deleted)
                .contains("Not in the plan: what ON DELETE CASCADE of orders does for each row of customer.")
                .doesNotContain("look");
        assertThat(tried("UPDATE customer SET country = 'Chad' WHERE id = 7")).doesNotContain("Not in the plan");
        notebook.run("PRAGMA foreign_keys = OFF");
        assertThat(tried("DELETE FROM customer WHERE id = 7")).doesNotContain("Not in the plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM p WHERE name = 'ab27' COLLATE NOCASE",
                "SELECT * FROM p WHERE name = 'AB27'",
                "SELECT p.id FROM p LEFT JOIN w ON w.v = p.id WHERE w.k IS NULL",
                "SELECT * FROM p WHERE id IN (5, 7, 9) ORDER BY b",
                "SELECT * FROM p WHERE g = 7 ORDER BY b LIMIT 5"
            })
    void advice_that_was_followed_does_not_come_again(String sql) {
        for (String sentence : List.of("%plan ", "%plan --measure ")) {
            tries(notebook.run(sentence + sql)).forEach(notebook::run);
            assertThat(tries(notebook.run(sentence + sql))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name                | SELECT * FROM p WHERE name = 'ab27' COLLATE NOCASE                | p(name COLLATE NOCASE)
            name COLLATE NOCASE | SELECT * FROM p WHERE name = 'AB27'                               | p(name)
            name collate nocase | SELECT * FROM p WHERE name = 'AB27' COLLATE RTRIM                 | p(name COLLATE RTRIM)
            name collate nocase | SELECT w.id FROM w CROSS JOIN p WHERE p.name = CAST(w.v AS TEXT) | p(name)
            g, b DESC           | SELECT g, b FROM p ORDER BY g, b                                  | p(g, b)
            g DESC, b           | SELECT g, b FROM p ORDER BY g, b                                  | p(g, b)
            """)
    void an_index_of_another_collation_or_order_does_not_stand_in_the_way_of_one_that_serves(
            String there, String sql, String indexes) {
        notebook.run("CREATE INDEX there ON p(" + there + ")");
        assertThat(columns(foreseen(sql))).containsExactly(indexes);
        assertThat(columns(tried(sql))).containsExactly(indexes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name                | SELECT * FROM p WHERE name = 'AB27' COLLATE BINARY
            name COLLATE NOCASE | SELECT * FROM p WHERE name = 'ab27' COLLATE nocase
            g DESC, b DESC      | SELECT g, b FROM p ORDER BY g, b
            """)
    void an_index_written_otherwise_that_serves_as_well_is_the_same(String there, String sql) {
        notebook.run("CREATE INDEX there ON p(" + there + ")");
        assertThat(tries(foreseen(sql))).isEmpty();
        assertThat(tries(tried(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CREATE INDEX orders_open ON orders(day) WHERE status = 'open'"})
    void an_index_that_helps_only_beside_another_is_advised_with_it(String index) {
        notebook.run(ORDERS + index);
        Stream.of(foreseen(OPEN_ORDERS), tried(OPEN_ORDERS)).forEach(plan -> {
            assertThat(tries(plan)).anyMatch(sql -> sql.contains("ON orders("));
            assertThat(tries(plan))
                    .filteredOn(sql -> sql.contains("ON customer(country)"))
                    .allMatch(sql -> sql.contains("ON orders("));
        });
        assertThat(tried(OPEN_ORDERS)).contains("With these indexes together, tried on a private copy");
    }

    @Test
    void statistics_are_advised_only_where_they_help() {
        notebook.run("CREATE INDEX p_a ON p(a); ANALYZE");
        assertThat(tried("SELECT * FROM p WHERE a = 7 AND v = 7")).doesNotContain("try   ANALYZE");
        notebook.run("""
                CREATE TABLE s(id INTEGER PRIMARY KEY, few INT, many INT, c TEXT);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO s SELECT i, i % 2, i, 'c' FROM n;
                CREATE INDEX s_many ON s(many);
                CREATE INDEX s_few ON s(few);
                """);
        assertThat(tried("SELECT c FROM s WHERE few = 1 AND many = 7"))
                .containsPattern("With new ones, gathered on a private copy: [\\d,]+ → [\\d,]+ VM steps")
                .contains("try   ANALYZE;");
    }

    @Test
    void a_write_is_advised_about_without_touching_the_database() {
        String before = notebook.run("SELECT count(*), sum(a), (SELECT count(*) FROM sqlite_schema) FROM p");
        assertThat(tries(tried("UPDATE p SET a = a + 1 WHERE g = 7"))).isNotEmpty();
        assertThat(tries(tried("DELETE FROM p WHERE g = 7"))).isNotEmpty();
        assertThat(notebook.run("SELECT count(*), sum(a), (SELECT count(*) FROM sqlite_schema) FROM p"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM p WHERE g = 7",
                "UPDATE p SET g = g + 1 WHERE g = 7",
                "INSERT INTO p SELECT id + 9000, name, t, uid, a, b, v, g FROM p WHERE g = 7"
            })
    void what_an_index_brings_a_write_is_what_the_write_takes_before_and_after_it_is_made(String write) {
        String before = tried(write);
        notebook.run("CREATE INDEX p_g ON p(g)");
        String after = tried(write);

        assertThat(before)
                .contains("tried on a private copy: " + stepsOf(before) + " → " + stepsOf(after) + " VM steps");
    }

    private static String stepsOf(String plan) {
        return STEPS.matcher(plan)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElse(plan);
    }

    @Test
    void where_there_is_no_copy_that_is_said_and_nothing_is_advised() {
        notebook.run("BEGIN; UPDATE p SET a = 1 WHERE id = 1");
        String tried = tried("SELECT * FROM p WHERE g = 7");
        assertThat(tries(tried)).isEmpty();
        assertThat(tried).contains("No index was tried, and no statistics. A transaction is open");
        assertThat(columns(foreseen("SELECT * FROM p WHERE g = 7"))).containsExactly("p(g)");
        notebook.run("ROLLBACK");
    }

    @Test
    void a_java_function_is_not_called_to_find_advice_and_does_not_stand_in_its_way() {
        notebook.run("int calls = 0;");
        notebook.run("db.function(\"slug\", (String s) -> { calls++; return s.toLowerCase(); });");
        assertThat(columns(foreseen("SELECT slug(name) FROM p WHERE g = 7"))).containsExactly("p(g)");
        assertThat(notebook.run("calls")).isEqualTo("result: 0");
        assertThat(columns(tried("SELECT slug(name) FROM p WHERE g = 7"))).containsExactly("p(g)");
    }

    @Test
    void what_takes_too_long_to_be_tried_is_judged_by_the_planner() {
        assertThat(foreseen("SELECT count(*) FROM p a, p b, p c WHERE a.name < b.name AND c.g = 7 AND a.uid = 3"))
                .contains("may help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%plan ", "%plan --measure "})
    void an_interrupt_ends_what_is_being_tried(String sentence) {
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(signal::request);
        String slow = "SELECT count(*) FROM p a, p b, p c WHERE a.g = b.g AND b.v + c.v > 3 AND c.a = a.a";
        Instant start = Instant.now();
        notebook.run(sentence + slow, signal, new RecordingSink());
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(notebook.run("SELECT count(*) FROM p")).contains("5000");
    }

    @Test
    void a_large_database_is_copied_only_where_it_may_be() {
        notebook.run("CREATE TABLE large(bytes BLOB); INSERT INTO large VALUES (zeroblob(101000000))");
        assertThat(tried("SELECT * FROM p WHERE g = 7"))
                .contains("No index was tried, and no statistics. The database has 10")
                .contains("--yes");
        assertThat(columns(notebook.run("%plan --measure --yes SELECT * FROM p WHERE g = 7")))
                .containsExactly("p(g)");
        assertThat(columns(foreseen("SELECT * FROM p WHERE g = 7"))).containsExactly("p(g)");
    }
}
