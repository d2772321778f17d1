package rowan.sql.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Block;
import rowan.sql.connection.Session;
import rowan.sql.connection.SqlTask;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** The rows of a result as rows of a table: all of them or none. A table that is missing is made. */
public final class NewRows {

    /** What becomes of a table that is there. */
    public enum Existing {
        /** It stays as it is, and nothing is done. */
        REFUSED,
        /** It gets further rows. */
        EXTENDED,
        /** It is dropped, and made anew. */
        REPLACED
    }

    /** Ends the work by what it throws, where it is to end. */
    @FunctionalInterface
    public interface Check {
        void check() throws SQLException;
    }

    private static final int BATCH_ROWS = 1_000;

    private NewRows() {}

    /**
     * Makes a table of the rows, or adds them to one; what a command does.
     *
     * @return how many rows it were; or that it was interrupted, and what has become of the open transaction
     */
    public static Outcome persist(
            Session session, String table, ResultTable rows, Existing existing, Interrupt interrupt)
            throws SqlFailure, SQLException {
        session.catchUp();
        OptionalLong changesBefore = session.transaction().changes();
        long start = System.nanoTime();
        try {
            explained(session, table, changesBefore, () -> "Nothing was kept.", interrupt, () -> {
                put(session, table, rows, existing, sql -> execute(session.connection(), sql), interrupt::check);
                return null;
            });
            session.glance();
        } catch (Interrupt.InterruptedRun e) {
            return new FailureReport(session, Expectations.NONE, changesBefore)
                    .interrupted(List.of("Nothing was kept."));
        }
        String what = Quantity.count(rows.rows().size(), "row") + " into " + table;
        return new Outcome.Value(new Done(what, Duration.ofNanos(System.nanoTime() - start), List.of()));
    }

    /** Does work on a table; what the engine has against it is told as of an INSERT. */
    public static <T> T explained(
            Session session,
            String table,
            OptionalLong changesBefore,
            Supplier<String> note,
            Interrupt interrupt,
            SqlTask<T, SqlFailure> work)
            throws SQLException, SqlFailure {
        return session.interruptibly(interrupt, () -> {
            try {
                return work.run();
            } catch (SQLException e) {
                interrupt.check();
                Lexicon lexicon = session.dialect().lexicon();
                Statement statement = lexicon.split(Source.of("INSERT INTO " + lexicon.quote(table)))
                        .get(0);
                Problem problem = session.dialect()
                        .problem(
                                session.connection(),
                                e,
                                statement,
                                BoundStatement.of(statement.text()),
                                session.schema());
                throw new SqlFailure(session.transaction().withFate(problem.withNote(note.get()), changesBefore));
            }
        });
    }

    /**
     * Puts the rows into a table, in a transaction of its own or as a part of the one that is open. A column of the rows goes
     * into that of its name.
     *
     * @param sender carries out what begins and ends the transaction
     */
    public static void put(
            Session session, String table, ResultTable rows, Existing existing, Block.Sender sender, Check check)
            throws SqlFailure, SQLException {
        refuseUnfit(table, rows);
        Lexicon lexicon = session.dialect().lexicon();
        Schema schema = session.refreshSchema();
        Optional<String> database = database(table, schema, session.dialect());
        String plain = table.substring(database.map(name -> name.length() + 1).orElse(0));
        Optional<Schema.Relation> known = schema.relation(database.orElse(""), plain);
        if (known.isPresent() && existing == Existing.REFUSED) {
            throw new SqlFailure(Problem.usage(
                    "There is a table " + table + " already, and it is not overwritten.",
                    "--persist-replace puts a new one in its place, --append adds the rows to it."));
        }
        String name = database.map(each -> lexicon.quote(each) + ".").orElse("") + lexicon.quote(plain);
        List<String> columns = CapturedTables.distinct(rows.columnNames()).stream()
                .map(lexicon::quote)
                .toList();
        session.asOne("rowan_insert", sender, () -> {
            boolean isMade = known.isEmpty();
            if (known.isPresent() && existing == Existing.REPLACED) {
                execute(session.connection(), "DROP TABLE " + name);
                isMade = true;
            }
            if (isMade) {
                List<String> types = session.dialect().values().columnTypes(rows, false);
                create(session.connection(), "CREATE TABLE " + name, columns, types);
            }
            insert(session.connection(), session.dialect(), name, columns, rows, check);
            return null;
        });
    }

    /** The database that is named before a table, {@code temp.t}; none where that is the whole name of a table. */
    public static Optional<String> database(String table, Schema schema, Dialect dialect) {
        int dot = table.indexOf('.');
        String before = table.substring(0, Math.max(dot, 0));
        Set<String> always = dialect.catalog().map(Catalog::schemas).orElse(Set.of());
        boolean isDatabase = Stream.concat(
                        always.stream(), schema.relations().stream().map(Schema.Relation::database))
                .anyMatch(before::equalsIgnoreCase);
        return isDatabase && schema.relation(table).isEmpty() ? Optional.of(before) : Optional.empty();
    }

    private static void refuseUnfit(String table, ResultTable rows) throws SqlFailure {
        if (table.isBlank()) {
            throw new SqlFailure(Problem.usage("A table needs a name, and here is none."));
        }
        if (!rows.complete()) {
            throw new SqlFailure(Problem.usage(
                    "Of these rows the first page alone was read, and " + table + " would lack the others.",
                    "Capture the whole result first: NAME << SELECT …"));
        }
        if (rows.columns().isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    "A table needs a column, and here is none.", "Add one to what you put into " + table));
        }
    }

    /**
     * Makes a table.
     *
     * @param beginning of the statement, up to the name of the table
     * @param columns their names, quoted
     */
    public static void create(Connection connection, String beginning, List<String> columns, List<String> types)
            throws SQLException {
        List<String> definitions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            definitions.add((columns.get(i) + " " + types.get(i)).strip());
        }
        execute(connection, beginning + " (" + String.join(", ", definitions) + ")");
    }

    /** Adds rows; their values go into the columns in their order. */
    static void insert(
            Connection connection,
            Dialect dialect,
            String name,
            Collection<String> columns,
            ResultTable rows,
            Check check)
            throws SQLException {
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String sql = "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (List<Object> row : rows.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    dialect.values().bind(insert, i + 1, row.get(i));
                }
                insert.addBatch();
                waiting++;
                if (waiting == BATCH_ROWS) {
                    insert.executeBatch();
                    check.check();
                    waiting = 0;
                }
            }
            insert.executeBatch();
            check.check();
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
