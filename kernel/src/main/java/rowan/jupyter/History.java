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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
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
    private final Set<Input> unwritten = new LinkedHashSet<>();
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

    /**
     * Keeps an input, without passwords, whose cell begins now. Returns at once; it is written a moment later, and not while
     * a cell runs.
     */
    Input add(int line, String text) {
        Input input = new Input(line, text);
        makeDue(input);
        return input;
    }

    /** Keeps how long the cell of an input took, and whether it failed. */
    void ended(Input input, boolean failed) {
        input.end = Optional.of(new End(Duration.ofNanos(System.nanoTime() - input.startNanos), failed));
        makeDue(input);
    }

    private void makeDue(Input input) {
        synchronized (unwritten) {
            unwritten.add(input);
            if (unwritten.size() > 1) {
                return; // A write is due already.
            }
        }
        thread.schedule(this::write, WRITE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What was typed into a cell that was run. */
    static final class Input {
        private final int line;
        private final String text;
        private final Instant start = Instant.now();
        private final long startNanos = System.nanoTime();
        private volatile Optional<End> end = Optional.empty();

        /** In the file, where it has been written. */
        private OptionalLong id = OptionalLong.empty();

        private Input(int line, String text) {
            this.line = line;
            this.text = text;
        }
    }

    /** How a cell ended. */
    record End(Duration took, boolean failed) {}

    /** An input of this kernel or another one; when it began is known to the start of its kernel, of those of earlier versions. */
    record Entry(long id, String text, Instant start, Optional<End> end) {}

    /** Entries, the newest first; whether there are more behind them. */
    record Page(List<Entry> entries, boolean hasMore) {}

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
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO inputs(session, line, input, start) VALUES (?, ?, ?, ?) RETURNING id");
                PreparedStatement end = connection.prepareStatement(
                        "UPDATE inputs SET millis = ?, failed = ? WHERE id = ? AND session = ?")) {
            for (Input input : inputs) {
                if (input.id.isEmpty()) {
                    insert.setLong(1, session);
                    insert.setInt(2, input.line);
                    insert.setString(3, Secrets.masked(input.text));
                    insert.setLong(4, input.start.toEpochMilli());
                    try (ResultSet id = insert.executeQuery()) {
                        id.next();
                        input.id = OptionalLong.of(id.getLong(1));
                    }
                }
                if (input.end.isPresent()) {
                    end.setLong(1, input.end.get().took().toMillis());
                    end.setBoolean(2, input.end.get().failed());
                    end.setLong(3, input.id.getAsLong());
                    end.setLong(4, session);
                    end.executeUpdate();
                }
            }
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
        return read(() -> select(request), new JsonArray());
    }

    /**
     * The newest inputs; fewer of them where they are too much for an answer.
     *
     * @param words what they contain, whatever its case
     * @param before the id that all of theirs are below
     */
    Page newest(String words, long before, int limit) {
        return read(() -> page(words, before, limit), new Page(List.of(), false));
    }

    /** What the history's thread reads, when it has written what is not yet written; something else where it cannot. */
    private <T> T read(Callable<T> reading, T otherwise) {
        try {
            return thread.submit(() -> {
                        write();
                        return reading.call();
                    })
                    .get();
        } catch (ExecutionException e) {
            System.getLogger(History.class.getName()).log(System.Logger.Level.WARNING, "no history", e.getCause());
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private Page page(String words, long before, int limit) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection()
                .prepareStatement("SELECT inputs.id, input, coalesce(start, 1000 * unixepoch(started)), millis, failed"
                        + " FROM inputs LEFT JOIN sessions ON sessions.id = session"
                        + " WHERE inputs.id < ? AND instr(lower(input), lower(?)) ORDER BY inputs.id DESC LIMIT ?")) {
            select.setLong(1, before);
            select.setString(2, words);
            select.setInt(3, limit + 1);
            try (ResultSet rows = select.executeQuery()) {
                int characters = 0;
                while (rows.next()) {
                    if (entries.size() == limit || characters > MOST_CHARACTERS) {
                        return new Page(entries, true);
                    }
                    String text = rows.getString(2);
                    characters += text.length();
                    entries.add(new Entry(rows.getLong(1), text, Instant.ofEpochMilli(rows.getLong(3)), end(rows)));
                }
            }
        }
        return new Page(entries, false);
    }

    private static Optional<End> end(ResultSet row) throws SQLException {
        Duration took = Duration.ofMillis(row.getLong(4));
        return row.wasNull() ? Optional.empty() : Optional.of(new End(took, row.getBoolean(5)));
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
                    + " input TEXT, start INTEGER, millis INTEGER, failed INTEGER)");
            addColumns(statement);
        }
        maskEarlierInputs(connection);
        return connection;
    }

    /** Earlier versions of Rowan kept the texts alone. */
    private static void addColumns(Statement statement) throws SQLException {
        List<String> missing = new ArrayList<>();
        try (ResultSet names =
                statement.executeQuery("SELECT value FROM json_each('[\"start\", \"millis\", \"failed\"]')"
                        + " WHERE value NOT IN (SELECT name FROM pragma_table_info('inputs'))")) {
            while (names.next()) {
                missing.add(names.getString(1));
            }
        }
        for (String column : missing) {
            statement.execute("ALTER TABLE inputs ADD COLUMN " + column + " INTEGER");
        }
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
