package rowan.sql;

import java.sql.Connection;
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
import rowan.model.TableReader;
import rowan.workspace.Bindings;

/**
 * Lets statements read captured results, and tables of Java's libraries, as tables: on the notebook's own connection each becomes a TEMP table for as long as a
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
                Optional<ResultTable> bound = known
                        ? Optional.empty()
                        : bindings.get(name).map(Bindings.Bound::value).flatMap(TableReader::read);
                if (bound.isPresent()) {
                    ResultTable table = bound.get();
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
        // Without types, so that each value stays what it is.
        List<String> types = Collections.nCopies(columns.size(), "");
        Block.on(connection, dialect, "rowan_capture").run(() -> {
            NewRows.create(connection, table, columns, types);
            NewRows.insert(connection, dialect, table, columns, result, () -> {});
            return made.add(table);
        });
    }

    /** A result may have two columns of one name, a table may not. */
    static Set<String> distinct(List<String> names) {
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

    /** The statement has run. */
    void drop() throws SQLException {
        for (String table : made) {
            NewRows.execute(connection, "DROP TABLE IF EXISTS " + table);
        }
    }
}
