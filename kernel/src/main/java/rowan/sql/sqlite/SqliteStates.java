package rowan.sql.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.run.Disk;
import rowan.sql.sqlite.problem.SqliteErrors;

/**
 * The errors that are no mistakes of a statement but states of the database: locked, full, damaged. Every access can meet
 * one, whoever makes it.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result and Error Codes</a>
 */
final class SqliteStates {

    private static final String WHO_HOLDS =
            "Another program, kernel or connection of this notebook (%sql --connections)"
                    + " has it. Commit or roll back there, then run this again.";

    private final Connection connection;
    private final List<Path> furtherHomes;

    SqliteStates(Connection connection) {
        this(connection, List.of());
    }

    /**
     * @param furtherHomes directories of files that SQLite writes besides those of the connection's databases
     */
    SqliteStates(Connection connection, List<Path> furtherHomes) {
        this.connection = connection;
        this.furtherHomes = furtherHomes;
    }

    /** The state in words; empty where the error is about something else. */
    Optional<Problem> problem(SQLException error) {
        String code = SqliteErrors.code(error);
        String reason = SqliteErrors.reason(error);
        return switch (code) {
            case "SQLITE_BUSY", "SQLITE_BUSY_RECOVERY", "SQLITE_BUSY_TIMEOUT" -> Optional.of(busy(code));
            case "SQLITE_BUSY_SNAPSHOT" ->
                said(
                        code,
                        "Another connection has changed the database since this transaction began to read, so it cannot write any more.",
                        "ROLLBACK here, then run the transaction again; one begun with BEGIN IMMEDIATE cannot meet this.");
            case "SQLITE_LOCKED", "SQLITE_LOCKED_SHAREDCACHE" ->
                said(
                        code,
                        "A result of this very connection is still being read: " + reason + ".",
                        "Close the cursor (ResultSet, Statement) that a Java cell has open, then run this again.");
            case "SQLITE_READONLY", "SQLITE_READONLY_DIRECTORY" ->
                said(
                        code,
                        "This connection may only read.",
                        "Open the database again without --read-only to change it.");
            case "SQLITE_READONLY_DBMOVED" ->
                said(
                        code,
                        "The file was deleted or replaced while it was open, so nothing can be written to it.",
                        "ROLLBACK if a transaction is open; VACUUM INTO 'FILE' saves what this connection still has.");
            case "SQLITE_FULL" -> Optional.of(full(code));
            case "SQLITE_NOTADB" ->
                said(
                        code,
                        "The file is no SQLite database, or it is encrypted, or its header is damaged.",
                        "It was not changed. Restore it from a copy if it was a database.");
            case "SQLITE_NOMEM" -> said(code, "SQLite has run out of memory.");
            default -> ofFamily(code, reason);
        };
    }

    private static Optional<Problem> said(String code, String message, String... notes) {
        return Optional.of(Problem.of(code, message, notes));
    }

    /** Any error in words. */
    Problem told(SQLException error) {
        return problem(error).orElseGet(() -> Problem.of(SqliteErrors.code(error), SqliteErrors.reason(error)));
    }

    /** Codes that come in many shades, of which the first words say enough. */
    private Optional<Problem> ofFamily(String code, String reason) {
        if (code.startsWith("SQLITE_CORRUPT")) {
            return said(
                    code,
                    "The database file is damaged: " + reason,
                    "PRAGMA integrity_check tells more. Restore the file from a copy, or save what can be read: sqlite3 FILE .recover");
        }
        if (code.startsWith("SQLITE_IOERR")) {
            return said(
                    code,
                    "The disk of " + home() + " failed: " + reason,
                    "Look whether it is there, full or read-only, then run this again.");
        }
        if (code.startsWith("SQLITE_CANTOPEN")) {
            return said(
                    code,
                    "A file cannot be opened: " + reason,
                    "Look whether its directory is there and may be written to; that of the database is " + home()
                            + ".");
        }
        return Optional.empty();
    }

    private Problem busy(String code) {
        Problem problem = Problem.of(
                code,
                "The database is locked by another connection.",
                WHO_HOLDS,
                "A lock is waited for " + Quantity.duration(SqliteBusy.limit(connection))
                        + "; PRAGMA busy_timeout = MILLISECONDS changes that.");
        try {
            return SqliteTransactions.isOpen(connection)
                    ? problem.withNote("If it waits for this transaction in its turn, ROLLBACK here lets it go on.")
                    : problem;
        } catch (SQLException untold) {
            return problem;
        }
    }

    private Problem full(String code) {
        List<String> notes = new ArrayList<>();
        notes.add("Make room there, then run this again.");
        long most = number("PRAGMA max_page_count");
        if (most > 0 && most < 1_000_000_000) {
            notes.add("Or the database has reached its limit: PRAGMA max_page_count is " + Quantity.count(most) + ".");
        }
        return Problem.of(code, fullest().hasNoRoom() + ".", notes.toArray(String[]::new));
    }

    /** SQLite does not tell which of its files has found no room: one of a database, or a temporary one. */
    private Disk fullest() {
        List<Path> homes = homes();
        homes.addAll(furtherHomes);
        homes.add(temporaryFiles());
        return homes.stream()
                .map(Disk::of)
                .min(Comparator.comparingLong(Disk::usableBytes))
                .orElseThrow();
    }

    /**
     * Where SQLite makes its temporary files.
     *
     * @see <a href="https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations">Temporary Files</a>
     */
    private static Path temporaryFiles() {
        return Stream.of(System.getenv("SQLITE_TMPDIR"), System.getenv("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(directory -> Files.isDirectory(directory) && Files.isWritable(directory))
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))); // Windows has one for all programs.
    }

    private String home() {
        return homes().stream().findFirst().map(Path::toString).orElse("the temporary files");
    }

    /** Where the connection's databases lie. */
    private List<Path> homes() {
        List<Path> homes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT file FROM pragma_database_list WHERE file <> ''")) {
            while (rows.next()) {
                homes.add(Path.of(rows.getString(1)).toAbsolutePath().getParent());
            }
        } catch (SQLException untold) {
            // Without its files.
        }
        return homes;
    }

    private long number(String pragma) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException untold) {
            return 0;
        }
    }
}
