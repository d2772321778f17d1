package rowan.sql.sqlite.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.text.SqliteLiterals;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.workspace.contract.Interrupt;

/**
 * The database {@code main} as the statements that make it again, in Rowan and in the sqlite3 shell: tables with their rows,
 * statistics and counters, then indexes, views, and triggers, which so do not fire while rows come back.
 *
 * <p>A virtual table is entered into the schema as it stands there, since making it would make its shadow tables too, and
 * those come with their rows.
 *
 * @see <a href="https://www.sqlite.org/cli.html#converting_an_entire_database_to_a_text_file">.dump in the sqlite3 shell</a>
 */
public final class SqliteDump {

    /** Names under which a row id can be asked for, unless a column has them. */
    private static final List<String> ROW_ID = List.of("rowid", "_rowid_", "oid");

    private static final String SEQUENCE = "sqlite_sequence";

    /** A row of the schema that has a text. */
    private record Item(String type, String name, String sql, boolean isVirtual) {

        boolean is(String other) {
            return type.equals(other);
        }

        /** Whether SQLite makes it by itself when it needs it. */
        boolean isSystem() {
            return name.toLowerCase(Locale.ROOT).startsWith("sqlite_");
        }
    }

    private final Connection connection;
    private final Lexicon lexicon;
    private final Consumer<CharSequence> out;
    private final Interrupt interrupt;
    private boolean schemaWritable;

    public SqliteDump(Connection connection, Lexicon lexicon, Consumer<CharSequence> out, Interrupt interrupt) {
        this.connection = connection;
        this.lexicon = lexicon;
        this.out = out;
        this.interrupt = interrupt;
    }

    /** Writes all, or what fits one of the patterns. */
    public void write(List<String> patterns) throws SqlFailure, SQLException {
        List<Item> items = items(patterns);
        boolean checks = items.stream().anyMatch(item -> item.is("table") && says(item, "CHECK"));
        if (patterns.isEmpty()) {
            encoding();
        }
        line("PRAGMA foreign_keys=OFF;");
        line("BEGIN TRANSACTION;");
        if (patterns.isEmpty()) {
            number("application_id");
            number("user_version");
        }
        if (checks) {
            // Rows may be older than a check, or have been let in without it.
            line("PRAGMA ignore_check_constraints=ON;");
        }
        all(items);
        if (checks) {
            line("PRAGMA ignore_check_constraints=OFF;");
        }
        line("COMMIT;");
    }

    private void all(List<Item> items) throws SQLException {
        for (Item item : items) {
            if (item.is("table") && !item.isSystem()) {
                table(item);
            }
        }
        for (Item item : items) {
            if (item.is("table") && item.isSystem() && !item.name().equals(SEQUENCE)) {
                systemTable(item);
                rows(item, "");
            }
        }
        counters(items);
        definitions(items, "index");
        definitions(items, "view");
        if (schemaWritable) {
            line("PRAGMA writable_schema=RESET;");
        }
        definitions(items, "trigger");
    }

    private List<Item> items(List<String> patterns) throws SqlFailure, SQLException {
        String all = "SELECT rowid, type, name, sql, rootpage FROM main.sqlite_schema AS o WHERE sql NOT NULL";
        Map<Long, Item> items = new TreeMap<>();
        if (patterns.isEmpty()) {
            read(all, List.of(), items);
        }
        for (String word : patterns) {
            String pattern = isName(word) ? word.replaceAll("[\\\\%_]", "\\\\$0") : word;
            int before = items.size();
            String fits = "LIKE ? ESCAPE '\\'";
            read(
                    all + " AND (name " + fits + " OR tbl_name " + fits
                            + " OR EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND rootpage = 0 AND name "
                            + fits + " AND substr(o.tbl_name, 1, length(name) + 1) = name || '_'))",
                    List.of(pattern, pattern, pattern),
                    items);
            if (items.size() == before) {
                throw new SqlFailure(Problem.usage(
                        "Nothing in the database is called " + word + ".",
                        ".tables lists tables and views; % in a name stands for any characters, _ for one."));
            }
        }
        return List.copyOf(items.values());
    }

    /** Whether a table, view or index is called so: the one that is meant, whatever a_b would fit as a pattern. */
    private boolean isName(String word) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE")) {
            query.setString(1, word);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void read(String query, List<String> values, Map<Long, Item> items) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(2);
                    boolean isVirtual = type.equals("table") && rows.getLong(5) == 0;
                    items.put(rows.getLong(1), new Item(type, rows.getString(3), rows.getString(4), isVirtual));
                }
            }
        }
    }

    private boolean says(Item item, String keyword) {
        return lexicon.tokenize(item.sql()).stream().anyMatch(token -> token.is(keyword));
    }

    private void table(Item item) throws SQLException {
        if (item.isVirtual()) {
            schemaRow(item);
        } else {
            definition(item);
            rows(item, "");
        }
    }

    private void definitions(List<Item> items, String type) {
        for (Item item : items) {
            if (item.is(type)) {
                definition(item);
            }
        }
    }

    /** A comment that is the end of a definition must not swallow the semicolon. */
    private void definition(Item item) {
        List<Token> tokens = lexicon.tokenize(item.sql());
        Token last = tokens.get(tokens.size() - 1);
        boolean isOpen = last.kind() == Token.Kind.UNFINISHED;
        boolean isComment = last.kind() == Token.Kind.COMMENT && last.text().startsWith("--");
        if ((isOpen || isComment) && item.is("view")) {
            schemaRow(item);
        } else {
            line(item.sql() + (isOpen ? "*/;" : isComment ? "\n;" : ";"));
        }
    }

    /** What has no pages of its own can be entered into the schema as it is. */
    private void schemaRow(Item item) {
        writableSchema();
        StringBuilder row = new StringBuilder("INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES(");
        SqliteLiterals.append(row, item.type());
        SqliteLiterals.append(row.append(','), item.name());
        SqliteLiterals.append(row.append(','), item.name());
        SqliteLiterals.append(row.append(",0,"), item.sql());
        line(row.append(");").toString());
    }

    /** A table that SQLite makes by itself: it may be there, or not be known to the SQLite that reads the dump. */
    private void systemTable(Item item) {
        writableSchema();
        line(item.sql().replaceFirst("^CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ") + ";");
    }

    private void writableSchema() {
        if (!schemaWritable) {
            line(
                    "PRAGMA writable_schema=ON; -- a sqlite3 shell that refuses this needs .dbconfig defensive off before");
            schemaWritable = true;
        }
    }

    /** The highest row ids there have been in tables with AUTOINCREMENT. */
    private void counters(List<Item> items) throws SQLException {
        List<Item> counting = items.stream()
                .filter(item -> item.is("table") && !item.isVirtual() && says(item, "AUTOINCREMENT"))
                .toList();
        Optional<Item> all =
                items.stream().filter(item -> item.name().equals(SEQUENCE)).findFirst();
        if (all.isPresent()) {
            if (counting.isEmpty()) {
                systemTable(all.get());
            }
            line("DELETE FROM sqlite_sequence;");
            rows(all.get(), "");
            return;
        }
        for (Item item : counting) {
            StringBuilder one = new StringBuilder(" WHERE name = ");
            SqliteLiterals.append(one, item.name());
            line("DELETE FROM sqlite_sequence" + one + ";");
            rows(new Item("table", SEQUENCE, "", false), one.toString());
        }
    }

    /**
     * The columns of a table.
     *
     * @param all their names
     * @param stored those that rows are inserted with, quoted: generated ones cannot be
     * @param hasRowIdAlias whether one is the row id
     */
    private record Columns(List<String> all, List<String> stored, boolean hasRowIdAlias) {}

    private void rows(Item item, String where) throws SQLException {
        String table = lexicon.quote(item.name());
        Columns columns = columns(item);
        List<String> names = new ArrayList<>(columns.stored());
        String into = table;
        Optional<String> rowId = columns.hasRowIdAlias() || item.isSystem() ? Optional.empty() : rowId(table, columns);
        if (rowId.isPresent() && hasGaps(table, rowId.get())) {
            names.add(0, rowId.get());
            into += "(" + String.join(",", names) + ")";
        }
        String start = "INSERT INTO " + into + " VALUES(";
        StringBuilder row = new StringBuilder();
        // An index might have the rows in another order.
        String query = "SELECT " + String.join(",", names) + " FROM main." + table + " NOT INDEXED" + where;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                interrupt.check();
                row.setLength(0);
                row.append(start);
                for (int i = 1; i <= names.size(); i++) {
                    SqliteLiterals.append(i == 1 ? row : row.append(','), rows, i);
                }
                out.accept(row.append(");\n"));
            }
        }
    }

    private Columns columns(Item item) throws SQLException {
        List<String> all = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        int keys = 0;
        boolean isAlias = false;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name, type, pk, hidden, (SELECT count(*) FROM pragma_index_list(?1, 'main') WHERE origin = 'pk')"
                        + " FROM pragma_table_xinfo(?1, 'main')")) {
            statement.setString(1, item.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                    if (rows.getInt(4) == 0) {
                        stored.add(lexicon.quote(rows.getString(1)));
                    }
                    if (rows.getInt(3) > 0) {
                        keys++;
                        isAlias = "INTEGER".equalsIgnoreCase(rows.getString(2)) && rows.getInt(5) == 0;
                    }
                }
            }
        }
        return new Columns(all, stored, keys == 1 && isAlias);
    }

    /** How the row ids of a table can be asked for; not where it has none, or where columns have taken all names. */
    private Optional<String> rowId(String table, Columns columns) throws SQLException {
        Optional<String> name = ROW_ID.stream()
                .filter(each -> columns.all().stream().noneMatch(each::equalsIgnoreCase))
                .findFirst();
        if (name.isEmpty()) {
            return name;
        }
        try {
            connection
                    .prepareStatement("SELECT " + name.get() + " FROM main." + table)
                    .close();
            return name;
        } catch (SQLException withoutRowId) {
            return Optional.empty();
        }
    }

    /** Whether rows that are inserted in their order would get other row ids. */
    private boolean hasGaps(String table, String rowId) throws SQLException {
        String from = " FROM main." + table;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CASE WHEN (SELECT min(" + rowId + ")" + from
                        + ") = 1 THEN (SELECT max(" + rowId + ")" + from + ") <> (SELECT count(*)" + from
                        + ") ELSE EXISTS (SELECT 1" + from + ") END")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** UTF-8 is what a database has of which nothing is said. */
    private void encoding() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.encoding")) {
            if (row.next() && !row.getString(1).equals("UTF-8")) {
                line("PRAGMA encoding='" + row.getString(1) + "';");
            }
        }
    }

    private void number(String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main." + pragma)) {
            if (row.next() && row.getInt(1) != 0) {
                line("PRAGMA " + pragma + "=" + row.getInt(1) + ";");
            }
        }
    }

    private void line(String text) {
        out.accept(text + "\n");
    }
}
