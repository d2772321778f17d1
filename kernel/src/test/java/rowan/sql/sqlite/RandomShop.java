package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shop that {@link RandomQueries} are about: six tables and two views, always with the same rows. */
public final class RandomShop {

    /** What the planner has to work with. */
    public enum Tuning {
        /** Primary keys only. */
        PLAIN,
        /** With indexes of every kind. */
        INDEXED,
        /** With indexes and statistics. */
        ANALYZED
    }

    /** What a column holds; two columns of one domain can be joined when it is a key. */
    enum Domain {
        REGION(50),
        CUSTOMER(600),
        PRODUCT(300),
        ORDER(3000),
        STATUS(0),
        AMOUNT(0),
        DAY(0),
        TEXT(0);

        /** Distinct values of a key; 0 of what is no key. */
        final int keys;

        Domain(int keys) {
            this.keys = keys;
        }
    }

    record Column(String name, Domain domain) {}

    /** What can stand in FROM; {@code rows} is about how many it gives. */
    record Source(String sql, String alias, List<Column> columns, double rows) {
        String from() {
            return sql.equals(alias) ? sql : sql + " AS " + alias;
        }

        String reference(Column column) {
            return alias + "." + column.name();
        }

        List<Column> keys() {
            return columns.stream().filter(c -> c.domain().keys > 0).toList();
        }
    }

    static final List<Source> TABLES = List.of(
            table("region", 50, "id REGION", "name TEXT", "climate STATUS"),
            table("customer", 600, "id CUSTOMER", "region_id REGION", "name TEXT", "score AMOUNT", "status STATUS"),
            table("product", 300, "code PRODUCT", "region_id REGION", "price AMOUNT", "kind STATUS"),
            table(
                    "orders",
                    3000,
                    "id ORDER",
                    "customer_id CUSTOMER",
                    "product_code PRODUCT",
                    "region_id REGION",
                    "amount AMOUNT",
                    "status STATUS",
                    "day DAY",
                    "note TEXT"),
            table("line", 2000, "order_id ORDER", "position AMOUNT", "product_code PRODUCT", "quantity AMOUNT"),
            table("log", 1000, "tag TEXT", "customer_id CUSTOMER", "weight AMOUNT", "level STATUS"),
            table("late_orders", 300, "id ORDER", "customer_id CUSTOMER", "region_id REGION", "amount AMOUNT"),
            table("totals", 50, "region_id REGION", "total AMOUNT", "orders AMOUNT"));

    private static final String TABLES_DDL = """
            CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT NOT NULL, climate TEXT);
            CREATE TABLE customer(id INTEGER PRIMARY KEY, region_id INT REFERENCES region, name TEXT, score REAL, status TEXT);
            CREATE TABLE product(code TEXT PRIMARY KEY, region_id INT, price REAL, kind VARCHAR(8)) WITHOUT ROWID;
            CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INT, product_code TEXT, region_id INT, amount REAL,
                status TEXT, day DATE, note TEXT);
            CREATE TABLE line(order_id INT, position INT, product_code TEXT, quantity INT, PRIMARY KEY(order_id, position))
                WITHOUT ROWID;
            CREATE TABLE log(tag TEXT, customer_id INT, weight REAL, level);
            CREATE VIEW late_orders AS SELECT id, customer_id, region_id, amount FROM orders WHERE status = 'late';
            CREATE VIEW totals AS SELECT region_id, sum(amount) AS total, count(*) AS orders FROM orders GROUP BY region_id;
            """;

    private static final String INDEXES_DDL = """
            CREATE INDEX customer_region ON customer(region_id, status);
            CREATE UNIQUE INDEX customer_name ON customer(name);
            CREATE INDEX customer_lower ON customer(lower(name));
            CREATE INDEX product_kind ON product(kind, price);
            CREATE INDEX orders_customer ON orders(customer_id, amount);
            CREATE INDEX orders_status ON orders(status, region_id, day);
            CREATE INDEX orders_late ON orders(day) WHERE status = 'late';
            CREATE INDEX orders_product ON orders(product_code);
            CREATE INDEX line_product ON line(product_code, quantity);
            CREATE INDEX log_customer ON log(customer_id, tag, weight);
            """;

    static final List<String> STATUSES = List.of("closed", "open", "late", "new");

    private RandomShop() {}

    private static Source table(String name, int rows, String... columns) {
        List<Column> typed = Stream.of(columns)
                .map(c -> c.split(" "))
                .map(c -> new Column(c[0], Domain.valueOf(c[1])))
                .toList();
        return new Source(name, name, typed, rows);
    }

    /** Fills an empty database with the shop. */
    public static void fill(Connection connection, Tuning tuning) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN");
            statement.executeUpdate(TABLES_DDL);
            for (Source table : TABLES.subList(0, 6)) {
                insert(connection, table);
            }
            if (tuning != Tuning.PLAIN) {
                statement.executeUpdate(INDEXES_DDL);
            }
            statement.executeUpdate("COMMIT");
            if (tuning == Tuning.ANALYZED) {
                statement.executeUpdate("ANALYZE");
            }
        }
    }

    private static void insert(Connection connection, Source table) throws SQLException {
        Random random = new Random(table.sql().hashCode());
        String marks = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR IGNORE INTO " + table.sql() + " VALUES (" + marks + ")")) {
            for (int row = 1; row <= table.rows(); row++) {
                for (int i = 0; i < table.columns().size(); i++) {
                    Column column = table.columns().get(i);
                    boolean key = i == 0 && column.domain().keys == table.rows();
                    insert.setObject(i + 1, key ? key(column.domain(), row) : value(random, table, column, row));
                }
                insert.executeUpdate();
            }
        }
    }

    static Object key(Domain domain, int number) {
        return domain == Domain.PRODUCT ? String.format(Locale.ROOT, "p%03d", number) : (Object) number;
    }

    /** Keys and statuses are skewed: one row in five belongs to the first few keys; one value in ten is NULL. */
    private static Object value(Random random, Source table, Column column, int row) {
        boolean partOfKey = table.sql().equals("line") || column.name().equals("name");
        if (!partOfKey && random.nextInt(10) == 0) {
            return null;
        }
        Domain domain = column.domain();
        return switch (domain) {
            case REGION, CUSTOMER, PRODUCT, ORDER ->
                key(domain, 1 + random.nextInt(random.nextInt(5) == 0 ? 8 : domain.keys));
            case STATUS -> STATUSES.get(random.nextInt(4) == 0 ? random.nextInt(STATUSES.size()) : 0);
            case AMOUNT ->
                column.name().matches("position|quantity")
                        ? (Object) random.nextInt(20)
                        : (Object) (random.nextInt(10_000) / 100.0);
            case DAY -> day(random);
            case TEXT -> column.name().charAt(0) + "-" + (column.name().equals("name") ? row : random.nextInt(200));
        };
    }

    static String day(Random random) {
        return String.format(Locale.ROOT, "2026-%02d-%02d", 1 + random.nextInt(12), 1 + random.nextInt(28));
    }
}
