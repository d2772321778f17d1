package rowan.sql.sqlite.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.sqlite.SQLiteConnection;
import rowan.files.PrivateDirectory;
import rowan.files.WholeFile;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.sqlite.problem.SqliteErrors;
import rowan.sql.sqlite.value.SqliteJavaFunctions;
import rowan.sql.statement.NamesUsed;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/**
 * A copy of a connection's databases by SQLite's backup interface: page for page, so that plans and sizes stay what they
 * are. Attached files, settings and Java functions come along.
 */
public final class SqliteCopy implements PrivateCopy {

    /** {@code SQLITE_FULL}, which the backup gives as a number. */
    private static final int DISK_FULL = 13;

    /** Settings of a connection that change what a statement does or how fast. */
    private static final List<String> SETTINGS = List.of(
            "foreign_keys",
            "recursive_triggers",
            "cache_size",
            "automatic_index",
            "temp_store",
            "mmap_size",
            "reverse_unordered_selects");

    private final Dialect dialect;
    private final Interrupt interrupt;
    private final LongStep.Listener listener;
    private final PrivateDirectory directory;
    private final Connection connection;

    private SqliteCopy(
            Dialect dialect,
            Interrupt interrupt,
            LongStep.Listener listener,
            PrivateDirectory directory,
            Connection connection) {
        this.dialect = dialect;
        this.interrupt = interrupt;
        this.listener = listener;
        this.directory = directory;
        this.connection = connection;
    }

    /**
     * Copies.
     *
     * @param used the names that matter; without them, all do
     */
    public static PrivateCopy of(
            Connection original,
            Dialect dialect,
            Optional<NamesUsed> used,
            long mostBytes,
            Interrupt interrupt,
            LongStep.Listener listener)
            throws SqlFailure {
        try {
            refuse(original, dialect, used, mostBytes);
            return make(original, dialect, interrupt, listener);
        } catch (SQLException e) {
            throw failure(e, interrupt);
        }
    }

    /** Copies one of a connection's databases into a file of the user's. */
    public static void save(Connection original, Dialect dialect, String database, Path file, Interrupt interrupt)
            throws SqlFailure, SQLException {
        refuseOpenTransaction(original, dialect);
        if (strings(original, "SELECT name FROM pragma_database_list").stream().noneMatch(database::equalsIgnoreCase)) {
            throw new SqlFailure(Problem.usage(
                    "There is no database " + database + ".", ".databases lists those of this connection."));
        }
        try {
            WholeFile.<SQLException>make(file, beside -> {
                backup(original, database, beside, LongStep.Listener.NOBODY);
                interrupt.check();
            });
        } catch (IOException e) {
            throw new SqlFailure(Problem.of("IOException", e.getMessage()));
        }
    }

    private static void refuseOpenTransaction(Connection original, Dialect dialect) throws SQLException, SqlFailure {
        if (dialect.inTransaction(original)) {
            throw new SqlFailure(Problem.usage(
                    "A transaction is open, and a copy would not contain its changes.",
                    "COMMIT or ROLLBACK first, then run this again."));
        }
    }

    private static SqlFailure failure(SQLException error, Interrupt interrupt) {
        interrupt.check();
        return new SqlFailure(Problem.of(
                SqliteErrors.code(error),
                "The database could not be copied: " + SqliteErrors.reason(error),
                "Copies are made in " + PrivateDirectory.home() + ", where there has to be room for several of them."));
    }

    private static void refuse(Connection original, Dialect dialect, Optional<NamesUsed> used, long mostBytes)
            throws SQLException, SqlFailure {
        refuseOpenTransaction(original, dialect);
        List<String> temporary = new ArrayList<>();
        temporary.addAll(temporary(
                original,
                "type IN ('table', 'view')",
                name -> used.isEmpty() || used.get().has(name)));
        temporary.addAll(temporary(
                original,
                "type = 'trigger'",
                table -> used.isEmpty() || used.get().hasInWriting(table)));
        if (!temporary.isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    "TEMP objects cannot be copied, and there are some" + (used.isEmpty() ? "" : " that are used here")
                            + ": " + String.join(", ", temporary) + ".",
                    "Drop them, or make them without TEMP."));
        }
        long bytes = 0;
        for (String database : databases(original)) {
            bytes += number(original, "PRAGMA " + dialect.lexicon().quote(database) + ".page_count")
                    * number(original, "PRAGMA " + dialect.lexicon().quote(database) + ".page_size");
        }
        if (bytes > mostBytes) {
            throw new SqlFailure(Problem.usage(
                    "The database has " + Quantity.bytes(bytes) + ", and all of it would be copied.",
                    "Add --yes if there is room and time for that."));
        }
    }

    /** The temporary objects of a kind: tables and views by their own names, triggers by those of their tables. */
    private static List<String> temporary(Connection original, String kind, Predicate<String> matters)
            throws SQLException {
        List<String> names = strings(original, "SELECT name FROM sqlite_temp_schema WHERE " + kind + " ORDER BY rowid");
        List<String> tables =
                strings(original, "SELECT tbl_name FROM sqlite_temp_schema WHERE " + kind + " ORDER BY rowid");
        return IntStream.range(0, names.size())
                .filter(i -> matters.test(tables.get(i)))
                .mapToObj(names::get)
                .toList();
    }

    private static PrivateCopy make(
            Connection original, Dialect dialect, Interrupt interrupt, LongStep.Listener listener)
            throws SQLException, SqlFailure {
        PrivateDirectory directory = temporaryDirectory();
        Connection copy = null;
        try {
            Path main = directory.file("main.db");
            backup(original, "main", main, listener);
            interrupt.check();
            Target target = new Target("private copy", new Target.File(main), false);
            copy = dialect.open(target, () -> interrupt);
            int attached = 0;
            for (String name : databases(original)) {
                if (!name.equals("main")) {
                    Path file = directory.file("attached" + attached++ + ".db");
                    backup(original, name, file, listener);
                    execute(
                            copy,
                            "ATTACH " + dialect.lexicon().literal(file.toString()) + " AS "
                                    + dialect.lexicon().quote(name));
                }
            }
            for (String setting : SETTINGS) {
                for (String value : strings(original, "PRAGMA " + setting)) {
                    execute(copy, "PRAGMA " + setting + " = " + value);
                }
            }
            SqliteJavaFunctions.copy(original, copy);
            return new SqliteCopy(dialect, interrupt, listener, directory, copy);
        } catch (SQLException | SqlFailure | RuntimeException e) {
            if (copy != null) {
                copy.close();
            }
            directory.close();
            throw e;
        }
    }

    private static PrivateDirectory temporaryDirectory() throws SqlFailure {
        try {
            return PrivateDirectory.create();
        } catch (IOException e) {
            throw new SqlFailure(Problem.of("SQLITE_CANTOPEN", "There can be no private copy: " + e.getMessage()));
        }
    }

    private static void backup(Connection original, String database, Path file, LongStep.Listener listener)
            throws SQLException {
        long page = number(original, "PRAGMA page_size");
        int code;
        try (LongStep step = new LongStep(listener)) {
            code = ((SQLiteConnection) original)
                    .getDatabase()
                    .backup(
                            database,
                            file.toString(),
                            (left, all) -> step.reached(
                                    (all - left) * page,
                                    all * page,
                                    done -> Quantity.bytes(done) + " of " + Quantity.bytes(all * page) + " copied"),
                            50,
                            100,
                            4_096);
        }
        if (code != 0) {
            throw new SQLException(
                    code == DISK_FULL ? "the disk is full" : "SQLite's backup ended with code " + code, null, code);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public PrivateCopy duplicate() throws SqlFailure {
        try {
            return make(connection, dialect, interrupt, listener);
        } catch (SQLException e) {
            throw failure(e, interrupt);
        }
    }

    /**
     * Writes something that is as it was, and empties the log. While nothing was ever written to a log in WAL mode, each
     * read asks the file system for the size of the file; and pages that are still in the log are read from there.
     */
    @Override
    public void cancel() {
        dialect.cancel(connection, Optional.empty());
    }

    @Override
    public void settle() throws SQLException {
        for (String database : databases(connection)) {
            String version = "PRAGMA " + dialect.lexicon().quote(database) + ".user_version";
            execute(connection, version + " = " + number(connection, version));
        }
        strings(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /** Frees every page that no statement holds, as SQLite's documentation of the pragma says. */
    @Override
    public void chill() throws SQLException {
        execute(connection, "PRAGMA shrink_memory");
    }

    @Override
    public long size() throws SQLException {
        long bytes = 0;
        for (String database : databases(connection)) {
            String pragma = "PRAGMA " + dialect.lexicon().quote(database) + ".";
            bytes += (number(connection, pragma + "page_count") - number(connection, pragma + "freelist_count"))
                    * number(connection, pragma + "page_size");
        }
        return bytes;
    }

    @Override
    public Map<String, Long> indexBytes() throws SQLException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (String database : databases(connection)) {
            String schema = dialect.lexicon().quote(database);
            try (java.sql.Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT name, pgsize FROM dbstat("
                            + dialect.lexicon().literal(database) + ", 1) WHERE name IN (SELECT name FROM " + schema
                            + ".sqlite_schema WHERE type = 'index')")) {
                while (rows.next()) {
                    bytes.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return bytes;
    }

    @Override
    public Optional<Reinsertion> reinsertion(Schema.Relation table, int most) throws SQLException {
        try (java.sql.Statement setting = connection.createStatement()) {
            setting.execute("PRAGMA foreign_keys = OFF");
        }
        return SqliteReinsertion.of(connection, dialect.lexicon(), table, most);
    }

    @Override
    public Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SQLite", strings(connection, "SELECT sqlite_version()").get(0));
        settings.put(
                "source id", strings(connection, "SELECT sqlite_source_id()").get(0));
        settings.put("driver", "sqlite-jdbc " + dialect.version(connection));
        List<String> names = new ArrayList<>(SETTINGS);
        names.addAll(List.of("page_size", "journal_mode", "synchronous"));
        for (String name : names) {
            strings(connection, "PRAGMA " + name).forEach(value -> settings.put("PRAGMA " + name, value));
        }
        return settings;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(SqliteCopy.class.getName())
                    .log(System.Logger.Level.DEBUG, "a private copy did not close", e);
        }
        directory.close();
    }

    private static List<String> databases(Connection connection) throws SQLException {
        return strings(connection, "SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(strings(connection, sql).get(0));
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
