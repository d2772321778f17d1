package rowan.sql.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.connection.Block;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.TemporaryTables;
import rowan.sql.statement.CommandTag;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.text.Scope;
import rowan.workspace.contract.Bindings;

/**
 * Lets statements read captured results, and tables of Java's libraries, as tables: on the notebook's own connection each becomes a temporary table for as
 * long as a statement runs; on a private copy, a table like all others.
 */
public final class CapturedTables {

    private final Session session;
    private final Map<String, ResultTable> captured;

    private CapturedTables(Session session, Map<String, ResultTable> captured) {
        this.session = session;
        this.captured = captured;
    }

    /**
     * Makes the tables that a statement reads by the name of a captured result, where the database has none of that name.
     *
     * @throws SqlFailure where the statement would change one of them, which nobody would see
     */
    public static CapturedTables of(Session session, Statement statement, Bindings bindings)
            throws SqlFailure, SQLException {
        boolean isNamed = named(Scope.of(statement.significant()))
                .anyMatch(name -> table(name, bindings, session.dialect()).isPresent());
        if (!isNamed) {
            return none(session);
        }
        // The statement before may have made a table of that name, or dropped one.
        Map<String, ResultTable> captured =
                read(session.refreshSchema(), session.dialect(), List.of(statement), bindings);
        refuseChange(statement, captured);
        CapturedTables tables = new CapturedTables(session, captured);
        if (!captured.isEmpty()) {
            tables.make();
        }
        return tables;
    }

    /** No tables. */
    public static CapturedTables none(Session session) {
        return new CapturedTables(session, Map.of());
    }

    /** Makes tables on a private copy, which stay there. */
    public static void put(Map<String, ResultTable> captured, PrivateCopy copy, Dialect dialect) throws SQLException {
        make(
                captured,
                copy.connection(),
                dialect,
                name -> {
                    String table = dialect.lexicon().quote(name);
                    return new NewTable(table, "CREATE TABLE " + table);
                },
                () -> {});
    }

    private static void refuseChange(Statement statement, Map<String, ResultTable> captured) throws SqlFailure {
        Optional<String> changed = statement.changedTable();
        Optional<String> name = captured.keySet().stream()
                .filter(each -> changed.filter(each::equalsIgnoreCase).isPresent())
                .findFirst();
        if (name.isPresent()) {
            throw new SqlFailure(Problem.usage(
                    name.get()
                            + " is a captured result and no table of the database: a statement can read it, and not change"
                            + " it.",
                    "%sql --persist " + name.get() + " makes a table of it."));
        }
    }

    /**
     * The captured results that statements read by their names.
     *
     * @param schema of the database, whose tables come first
     * @param statements in their order; what one of them creates is no captured result to those behind it
     */
    public static Map<String, ResultTable> read(
            Schema schema, Dialect dialect, List<Statement> statements, Bindings bindings) throws SqlFailure {
        Map<String, ResultTable> captured = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> created = new HashSet<>();
        for (Statement statement : statements) {
            Scope scope = Scope.of(statement.significant());
            for (String name : named(scope).toList()) {
                boolean known = schema.relation(name).isPresent()
                        || scope.withNames().stream().anyMatch(name::equalsIgnoreCase)
                        || created.contains(name.toLowerCase(Locale.ROOT));
                Optional<ResultTable> bound = known ? Optional.empty() : table(name, bindings, dialect);
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
                created.add(CommandTag.nameOf(statement.significant()).toLowerCase(Locale.ROOT));
            }
        }
        return captured;
    }

    /** The names that may be those of captured results: a function is none, and a table of its name would hide it. */
    private static Stream<String> named(Scope scope) {
        return scope.unqualified().stream().filter(name -> !scope.functions().contains(name));
    }

    /** What is captured under a name as it is written, or else under the only one that differs from it in case alone. */
    private static Optional<ResultTable> table(String name, Bindings bindings, Dialect dialect) {
        if (dialect.isReserved(name)) {
            return Optional.empty();
        }
        Optional<ResultTable> exactly = table(name, bindings);
        List<ResultTable> alike = exactly.isPresent()
                ? List.of()
                : bindings.names().stream()
                        .filter(name::equalsIgnoreCase)
                        .flatMap(each -> table(each, bindings).stream())
                        .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : exactly;
    }

    private static Optional<ResultTable> table(String name, Bindings bindings) {
        return bindings.get(name).map(Bindings.Bound::value).flatMap(TableReader::read);
    }

    /**
     * A table that is to be made.
     *
     * @param beginning of the statement that makes it, up to its name
     */
    private record NewTable(String name, String beginning) {}

    private static TemporaryTables temporary(Session session, String name) throws SqlFailure {
        return session.dialect()
                .need(
                        session.dialect().temporaryTables(),
                        name + " is a captured result: a statement reads it in a temporary table",
                        "has none");
    }

    /** An interrupt ends this between two statements, or the engine would roll back the transaction that is open. */
    private void make() throws SqlFailure, SQLException {
        TemporaryTables temporary =
                temporary(session, captured.keySet().iterator().next());
        session.check();
        session.transaction()
                .uncounted(() -> session.unbroken(() -> {
                    make(
                            captured,
                            session.connection(),
                            session.dialect(),
                            name -> new NewTable(temporary.qualified(name), temporary.create(name)),
                            session::check);
                    return captured;
                }));
    }

    private static void make(
            Map<String, ResultTable> captured,
            Connection connection,
            Dialect dialect,
            Function<String, NewTable> tables,
            NewRows.Check check)
            throws SQLException {
        Lexicon lexicon = dialect.lexicon();
        Block.on(connection, dialect, "rowan_capture").run(() -> {
            for (Map.Entry<String, ResultTable> each : captured.entrySet()) {
                ResultTable result = each.getValue();
                NewTable table = tables.apply(each.getKey());
                List<String> columns = distinct(result.columnNames()).stream()
                        .map(lexicon::quote)
                        .toList();
                NewRows.create(
                        connection, table.beginning(), columns, dialect.values().columnTypes(result, true));
                NewRows.insert(connection, dialect, table.name(), columns, result, check);
            }
            return captured;
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
    public void drop() throws SQLException {
        if (captured.isEmpty()) {
            return;
        }
        TemporaryTables temporary = session.dialect().temporaryTables().orElseThrow();
        session.unbroken(() -> {
            for (String name : captured.keySet()) {
                NewRows.execute(session.connection(), temporary.drop(name));
            }
            return captured;
        });
        if (captured.keySet().stream()
                .anyMatch(name -> session.schema().relation(name).isPresent())) {
            session.refreshSchema(); // It was looked at meanwhile, by whoever told of an error.
        }
    }
}
