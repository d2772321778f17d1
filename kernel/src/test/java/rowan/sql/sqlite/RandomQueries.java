package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import rowan.sql.sqlite.RandomShop.Column;
import rowan.sql.sqlite.RandomShop.Domain;
import rowan.sql.sqlite.RandomShop.Source;

/**
 * As many random queries about the {@link RandomShop} as a test wants: valid, of every kind that SQLite's planner treats in
 * a way of its own, and each a matter of milliseconds. The same seed gives the same queries.
 */
public final class RandomQueries {

    private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "=", "<>", "IS NOT"};

    /** Rows looked at that a query may cost; about 20 ms. */
    private static final double MOST_WORK = 300_000;

    /** Rows that a join may give. */
    private static final double MOST_ROWS = 20_000;

    private static final int OF_A_SHAPE = 40;

    private static final List<Source> BASE_TABLES = RandomShop.TABLES.subList(0, 6);

    private final Random random;
    private final List<String> with = new ArrayList<>();
    private int aliases;

    private RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    /** Random queries without end. */
    public static Stream<String> queries(long seed) {
        Random seeds = new Random(seed);
        return LongStream.generate(seeds::nextLong).mapToObj(s -> new RandomQueries(s).query());
    }

    /** The ways in which a condition reaches a table. */
    public enum Shape {
        PLAIN,
        JOIN,
        VIEW,
        CTE,
        SUBQUERY_IN_FROM,
        UNION_ALL,
        HAVING,
        ROW_VALUE,
        WINDOW
    }

    /** Those of one shape that an instrumented SQLite has answered. */
    public static Stream<String> queries(Shape shape, RandomShop.Tuning tuning) {
        Random seeds = new Random(17 * shape.ordinal() + tuning.ordinal());
        return LongStream.generate(seeds::nextLong)
                .limit(OF_A_SHAPE)
                .mapToObj(s -> new RandomQueries(s).query(shape))
                .distinct();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String query() {
        String body = chance(15) ? compound() : select();
        return (with.isEmpty() ? "" : "WITH RECURSIVE " + String.join(", ", with) + " ") + body;
    }

    private String query(Shape shape) {
        Source table = fresh(table());
        return switch (shape) {
            case PLAIN -> rows(new Joined(table.from(), List.of(table), List.of(simple(table)), table.rows()));
            case JOIN -> {
                Joined joined = joined(true);
                while (joined.sources().size() == 1) {
                    joined = joined(true);
                }
                yield rows(joined);
            }
            case VIEW -> filtered(fresh(one(RandomShop.TABLES.subList(6, 8))));
            case CTE -> {
                Source part = part(table, chance(70) ? " WHERE " + simple(table) : "");
                String materialized = one(List.of("", "MATERIALIZED ", "NOT MATERIALIZED "));
                String query = filtered(fresh(new Source("w", "w", part.columns(), part.rows())));
                yield "WITH w AS " + materialized + part.sql() + " " + query;
            }
            case SUBQUERY_IN_FROM -> filtered(part(table, one(List.of("", " WHERE " + simple(table)))));
            case UNION_ALL -> {
                Source first = part(table, chance(50) ? " WHERE " + simple(table) : "");
                Domain domain = first.columns().get(0).domain();
                String arms = first.sql().replaceFirst("\\)$", " UNION ALL " + pair(domain) + ")");
                yield filtered(new Source(arms, first.alias(), first.columns(), first.rows()));
            }
            case HAVING -> {
                Column key = one(table.columns());
                Source group = new Source(table.sql(), table.alias(), List.of(key), table.rows());
                yield "SELECT " + table.reference(key) + ", " + aggregate(List.of(table)) + " AS n FROM " + table.from()
                        + (chance(40) ? " WHERE " + simple(table) : "") + " GROUP BY " + table.reference(key)
                        + " HAVING " + simple(group) + (chance(40) ? " AND count(*) > 1" : "");
            }
            case ROW_VALUE -> {
                Column one = one(table.columns());
                Column other = one(table.columns());
                String row = "(" + table.reference(one) + ", " + table.reference(other) + ") ";
                Stream<String> values =
                        Stream.generate(() -> "(" + any(one.domain()) + ", " + any(other.domain()) + ")");
                String condition = chance(30)
                        ? row + "IN (VALUES " + values.limit(2).collect(Collectors.joining(", ")) + ")"
                        : row + one(List.of("=", "=", "<", ">=")) + " "
                                + values.findFirst().orElseThrow();
                yield "SELECT " + columns(List.of(table)) + " FROM " + table.from() + " WHERE " + condition
                        + (chance(40) ? " AND " + simple(table) : "") + end(List.of(table));
            }
            case WINDOW -> {
                Column key = one(table.columns());
                String inner = "SELECT " + table.reference(key) + " AS k, "
                        + one(List.of("row_number()", "count(*)", "sum(" + column(List.of(table)) + ")"))
                        + " OVER (PARTITION BY " + table.reference(key) + " ORDER BY " + column(List.of(table))
                        + ") AS v FROM " + table.from() + (chance(60) ? " WHERE " + simple(table) : "");
                List<Column> columns = List.of(new Column("k", key.domain()), new Column("v", Domain.AMOUNT));
                yield chance(40) ? inner : filtered(new Source("(" + inner + ")", "f" + ++aliases, columns, 1000));
            }
        };
    }

    private Source table() {
        return one(BASE_TABLES);
    }

    /** A query in parentheses that gives a key and another column of a table. */
    private Source part(Source table, String where) {
        Column key = one(table.keys());
        Column value = one(table.columns());
        List<Column> columns = List.of(new Column("k", key.domain()), new Column("v", value.domain()));
        String body =
                "SELECT " + table.reference(key) + " AS k, " + table.reference(value) + " AS v FROM " + table.from();
        return new Source("(" + body + where + ")", "s" + ++aliases, columns, table.rows());
    }

    /** A key of a domain and something else. */
    private String pair(Domain domain) {
        Source source = fresh(one(BASE_TABLES.stream()
                .filter(t -> t.columns().stream().anyMatch(c -> c.domain() == domain))
                .toList()));
        Column key =
                one(source.columns().stream().filter(c -> c.domain() == domain).toList());
        return "SELECT " + source.reference(key) + ", " + column(List.of(source)) + " FROM " + source.from()
                + (chance(50) ? " WHERE " + simple(source) : "");
    }

    /** A query that is one SELECT, with a condition more. */
    private String rows(Joined joined) {
        List<Source> sources = joined.sources();
        List<String> where = new ArrayList<>(joined.where());
        where.add(chance(20) ? "(" + simple(one(sources)) + " OR " + simple(one(sources)) + ")" : simple(one(sources)));
        String body = " FROM " + joined.sql() + " WHERE " + String.join(" AND ", where);
        return switch (random.nextInt(6)) {
            case 0 -> "SELECT " + aggregate(sources) + body;
            case 1 -> grouped(sources, body);
            case 2 -> "SELECT DISTINCT " + columns(sources) + body + end(sources);
            default -> "SELECT " + columns(sources) + body + end(sources);
        };
    }

    /** A query of one source with one or two conditions. */
    private String filtered(Source source) {
        return select(new Joined(source.from(), List.of(source), List.of(simple(source)), source.rows()));
    }

    private String compound() {
        Domain domain = one(List.of(Domain.REGION, Domain.CUSTOMER, Domain.PRODUCT, Domain.STATUS));
        StringBuilder sql = new StringBuilder(keys(domain));
        for (int more = 1 + random.nextInt(2); more > 0; more--) {
            sql.append(one(List.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ")))
                    .append(keys(domain));
        }
        return sql + (chance(50) ? " ORDER BY 1" : "") + (chance(20) ? " LIMIT 30" : "");
    }

    /** A query of one column that gives values of a domain, without ORDER BY. */
    private String keys(Domain domain) {
        Source source = fresh(one(RandomShop.TABLES.stream()
                .filter(t -> t.columns().stream().anyMatch(c -> c.domain() == domain))
                .toList()));
        Column column =
                one(source.columns().stream().filter(c -> c.domain() == domain).toList());
        return "SELECT " + (chance(20) ? "DISTINCT " : "") + source.reference(column) + " FROM " + source.from()
                + (chance(80) ? " WHERE " + simple(source) : "");
    }

    private String select() {
        return select(joined(false));
    }

    private String select(Joined joined) {
        List<Source> sources = joined.sources();
        List<String> where = new ArrayList<>(joined.where());
        for (int more = random.nextInt(5) / 2; more > 0; more--) {
            where.add(condition(sources, joined.rows()));
        }
        String body = " FROM " + joined.sql() + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where));
        return switch (random.nextInt(10)) {
            case 0 -> "SELECT " + one(List.of("count(*)", aggregate(sources), "min(" + column(sources) + ")")) + body;
            case 1, 2, 3 -> grouped(sources, body);
            case 4 -> "SELECT DISTINCT " + columns(sources) + body + end(sources);
            case 5 -> windowed(sources, body);
            default ->
                "SELECT " + columns(sources) + (correlates(joined.rows()) ? ", " + scalar(sources) : "") + body
                        + end(sources);
        };
    }

    /** What FROM holds, the conditions that belong to it, and about how many rows come of it. */
    private record Joined(String sql, List<Source> sources, List<String> where, double rows) {}

    /** One to four sources, joined by keys and in a way that keeps the work bounded. */
    private Joined joined(boolean tables) {
        List<Source> sources = new ArrayList<>();
        List<String> where = new ArrayList<>();
        Source first = tables ? fresh(table()) : source();
        if (!first.keys().isEmpty() && chance(40)) {
            where.add(few(first));
            first = new Source(first.sql(), first.alias(), first.columns(), 20);
        }
        StringBuilder from = new StringBuilder(first.from());
        sources.add(first);
        double rows = first.rows();
        for (int more = random.nextInt(4); more > 0; more--) {
            Source next = tables ? fresh(table()) : source();
            Source partner = one(sources);
            List<Column[]> pairs = pairs(partner, next);
            if (pairs.isEmpty()) {
                continue;
            }
            Column[] on = pairs.get(0);
            double result = rows * Math.max(1, 2 * next.rows() / on[0].domain().keys);
            if (result < MOST_ROWS) {
                from.append(join(partner, next, on, tables ? MOST_WORK : rows, sources.size() == 1, where));
                sources.add(next);
                rows = result;
            }
        }
        return new Joined(from.toString(), sources, where, rows);
    }

    private List<Column[]> pairs(Source left, Source right) {
        return left.keys().stream()
                .flatMap(l -> right.keys().stream()
                        .filter(r -> r.domain() == l.domain())
                        .map(r -> new Column[] {l, r}))
                .sorted((a, b) -> b[0].domain().keys - a[0].domain().keys)
                .toList();
    }

    /** @param rows of what stands on the left; with too many no right or full join is made */
    private String join(Source left, Source right, Column[] on, double rows, boolean first, List<String> where) {
        String equal = left.reference(on[0]) + " = " + right.reference(on[1]);
        String both = equal + (chance(25) ? " AND " + simple(right) : "");
        boolean outer = rows * right.rows() < MOST_WORK && left.rows() * right.rows() < MOST_WORK;
        boolean sameName = first && on[0].name().equals(on[1].name());
        switch (random.nextInt(10)) {
            case 0, 1:
                where.add(equal);
                return ", " + right.from();
            case 2:
                where.add(equal);
                return " CROSS JOIN " + right.from();
            case 3, 4:
                return " LEFT JOIN " + right.from() + " ON " + both;
            case 5:
                return outer ? " RIGHT JOIN " + right.from() + " ON " + both : " JOIN " + right.from() + " ON " + both;
            case 6:
                return (outer ? " FULL JOIN " : " LEFT JOIN ") + right.from() + " ON " + both;
            case 7:
                return sameName
                        ? " JOIN " + right.from() + " USING (" + on[0].name() + ")"
                        : " JOIN " + right.from() + " ON " + both;
            case 8:
                return sameName ? " NATURAL JOIN " + right.from() : " JOIN " + right.from() + " ON " + both;
            default:
                return " INNER JOIN " + right.from() + " ON " + both;
        }
    }

    /** A table or view, or now and then a subquery or a WITH, under an alias of its own. */
    private Source source() {
        Source table = one(RandomShop.TABLES);
        int kind = random.nextInt(10);
        if (kind > 1 || table.keys().isEmpty()) {
            return fresh(table);
        }
        Source inner = fresh(table);
        Column key = one(inner.keys());
        String body = chance(50)
                ? "SELECT " + inner.reference(key) + " AS k, count(*) AS v FROM " + inner.from() + " GROUP BY 1"
                : "SELECT " + inner.reference(key) + " AS k, " + inner.reference(one(inner.columns())) + " AS v FROM "
                        + inner.from() + " WHERE " + simple(inner) + (chance(50) ? " ORDER BY 2 LIMIT 100" : "");
        List<Column> columns = List.of(new Column("k", key.domain()), new Column("v", Domain.AMOUNT));
        if (kind == 0) {
            return new Source("(" + body + ")", "s" + ++aliases, columns, table.rows());
        }
        String name = "w" + ++aliases;
        boolean recursive = key.domain() != Domain.PRODUCT && chance(25);
        with.add(
                recursive
                        ? name + "(k, v) AS (SELECT 1, 0.5 UNION ALL SELECT k + 1, v * 2 FROM " + name
                                + " WHERE k < 40)"
                        : name + " AS " + one(List.of("", "MATERIALIZED ", "NOT MATERIALIZED ")) + "(" + body + ")");
        Source defined = new Source(name, name, columns, recursive ? 40 : table.rows());
        return chance(50) ? fresh(defined) : defined;
    }

    private Source fresh(Source table) {
        return new Source(table.sql(), table.sql().charAt(0) + "" + ++aliases, table.columns(), table.rows());
    }

    /** A condition that leaves about twenty keys. */
    private String few(Source source) {
        Column key = source.keys().get(0);
        int from = 1 + random.nextInt(key.domain().keys);
        String low = literal(key.domain(), from);
        return source.reference(key)
                + (chance(30) ? " = " + low : " BETWEEN " + low + " AND " + literal(key.domain(), from + 15));
    }

    private boolean correlates(double rows) {
        return rows <= 60 && chance(30);
    }

    private String condition(List<Source> sources, double rows) {
        Source source = one(sources);
        if (correlates(rows) && sources.size() < 3) {
            return (chance(30) ? "NOT " : "") + "EXISTS (" + correlated("1", source) + ")";
        }
        List<Column> keys = source.keys();
        return switch (random.nextInt(8)) {
            case 0 -> {
                Source other = keys.isEmpty() ? source : new Source(source.sql(), source.alias(), keys, 0);
                yield "(" + simple(other) + " OR " + simple(other) + ")";
            }
            case 1 -> "(" + simple(source) + " OR " + simple(one(sources)) + ")";
            case 2 -> {
                if (keys.isEmpty()) {
                    yield simple(source);
                }
                Column key = one(keys);
                yield source.reference(key) + (chance(25) ? " NOT" : "") + " IN (" + keys(key.domain()) + ")";
            }
            case 3 -> {
                Source other = fresh(RandomShop.TABLES.get(3));
                yield column(sources) + " <> (SELECT max(" + other.reference(one(other.columns())) + ") FROM "
                        + other.from() + ")";
            }
            default -> simple(source);
        };
    }

    private String correlated(String result, Source outer) {
        Column key = one(outer.keys());
        Source inner = fresh(one(RandomShop.TABLES.stream()
                .filter(t -> t.rows() <= 1000 && !pairs(outer, t).isEmpty())
                .toList()));
        List<Column> same =
                inner.columns().stream().filter(c -> c.domain() == key.domain()).toList();
        Column[] pair = same.isEmpty() ? pairs(outer, inner).get(0) : new Column[] {key, one(same)};
        return "SELECT " + result + " FROM " + inner.from() + " WHERE " + inner.reference(pair[1]) + " = "
                + outer.reference(pair[0]) + (chance(40) ? " AND " + simple(inner) : "");
    }

    private String scalar(List<Source> sources) {
        return "(" + correlated("count(*)", one(sources)) + ") AS n";
    }

    /** A condition on one column. */
    private String simple(Source source) {
        Column column = one(source.columns());
        String name = source.reference(column);
        Domain domain = column.domain();
        return switch (random.nextInt(8)) {
            case 0 -> name + " IN (" + any(domain) + ", " + any(domain) + ", " + any(domain) + ")";
            case 1 -> name + " BETWEEN " + literal(domain, 1) + " AND " + any(domain);
            case 2 -> name + (chance(50) ? " IS NULL" : " IS NOT NULL");
            case 3 -> name + one(List.of(" LIKE '%-1%'", " GLOB 'n-1*'", " LIKE '%1%'", " NOT LIKE 't%'"));
            case 4 -> "lower(" + name + ") >= lower(" + any(domain) + ")";
            case 5 -> name + " " + COMPARISONS[random.nextInt(COMPARISONS.length)] + " " + any(domain);
            default -> name + " = " + any(domain);
        };
    }

    private String any(Domain domain) {
        return literal(domain, 1 + random.nextInt(Math.max(1, chance(30) ? 8 : domain.keys)));
    }

    private String literal(Domain domain, int number) {
        return switch (domain) {
            case REGION, CUSTOMER, ORDER -> Integer.toString(number);
            case PRODUCT -> "'" + RandomShop.key(domain, number) + "'";
            case STATUS -> "'" + one(RandomShop.STATUSES) + "'";
            case AMOUNT -> Integer.toString(random.nextInt(100));
            case DAY -> "'" + RandomShop.day(random) + "'";
            case TEXT -> "'n-" + random.nextInt(200) + "'";
        };
    }

    private String column(List<Source> sources) {
        Source source = one(sources);
        return source.reference(one(source.columns()));
    }

    private String columns(List<Source> sources) {
        return Stream.generate(() -> column(sources))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.joining(", "));
    }

    private String aggregate(List<Source> sources) {
        String name = column(sources);
        return one(List.of(
                "count(*)",
                "count(DISTINCT " + name + ")",
                "sum(" + name + ")",
                "max(" + name + ")",
                "group_concat(" + name + ", '/' ORDER BY " + column(sources) + ")",
                "avg(" + name + ") FILTER (WHERE " + name + " > 5)"));
    }

    private String grouped(List<Source> sources, String body) {
        String keys = Stream.generate(() -> column(sources))
                .limit(1 + random.nextInt(2))
                .distinct()
                .collect(Collectors.joining(", "));
        return "SELECT " + keys + ", " + aggregate(sources) + " AS n" + body + " GROUP BY " + keys
                + (chance(30) ? " HAVING count(*) > 1" : "")
                + one(List.of("", "", " ORDER BY " + keys, " ORDER BY n DESC", " ORDER BY n LIMIT 5"));
    }

    private String windowed(List<Source> sources, String body) {
        String function = one(List.of("row_number()", "rank()", "sum(" + column(sources) + ")", "count(*)"));
        return "SELECT " + columns(sources) + ", " + function + " OVER (PARTITION BY " + column(sources) + " ORDER BY "
                + column(sources) + ") AS n" + body + (chance(50) ? " ORDER BY n" : "") + " LIMIT 200";
    }

    private String end(List<Source> sources) {
        String order = chance(60) ? " ORDER BY " + columns(sources).replace(",", chance(30) ? " DESC," : ",") : "";
        return order + (chance(40) ? " LIMIT " + (1 + random.nextInt(50)) : "");
    }
}
