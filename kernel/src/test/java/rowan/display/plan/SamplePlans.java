package rowan.display.plan;

import static rowan.display.plan.PlanBuilder.key;
import static rowan.display.plan.PlanBuilder.other;
import static rowan.display.plan.PlanBuilder.plan;
import static rowan.display.plan.PlanBuilder.read;
import static rowan.display.plan.PlanBuilder.scan;
import static rowan.display.plan.PlanBuilder.seek;
import static rowan.display.plan.PlanBuilder.sort;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Count;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.Operation;

/** Plans of every kind, measured and not, each under the name of its golden files. */
final class SamplePlans {

    private static final Map<String, PlanBuilder> ALL = new LinkedHashMap<>();

    private SamplePlans() {}

    static Map<String, PlanBuilder> all() {
        return ALL;
    }

    static {
        ALL.put(
                "scan-that-keeps-little",
                plan("SELECT * FROM orders WHERE status = 'open'")
                        .step(scan("orders").of(100_000).expected(96_000).visited(1, 100_000, 212))
                        .took(212, 4.31, 300_643, 732)
                        .warning(
                                "orders",
                                "orders is read whole, all 100,000 rows, to keep 212 of them (0.2 %).",
                                "CREATE INDEX orders_status ON orders(status);"));
        ALL.put(
                "scan-not-measured",
                plan("SELECT * FROM orders WHERE status = 'open'")
                        .step(scan("orders").of(100_000).expected(96_000).cost(194_012)));
        ALL.put(
                "scan-of-a-small-table",
                plan("SELECT * FROM countries WHERE population > 10000000")
                        .step(scan("countries").of(249).expected(240).visited(1, 249, 92))
                        .took(92, 0.061, 1_209, 4)
                        .fine("countries", "countries is read whole; with 249 rows that is fine."));
        ALL.put(
                "sort-above-a-join",
                plan("SELECT o.id, u.name FROM orders o JOIN users u ON u.id = o.user_id WHERE o.status = 'open' ORDER BY o.created_at LIMIT 20")
                        .step(scan("orders o").of(100_000).expected(10_000).visited(1, 100_000, 212))
                        .step(key("users u", "id =").expected(1).visited(212, 212, 212))
                        .step(sort("ORDER BY"))
                        .took(20, 9.4, 104_005, 312)
                        .warning(
                                "orders o",
                                "orders is read whole to keep 0.2 % of it, and sorted afterwards.",
                                "CREATE INDEX orders_open ON orders(status, created_at);")
                        .fine("users u", "users is reached by its primary key; nothing to gain."));
        ALL.put(
                "seek-on-a-covering-index",
                plan("SELECT count(*), sum(total) FROM orders WHERE user_id = 42")
                        .step(seek("orders")
                                .covering("orders_user", "user_id =", "total")
                                .expected(10)
                                .visited(1, 12, 12))
                        .took(1, 0.018, 64, 3));
        ALL.put(
                "seek-with-a-range-on-a-partial-index",
                plan("SELECT * FROM posts WHERE state = 'open' AND author = 3 AND created > '2026'")
                        .step(seek("posts")
                                .index(
                                        "posts_open",
                                        false,
                                        Optional.of("state = 'open'"),
                                        "author =",
                                        "created range",
                                        "title",
                                        "length")
                                .expected(10)
                                .visited(1, 2_400, 2_400))
                        .took(2_400, 3.2, 31_200, 2_411)
                        .note(
                                "posts",
                                "The index posts_open does not hold all columns: each of 2,400 rows was looked up in the table.",
                                ""));
        ALL.put(
                "seek-that-tries-each-value",
                plan("SELECT * FROM people WHERE surname = 'Lovelace'")
                        .step(seek("people")
                                .index("people_city_surname", "city each", "surname =", "born")
                                .expected(20)
                                .cost(310)));
        ALL.put(
                "range-of-primary-keys",
                plan("SELECT * FROM events WHERE id BETWEEN 1000 AND 2000 ORDER BY id")
                        .step(key("events", "id range").expected(1_000).visited(1, 1_001))
                        .took(1_001, 0.4, 6_010, 21));
        ALL.put(
                "left-join-without-an-index",
                plan("SELECT * FROM users u LEFT JOIN phones p ON p.user_id = u.id")
                        .step(scan("users u").of(300).expected(300).visited(1, 300, 300))
                        .step(scan("phones p").of(200).left().expected(200).visited(300, 60_000, 200))
                        .took(310, 6.1, 243_311, 18)
                        .warning(
                                "phones p",
                                "phones is read whole 300 times, once for each row of users.",
                                "CREATE INDEX phones_user_id ON phones(user_id);"));
        ALL.put(
                "exists-as-a-join",
                plan("SELECT * FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)")
                        .step(scan("users u").of(300).visited(1, 300, 260))
                        .step(seek("orders o")
                                .covering("orders_user", "user_id =", "total")
                                .exists()
                                .expected(10)
                                .visitedAtMost(300, 260, 260))
                        .took(260, 0.31, 3_920, 14));
        ALL.put(
                "automatic-index",
                plan("SELECT * FROM a JOIN b ON a.code = b.code")
                        .step(scan("a").of(2_000).expected(2_000).visited(1, 2_000, 2_000))
                        .step(read(Access.AUTOMATIC_INDEX, "b")
                                .detail("SEARCH b USING AUTOMATIC COVERING INDEX (code=?)")
                                .index("", true, Optional.empty(), "code =")
                                .expected(20)
                                .notMeasurable("the index is built while the query runs"))
                        .took(2_000, 1.9, 41_020, 40)
                        .warning(
                                "b",
                                "An index on b is built for every run of the query, and thrown away.",
                                "CREATE INDEX b_code ON b(code);"));
        ALL.put(
                "scan-of-a-whole-index",
                plan("SELECT name FROM users ORDER BY name")
                        .step(read(Access.INDEX_SCAN, "users")
                                .covering("users_name", "name")
                                .expected(300)
                                .visited(1, 300, 300))
                        .took(300, 0.08, 905, 5)
                        .fine("users", "The index gives the names in order, so nothing has to be sorted."));
        ALL.put(
                "scan-of-an-index-with-look-ups",
                plan("SELECT * FROM users ORDER BY name")
                        .step(read(Access.INDEX_SCAN, "users")
                                .index("users_name", "name")
                                .of(300)
                                .cost(1_024)));
        ALL.put(
                "count-of-a-table",
                plan("SELECT count(*) FROM orders")
                        .step(read(Access.COUNT, "orders").covering("orders_user", "user_id", "total"))
                        .took(1, 0.21, 7, 301));
        ALL.put(
                "virtual-table",
                plan("SELECT * FROM docs WHERE docs MATCH 'plan' ORDER BY rank")
                        .step(read(Access.VIRTUAL_TABLE, "docs")
                                .detail("SCAN docs VIRTUAL TABLE INDEX 32:M1")
                                .index("32:M1")
                                .notMeasurable("the rows of a virtual table cannot be counted"))
                        .took(17, 0.4, 240, 9));
        ALL.put(
                "subqueries-in-from",
                plan("WITH totals AS MATERIALIZED (SELECT user_id, sum(total) t FROM orders GROUP BY user_id) SELECT * FROM totals JOIN (SELECT DISTINCT city FROM users) c")
                        .step(other(
                                Operation.SUBQUERY,
                                "MATERIALIZE totals",
                                read(Access.INDEX_SCAN, "orders")
                                        .covering("orders_user", "user_id", "total")
                                        .visited(1, 100_000, 100_000)))
                        .step(other(
                                Operation.SUBQUERY,
                                "CO-ROUTINE c",
                                scan("users").visited(1, 300, 300),
                                sort("DISTINCT")))
                        .step(read(Access.SUBQUERY_SCAN, "c").visited(1, 7, 7))
                        .step(read(Access.SUBQUERY_SCAN, "totals").visited(7, 2_100, 2_100))
                        .took(2_100, 31, 812_004, 410));
        ALL.put(
                "correlated-subquery",
                plan("SELECT name, (SELECT max(total) FROM orders o WHERE o.user_id = u.id) FROM users u WHERE city = 'Oslo'")
                        .step(scan("users u").of(300).expected(280).visitedAtMost(1, 300, 43))
                        .step(other(
                                Operation.CORRELATED_SUBQUERY,
                                "CORRELATED SCALAR SUBQUERY 1",
                                seek("orders o")
                                        .covering("orders_user", "user_id =", "total")
                                        .expected(334)
                                        .visited(43, 43)))
                        .took(43, 0.6, 2_210, 19)
                        .note("subquery 1", "A subquery runs 43 times, once for each row of users that is kept.", ""));
        ALL.put(
                "subqueries-that-run-once",
                plan("SELECT * FROM orders WHERE user_id IN (SELECT id FROM users WHERE city = 'Oslo') AND total > (SELECT avg(total) FROM orders)")
                        .step(seek("orders").index("orders_user", "user_id =", "total range"))
                        .step(other(
                                Operation.SUBQUERY,
                                "LIST SUBQUERY 1",
                                scan("users").of(300),
                                other(Operation.PREPARE, "CREATE BLOOM FILTER")))
                        .step(other(
                                Operation.SUBQUERY,
                                "SCALAR SUBQUERY 2",
                                scan("orders").of(100_000)))
                        .step(other(Operation.REUSED_SUBQUERY, "REUSE LIST SUBQUERY 1")));
        ALL.put(
                "compound",
                plan("SELECT a FROM t UNION ALL SELECT b FROM u UNION ALL VALUES (1), (2)")
                        .step(other(
                                Operation.COMPOUND,
                                "COMPOUND QUERY",
                                other(
                                        Operation.PART,
                                        "LEFT-MOST SUBQUERY",
                                        scan("t").visited(1, 10, 10)),
                                other(Operation.PART, "UNION ALL", scan("u").visited(1, 5, 5)),
                                other(Operation.PART, "UNION ALL", other(Operation.CONSTANT, "SCAN 2 CONSTANT ROWS"))))
                        .took(17, 0.02, 131, 4));
        ALL.put(
                "merge-of-two-sorted-results",
                plan("SELECT name FROM users EXCEPT SELECT name FROM banned ORDER BY name")
                        .step(other(
                                Operation.COMPOUND,
                                "MERGE (EXCEPT)",
                                other(
                                        Operation.PART,
                                        "LEFT",
                                        read(Access.INDEX_SCAN, "users").covering("users_name", "name")),
                                other(Operation.PART, "RIGHT", scan("banned").of(12), sort("ORDER BY")))));
        ALL.put(
                "or-by-two-indexes",
                plan("SELECT * FROM orders o JOIN users u ON u.id = o.user_id WHERE o.code = 7 OR o.user_id = 3")
                        .step(other(
                                Operation.PART,
                                "MULTI-INDEX OR",
                                other(
                                        Operation.PART,
                                        "INDEX 1",
                                        seek("orders o")
                                                .index("orders_code", "code =")
                                                .notMeasurable("only the sum of both sides of the OR can be counted")),
                                other(
                                        Operation.PART,
                                        "INDEX 2",
                                        seek("orders o")
                                                .index("orders_user", "user_id =", "total")
                                                .notMeasurable("only the sum of both sides of the OR can be counted"))))
                        .step(key("users u", "id =").expected(1).visited(13, 13, 13))
                        .took(13, 0.05, 301, 20));
        ALL.put(
                "recursion",
                plan("WITH RECURSIVE tree AS (SELECT id FROM parts WHERE parent IS NULL UNION ALL SELECT p.id FROM parts p JOIN tree ON p.parent = tree.id) SELECT * FROM tree")
                        .step(other(
                                Operation.SUBQUERY,
                                "CO-ROUTINE tree",
                                other(Operation.PART, "SETUP", seek("parts").index("parts_parent", "parent =")),
                                other(
                                        Operation.PART,
                                        "RECURSIVE STEP",
                                        read(Access.SUBQUERY_SCAN, "tree"),
                                        seek("parts p").index("parts_parent", "parent ="))))
                        .step(read(Access.SUBQUERY_SCAN, "tree")));
        ALL.put(
                "right-join-with-a-bloom-filter",
                plan("SELECT * FROM facts f RIGHT JOIN dims d ON d.id = f.dim_id")
                        .step(scan("facts f").of(1_000_000))
                        .step(other(Operation.PREPARE, "BLOOM FILTER ON d (id=?)"))
                        .step(key("dims d", "id ="))
                        .step(other(
                                Operation.PART,
                                "RIGHT-JOIN dims",
                                scan("dims d").of(50))));
        ALL.put(
                "groups-and-distinct-values",
                plan("SELECT city, count(DISTINCT name) FROM users GROUP BY city ORDER BY city, 2")
                        .step(scan("users").of(300).visited(1, 300, 300))
                        .step(sort("GROUP BY"))
                        .step(sort("count(DISTINCT)"))
                        .step(sort("LAST TERM OF ORDER BY"))
                        .took(7, 0.4, 5_120, 9)
                        .note(
                                "",
                                "Three sorts; an index on users(city, name) would give the groups in order.",
                                "CREATE INDEX users_city_name ON users(city, name);"));
        ALL.put(
                "in-by-an-index",
                plan("SELECT * FROM logs WHERE kind IN (SELECT id FROM kinds)")
                        .step(scan("logs").of(5_000))
                        .step(other(Operation.PREPARE, "USING ROWID SEARCH ON TABLE kinds FOR IN-OPERATOR")));
        ALL.put(
                "constant-rows",
                plan("SELECT 1, 'x'")
                        .step(other(Operation.CONSTANT, "SCAN CONSTANT ROW"))
                        .took(1, 0.004, 7, 0));
        ALL.put(
                "nothing-is-read",
                plan("INSERT INTO t VALUES (1)")
                        .took(new Execution(
                                1, Duration.ofNanos(81_000), new Count.Exact(12), OptionalLong.empty(), true))
                        .unseen("The trigger t_log on t also runs; its work is not in the plan."));
        ALL.put(
                "write-on-a-private-copy",
                plan("UPDATE orders SET status = 'late' WHERE due < '2026-01-01'")
                        .step(scan("orders").of(3_000_000).expected(750_000).visited(1, 3_000_000, 120))
                        .took(new Execution(
                                120, Duration.ofMillis(412), new Count.AtLeast(9_000_000), OptionalLong.empty(), true))
                        .warning(
                                "orders",
                                "orders is read whole, all 3,000,000 rows, to keep 120 of them.",
                                "CREATE INDEX orders_due\n  ON orders(due);")
                        .unseen("The trigger orders_log on orders also runs; its work is not in the plan.")
                        .unseen("Foreign keys of order_lines refer to orders; checking them is not in the plan."));
        ALL.put(
                "estimate-far-off",
                plan("SELECT * FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.day = '2026-11-20'")
                        .step(seek("orders o")
                                .index("orders_day", "day =")
                                .of(1_000)
                                .expected(10)
                                .visited(1, 2_400, 2_400))
                        .step(seek("lines l")
                                .index("lines_order", "order_id =")
                                .expected(50)
                                .visited(2_400, 4_800, 4_800))
                        .took(4_800, 6.2, 52_000, 300)
                        .note(
                                "orders o",
                                "The planner expected 10 rows of orders and 2,400 came, 240 × more: its statistics are old.",
                                "ANALYZE orders;"));
        ALL.put(
                "step-that-is-not-known",
                plan("SELECT * FROM t").step(other(Operation.OTHER, "QUANTUM SEARCH t USING (spin up)", scan("t"))));
        ALL.put(
                "hostile-names",
                plan("SELECT * FROM \"<b>x\"\"y\"")
                        .step(scan("<b>x\"y 🦉's").of(3).visited(1, 3, 1))
                        .step(seek("a`b|c;[d]\n-->e")
                                .index(
                                        "i\"<script>",
                                        false,
                                        Optional.of("x = '</td>'"),
                                        "a'b =",
                                        "</script>",
                                        "\\\"quoted\\")
                                .visited(1, 1, 1))
                        .took(1, 0.01, 20, 1)
                        .note("<b>x\"y 🦉's", "<b>x\"y is small & fine.", "SELECT '</code></pre><script>';"));
    }
}
