package rowan.jupyter;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import rowan.jupyter.protocol.Message;
import rowan.model.Secrets;

/**
 * Keeps the inputs of this kernel and of earlier ones in a small SQLite file. All work is done on a thread of its own, which
 * opens the file when it is first needed. Where no file can be written, the history lives as long as the kernel.
 */
final class History {

    private static final long WRITE_MILLIS = 1_000;

    /** So many entries are answered where nobody says how many. */
    private static final int USUAL_ENTRIES = 1_000;

    /** So many entries at most, and characters of them: a console reads all of it before it shows its first prompt. */
    private static final int MOST_ENTRIES = 10_000;

    private static final int MOST_CHARACTERS = 1_000_000;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /**
     * {@code user_version} of a file in which the passwords are masked that {@link Secrets} knows; more ask for a new
     * one.
     */
    private static final int MASKED_VERSION = 2;

    private final Path file;
    private final List<Input> unwritten = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "rowan-history");
        daemon.setDaemon(true);
        return daemon;
    });
    private Optional<Connection> open = Optional.empty();
    private long session;

    History(Path file) {
        this.file = file;
    }

    /** Keeps an input, without passwords. Returns at once; it is written a moment later, and not while a cell runs. */
    void add(int line, String input) {
        synchronized (unwritten) {
            unwritten.add(new Input(line, input));
            if (unwritten.size() > 1) {
                return; // A write is due already.
            }
        }
        thread.schedule(this::write, WRITE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Input(int line, String text) {}

    private void write() {
        List<Input> inputs;
        synchronized (unwritten) {
            inputs = List.copyOf(unwritten);
            unwritten.clear();
        }
        try {
            keep(inputs, connection());
        } catch (SQLException e) {
            System.getLogger(History.class.getName()).log(System.Logger.Level.DEBUG, "inputs were not kept", e);
        }
    }

    /** In one transaction: hundreds of them would take a core from the cells for a tenth of a second. */
    private void keep(List<Input> inputs, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO inputs(session, line, input) VALUES (?, ?, ?)")) {
            for (Input input : inputs) {
                insert.setLong(1, session);
                insert.setInt(2, input.line());
                insert.setString(3, Secrets.masked(input.text()));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Writes the inputs that have not been written yet, and closes the file. */
    void close() {
        try {
            thread.submit(this::write).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers a {@code history_request}: tail, range or search. Of what is too much for an answer, the newest. */
    JsonArray answer(Message request) {
        try {
            return thread.submit(() -> {
                        write();
                        return select(request);
                    })
                    .get();
        } catch (ExecutionException e) {
            System.getLogger(History.class.getName()).log(System.Logger.Level.WARNING, "no history", e.getCause());
            return new JsonArray();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JsonArray();
        }
    }

    private JsonArray select(Message request) throws SQLException {
        int limit = Math.min(Math.max(0, request.number("n", USUAL_ENTRIES)), MOST_ENTRIES);
        boolean output = request.flag("output", false);
        return switch (request.text("hist_access_type", "tail")) {
            case "range" -> range(request, output);
            case "search" -> search(request, limit, output);
            default -> newestLast("SELECT session, line, input FROM inputs ORDER BY id DESC LIMIT ?", output, limit);
        };
    }

    /**
     * Of a session by its number, or counted back from this one, 0; lines from {@code start} up to but not {@code
     * stop}.
     */
    private JsonArray range(Message request, boolean output) throws SQLException {
        long wanted = request.number("session", 0);
        connection();
        return newestLast(
                "SELECT session, line, input FROM inputs WHERE session = ? AND line >= ? AND line < ?"
                        + " ORDER BY id DESC LIMIT ?",
                output,
                wanted > 0 ? wanted : session + wanted,
                request.number("start", 0),
                request.number("stop", Integer.MAX_VALUE),
                MOST_ENTRIES);
    }

    private JsonArray search(Message request, int limit, boolean output) throws SQLException {
        String pattern = request.text("pattern", "*");
        return newestLast(
                request.flag("unique", false)
                        ? "SELECT session, line, input FROM inputs WHERE id IN"
                                + " (SELECT max(id) FROM inputs WHERE input GLOB ? GROUP BY input) ORDER BY id DESC LIMIT ?"
                        : "SELECT session, line, input FROM inputs WHERE input GLOB ? ORDER BY id DESC LIMIT ?",
                output,
                pattern,
                limit);
    }

    private JsonArray newestLast(String sql, boolean output, Object... values) throws SQLException {
        List<JsonArray> rows = newestFirst(sql, output, values);
        Collections.reverse(rows);
        JsonArray all = new JsonArray();
        rows.forEach(all::add);
        return all;
    }

    /** Triples of session, line and input, as many as an answer has room for; where outputs are asked for, the input with none. */
    private List<JsonArray> newestFirst(String sql, boolean output, Object... values) throws SQLException {
        List<JsonArray> all = new ArrayList<>();
        int characters = 0;
        try (PreparedStatement select = connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String input = rows.getString(3);
                    if (input.length() > MOST_CHARACTERS) {
                        continue; // It alone would leave no room for those before it.
                    }
                    characters += input.length();
                    if (characters > MOST_CHARACTERS) {
                        break;
                    }
                    JsonArray row = new JsonArray();
                    row.add(rows.getLong(1));
                    row.add(rows.getInt(2));
                    if (output) {
                        JsonArray both = new JsonArray();
                        both.add(input);
                        both.add(com.google.gson.JsonNull.INSTANCE);
                        row.add(both);
                    } else {
                        row.add(input);
                    }
                    all.add(row);
                }
            }
        }
        return all;
    }

    private Connection connection() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(opened());
        }
        return open.get();
    }

    private Connection opened() throws SQLException {
        Connection connection;
        try {
            Files.createDirectories(file.getParent());
            closeToOthers();
            connection = prepared("jdbc:sqlite:" + file);
        } catch (IOException | SQLException e) {
            System.getLogger(History.class.getName())
                    .log(System.Logger.Level.WARNING, "the history is not kept: " + e.getMessage());
            connection = prepared("jdbc:sqlite::memory:");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sessions(started) VALUES (datetime('now'))");
            try (ResultSet id = statement.executeQuery("SELECT last_insert_rowid()")) {
                id.next();
                session = id.getLong(1);
            }
        }
        return connection;
    }

    /**
     * Restricts the file to its owner while it is empty: the files that SQLite makes beside it get the same
     * permissions.
     */
    private void closeToOthers() throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        for (String sibling : List.of("", "-wal", "-shm", "-journal")) {
            Path each = file.resolveSibling(file.getFileName() + sibling);
            PosixFileAttributeView modes = Files.getFileAttributeView(each, PosixFileAttributeView.class);
            if (modes != null
                    && Files.exists(each)) { // Windows has none; there the user's directory is closed to others.
                modes.setPermissions(OWNER_ONLY);
            }
        }
    }

    private static Connection prepared(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 2000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS sessions(id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT)");
            statement.execute("CREATE TABLE IF NOT EXISTS inputs(id INTEGER PRIMARY KEY, session INTEGER, line INTEGER,"
                    + " input TEXT)");
        }
        maskEarlierInputs(connection);
        return connection;
    }

    /** Masks passwords in inputs of earlier versions of Rowan, which recognised fewer of them. */
    private static void maskEarlierInputs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
                if (version.next() && version.getInt(1) >= MASKED_VERSION) {
                    return;
                }
            }
            Map<Long, String> masked = new LinkedHashMap<>();
            try (ResultSet inputs = statement.executeQuery("SELECT id, input FROM inputs")) {
                while (inputs.next()) {
                    String input = Secrets.masked(inputs.getString(2));
                    if (!input.equals(inputs.getString(2))) {
                        masked.put(inputs.getLong(1), input);
                    }
                }
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE inputs SET input = ? WHERE id = ?")) {
                for (Map.Entry<Long, String> input : masked.entrySet()) {
                    update.setString(1, input.getValue());
                    update.setLong(2, input.getKey());
                    update.executeUpdate();
                }
            }
            statement.execute("PRAGMA user_version = " + MASKED_VERSION);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
