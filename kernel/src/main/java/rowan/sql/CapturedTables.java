package rowan.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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

/** Lets a statement read captured results as tables: each becomes a TEMP table for as long as the statement runs. */
final class CapturedTables {

    private final Session session;
    private final List<String> made = new ArrayList<>();

    private CapturedTables(Session session) {
        this.session = session;
    }

    /** Makes the tables that a statement reads by the name of a captured result, where the database has none of that name. */
    static CapturedTables of(Session session, Statement statement, Bindings bindings) throws SqlFailure, SQLException {
        CapturedTables tables = new CapturedTables(session);
        for (Map.Entry<String, ResultTable> captured :
                read(session.schema(), statement, bindings).entrySet()) {
            tables.make(captured.getKey(), captured.getValue());
        }
        return tables;
    }

    private static Map<String, ResultTable> read(Schema schema, Statement statement, Bindings bindings)
            throws SqlFailure {
        Scope scope = Scope.of(statement.significant());
        Map<String, ResultTable> captured = new LinkedHashMap<>();
        for (String name : scope.tables().values()) {
            boolean known =
                    schema.relation(name).isPresent() || scope.withNames().contains(name);
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
        return captured;
    }

    private void make(String name, ResultTable table) throws SQLException {
        Lexicon lexicon = session.dialect().lexicon();
        String quoted = lexicon.quote(name);
        List<String> columns =
                distinct(table.columnNames()).stream().map(lexicon::quote).toList();
        execute("SAVEPOINT rowan_capture");
        try {
            execute("CREATE TEMP TABLE " + quoted + " (" + String.join(", ", columns) + ")");
            String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (PreparedStatement insert =
                    session.connection().prepareStatement("INSERT INTO temp." + quoted + " VALUES (" + marks + ")")) {
                for (List<Object> row : table.rows()) {
                    for (int i = 0; i < row.size(); i++) {
                        session.dialect().bind(insert, i + 1, row.get(i));
                    }
                    insert.executeUpdate();
                }
            }
            made.add(quoted);
        } finally {
            execute("RELEASE rowan_capture");
        }
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
        try (java.sql.Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The statement has run. */
    void drop() throws SQLException {
        for (String name : made) {
            execute("DROP TABLE IF EXISTS temp." + name);
        }
    }
}
