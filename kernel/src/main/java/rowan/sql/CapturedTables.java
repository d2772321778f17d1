package rowan.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowan.model.Problem;
import rowan.model.ResultTable;
import rowan.model.Schema;
import rowan.workspace.Bindings;

/**
 * Lets statements read captured results as tables: on the notebook's own connection each becomes a TEMP table for as long as a
 * statement runs; on a private copy, a table like all others.
 */
public final class CapturedTables {

    private final Connection connection;
    private final Dialect dialect;
    private final String database;
    private final List<String> made = new ArrayList<>();

    private CapturedTables(Connection connection, Dialect dialect, String database) {
        this.connection = connection;
        this.dialect = dialect;
        this.database = database;
    }

    /** Makes the tables that a statement reads by the name of a captured result, where the database has none of that name. */
    static CapturedTables of(Session session, Statement statement, Bindings bindings) throws SqlFailure, SQLException {
        CapturedTables tables = none(session);
        Map<String, ResultTable> captured = read(session.schema(), List.of(statement), bindings);
        session.uncounted(() -> {
            tables.make(captured);
            return tables;
        });
        return tables;
    }

    /** No tables. */
    static CapturedTables none(Session session) {
        return new CapturedTables(session.connection(), session.dialect(), "temp");
    }

    /** Makes tables on a private copy, which stay there. */
    public static void put(Map<String, ResultTable> captured, PrivateCopy copy, Dialect dialect) throws SQLException {
        new CapturedTables(copy.connection(), dialect, "main").make(captured);
    }

    /**
     * The captured results that statements read by their names.
     *
     * @param schema of the database, whose tables come first
     * @param statements in their order; what one of them creates is no captured result to those behind it
     */
    public static Map<String, ResultTable> read(Schema schema, List<Statement> statements, Bindings bindings)
            throws SqlFailure {
        Map<String, ResultTable> captured = new LinkedHashMap<>();
        Set<String> created = new HashSet<>();
        for (Statement statement : statements) {
            Scope scope = Scope.of(statement.significant());
            for (String name : scope.tables().values()) {
                boolean known = schema.relation(name).isPresent()
                        || scope.withNames().contains(name)
                        || created.contains(name.toLowerCase(Locale.ROOT));
                Optional<Bindings.Bound> bound = known ? Optional.empty() : bindings.get(name);
                if (bound.isPresent() && bound.get().value() instanceof ResultTable table) {
                    if (!table.complete()) {
                        throw new SqlFailure(Problem.usage(
                                name + " holds its first page only, and a query on it would lie.",
                                "Capture the whole result first: NAME << SELECT …"));
                    }
                    captured.put(name, table);
                }
            }
            if (statement.verb().equals("CREATE")) {
                created.add(Deed.nameOf(statement.significant()).toLowerCase(Locale.ROOT));
            }
        }
        return captured;
    }

    private void make(Map<String, ResultTable> captured) throws SQLException {
        for (Map.Entry<String, ResultTable> each : captured.entrySet()) {
            make(each.getKey(), each.getValue());
        }
    }

    private void make(String name, ResultTable result) throws SQLException {
        Lexicon lexicon = dialect.lexicon();
        String table = database + "." + lexicon.quote(name);
        List<String> columns =
                distinct(result.columnNames()).stream().map(lexicon::quote).toList();
        Block.on(connection, dialect, "rowan_capture").run(() -> {
            execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")");
            String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
                for (List<Object> row : result.rows()) {
                    for (int i = 0; i < row.size(); i++) {
                        dialect.bind(insert, i + 1, row.get(i));
                    }
                    insert.executeUpdate();
                }
            }
            return made.add(table);
        });
    }

    /** A result may have two columns of one name, a table may not. */
    private static Set<String> distinct(List<String> names) {
        Set<String> distinct = new LinkedHashSet<>();
        Set<String> lower = new LinkedHashSet<>();
        for (String name : names) {
            String unique = name;
            for (int i = 2; !lower.add(unique.toLowerCase(Locale.ROOT)); i++) {
                unique = name + "_" + i;
            }
            distinct.add(unique);
        }
        return distinct;
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The statement has run. */
    void drop() throws SQLException {
        for (String table : made) {
            execute("DROP TABLE IF EXISTS " + table);
        }
    }
}
