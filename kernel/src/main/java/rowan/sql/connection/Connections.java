package rowan.sql.connection;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.files.PrivateDirectory;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.grid.LiveResults;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.ExitCall;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/** The databases a notebook has open. One is current; the first is the notebook's own, made when it is first needed. */
public final class Connections implements AutoCloseable {

    /** The alias of the notebook's own database. */
    public static final String OWN = "notebook";

    /** How long the end of the process waits for connections to close. */
    private static final long EXIT_MILLIS = 1_000;

    /** A URL that names an engine; a single letter is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|([A-Za-z_]\\w*))");

    private final List<Dialect> dialects;
    private final Path directory;
    /** How the example of a URL writes what stands for a file. */
    private static final String A_FILE = "FILE";

    private final Map<String, Session> sessions = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Session> partners = new LinkedHashMap<>();
    private Optional<PrivateDirectory> own = Optional.empty();
    private int resultFiles;
    private final LiveResults results = new LiveResults(this::resultFile);
    private final SimulatedNetwork network = new SimulatedNetwork();
    private final Foresight foresight = new Foresight();
    private volatile Session current;

    /**
     * @param dialects the engines there are, the first of which opens the notebook's own database
     * @param directory where relative paths start: the notebook's
     */
    public Connections(List<Dialect> dialects, Path directory) {
        this.dialects = List.copyOf(dialects);
        this.directory = directory;
    }

    /** The engine of the current connection; before there is one, that of the notebook's own database. */
    public Dialect dialect() {
        return peek().map(Session::dialect).orElse(dialects.get(0));
    }

    /** What a user can write to open a database. */
    public String opening() {
        return "%sql " + dialects.get(0).exampleUrl();
    }

    /** The names of the databases that are open. Waits for none that is being opened. */
    public List<String> names() {
        return List.of(sessions.keySet().toArray(new String[0]));
    }

    /** What the URLs of files begin with: {@code sqlite:///}. */
    public List<String> fileUrls() {
        return dialects.stream()
                .map(Dialect::exampleUrl)
                .filter(url -> url.endsWith(A_FILE))
                .map(url -> url.substring(0, url.length() - A_FILE.length()))
                .toList();
    }

    /** Where relative paths start. */
    public Path directory() {
        return directory;
    }

    /** The current connection. The first call opens the one that {@code DATABASE_URL} names, else the notebook's own. */
    public synchronized Session current() throws SqlFailure {
        if (current == null) {
            String url = System.getenv("DATABASE_URL");
            current = url != null && !url.isBlank() && dialectOf(url).isPresent()
                    ? open(url, Optional.empty(), false, new InterruptSignal())
                    : openOwn();
        }
        return current;
    }

    /**
     * Opens the current connection and reads its schema, before the first cell needs them.
     *
     * @param opened is called when the connection is open: the first cell may run from then on, and the schema is read when
     *     the cell leaves the session free
     */
    public void warmUp(Runnable opened) {
        try {
            Session session = current();
            opened.run();
            synchronized (session) {
                session.glance();
            }
        } catch (SqlFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The current connection if there is one yet. Never waits and opens nothing. */
    public Optional<Session> peek() {
        return Optional.ofNullable(current);
    }

    /** A sentence if the current connection has lost its file since this was asked last; empty otherwise. */
    public Optional<String> fileNews() {
        return peek().flatMap(Session::fileNews);
    }

    /** The schema of the current connection as it was last read, changed by the statements of a cell before a place. */
    public Schema foreseen(String cell, int at) {
        List<Statement> before = dialect().lexicon().split(Source.of(cell.substring(0, at))).stream()
                .filter(statement ->
                        statement.source().offset() + statement.text().length() < at)
                .toList();
        Schema now = peek().map(Session::schema)
                .filter(schema -> !schema.equals(Schema.EMPTY))
                .or(() -> dialect().catalog().map(Catalog::unseen))
                .orElse(Schema.EMPTY);
        return foresight.of(dialect(), now, before);
    }

    /** The network whose delay is simulated for each statement. */
    public SimulatedNetwork network() {
        return network;
    }

    /**
     * Prepares for a statement on a connection that belongs to no session: waits until a result that is shown has been read,
     * since it may hold a lock, and then for the simulated network.
     */
    public void roundTrip(Interrupt interrupt) {
        results.settle(interrupt, LongStep.Listener.NOBODY);
        network.roundTrip(interrupt);
    }

    /** The results that grids can be opened on. */
    public LiveResults results() {
        return results;
    }

    private PrivateDirectory privateDirectory() throws IOException {
        if (own.isEmpty()) {
            own = Optional.of(PrivateDirectory.create());
        }
        return own.get();
    }

    private synchronized Path resultFile() throws IOException {
        return privateDirectory().file("result-" + ++resultFiles);
    }

    /** Whether a connection is to the notebook's own database, which is removed when the kernel ends. */
    public synchronized boolean isOwn(Session session) {
        return Optional.ofNullable(sessions.get(OWN))
                .filter(own -> own.target().equals(session.target()))
                .isPresent();
    }

    private Session openOwn() throws SqlFailure {
        Path file;
        try {
            file = privateDirectory().file("notebook.db");
        } catch (IOException e) {
            throw new SqlFailure(Problem.of(
                    "IOException",
                    e.getMessage(),
                    "The notebook's own database lies there; " + opening() + " opens another."));
        }
        Target target = new Target("the notebook's own database", new Target.File(file), false);
        Session session = new Session(OWN, target, dialects.get(0), results, network, new InterruptSignal());
        session.takeMadeFile(); // Nobody has named it, so it is no news.
        sessions.put(OWN, session);
        return session;
    }

    /**
     * Makes a database current: an alias or URL that is open already, else the URL is opened. Without an alias, a URL that
     * names the engine alone means the current one. A database that cannot be opened leaves all as it was.
     *
     * @param interrupt ends the wait for a lock
     */
    public synchronized Session use(String name, Optional<String> alias, boolean readOnly, Interrupt interrupt)
            throws SqlFailure {
        Session known = sessions.get(name);
        if (known == null && name.equals(OWN)) {
            known = openOwn();
        }
        if (known == null && alias.isEmpty() && meansOpenOne(name)) {
            known = current();
        }
        if (known == null) {
            known = open(name, alias, readOnly, interrupt);
        }
        current = known;
        return known;
    }

    /**
     * Whether a URL means the current database: it names its engine alone. With the first cell that is the notebook's own, as
     * empty and as passing as one in memory.
     */
    public synchronized boolean meansOpenOne(String url) throws SqlFailure {
        Optional<Dialect> dialect = dialectOf(url).filter(each -> each.namesNoDatabase(url));
        return dialect.isPresent() && current().dialect() == dialect.get();
    }

    private Session open(String written, Optional<String> alias, boolean readOnly, Interrupt interrupt)
            throws SqlFailure {
        String url = expanded(written);
        Optional<Dialect> dialect = dialectOf(url);
        if (dialect.isEmpty()) {
            throw new SqlFailure(unknown(written));
        }
        return open(dialect.get(), dialect.get().locate(url, directory, readOnly), alias, interrupt);
    }

    /** Opens a file by its path, as {@code .open} does, or what a URL names, and makes it current. */
    public synchronized Session openFile(String path, boolean readOnly, Interrupt interrupt) throws SqlFailure {
        String name = expanded(path);
        Dialect dialect = dialectOf(name).orElse(dialects.get(0));
        Target target = dialect.locate(name, directory, readOnly);
        current = open(dialect, target, Optional.empty(), interrupt);
        return current;
    }

    private Session open(Dialect dialect, Target target, Optional<String> alias, Interrupt interrupt)
            throws SqlFailure {
        String name = alias.orElseGet(target::name);
        Session earlier = sessions.get(name);
        boolean same = earlier != null
                && (earlier.target().equals(target)
                        || earlier.target().isAtSamePlace(target)
                                && earlier.target().readOnly() == target.readOnly());
        if (same) {
            earlier.requireFile();
            return earlier;
        }
        if (earlier != null && alias.isPresent()) {
            throw new SqlFailure(Problem.usage(
                    "Another connection is called " + name + " already.",
                    "Choose another alias, or close it first: %sql --close " + name));
        }
        String unique = name;
        for (int i = 2; sessions.containsKey(unique); i++) {
            unique = name + "-" + i;
        }
        Session session = new Session(unique, target, dialect, results, network, interrupt);
        sessions.put(unique, session);
        return session;
    }

    /** The engine that knows a URL. */
    public Optional<Dialect> dialectOf(String url) {
        return dialects.stream().filter(d -> d.accepts(url)).findFirst();
    }

    private Problem unknown(String name) {
        String near = Nearest.to(name, sessions.keySet())
                .map(n -> "Did you mean " + n + "? ")
                .orElse("");
        String sentence = dialectOf(name).isPresent()
                ? name + " is not open."
                : SCHEME.matcher(name).matches()
                        ? "There is no engine here that opens " + name + "."
                        : "No connection is called " + name + ", and it is no URL of a database.";
        return Problem.usage(
                sentence, near + "A file is opened by " + opening() + "; %sql --connections lists what is open.");
    }

    /**
     * The file that an argument names: relative to the notebook, with {@code ~} for the user's directory and with variables
     * of the environment.
     */
    public Path file(String written) throws SqlFailure {
        String name = expanded(written);
        try {
            return directory.resolve(withHome(name)).normalize();
        } catch (InvalidPathException e) {
            throw new SqlFailure(Problem.usage(name + " is no name of a file: " + e.getReason()));
        }
    }

    /** {@code ~} and what begins with {@code ~/}, as shells write the user's directory. */
    public static String withHome(String path) {
        boolean home = path.equals("~") || path.startsWith("~/") || path.startsWith("~" + File.separator);
        return home ? System.getProperty("user.home") + path.substring(1) : path;
    }

    /** {@code $VAR} and {@code ${VAR}} of the environment. */
    private static String expanded(String text) throws SqlFailure {
        Matcher variables = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (variables.find()) {
            String name = Optional.ofNullable(variables.group(1)).orElse(variables.group(2));
            String value = System.getenv(name);
            if (value == null) {
                throw new SqlFailure(Problem.usage(
                        "The environment has no variable " + name + ".",
                        "Set it before the kernel starts, or write the path itself."));
            }
            variables.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return variables.appendTail(expanded).toString();
    }

    /**
     * A further connection to the current database, kept under a label for the whole notebook.
     *
     * @param interrupt ends the wait for a lock
     */
    public synchronized Session partner(String label, Interrupt interrupt) throws SqlFailure {
        Session known = partners.get(label);
        if (known != null) {
            return known;
        }
        if (sessions.containsKey(label)) {
            return sessions.get(label);
        }
        Session base = current();
        if (base.target().isInMemory()) {
            throw new SqlFailure(Problem.usage(
                    "A database in memory has one connection only.",
                    "Open a file to work with several: %sql " + base.dialect().exampleUrl()));
        }
        base.requireFile();
        Session session = new Session(label, base.target(), base.dialect(), results, network, interrupt);
        try {
            base.settle(interrupt);
            new ConnectionSetup(base).apply(session.connection());
        } catch (SQLException e) {
            closeQuietly(session);
            throw new SqlFailure(base.dialect().problem(base.connection(), e));
        }
        partners.put(label, session);
        return session;
    }

    /** A session and all others on the same database. */
    public synchronized List<Session> sameDatabase(Session session) {
        return all().stream()
                .filter(other -> other == session || other.target().isSameDatabase(session.target()))
                .toList();
    }

    /** All open connections, the partners among them, in the order they were opened. */
    public synchronized List<Session> all() {
        List<Session> all = new ArrayList<>(sessions.values());
        all.addAll(partners.values());
        return all;
    }

    /** Closes one. If it was current, the notebook's own database is current again. */
    public synchronized void close(String alias) throws SqlFailure {
        Map<String, Session> home = sessions.containsKey(alias) ? sessions : partners;
        Session session = home.remove(alias);
        if (session == null) {
            throw new SqlFailure(unknown(alias));
        }
        if (session == current) {
            current = sessions.values().stream().findFirst().orElse(null);
        }
        closeQuietly(session);
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            System.getLogger(Connections.class.getName())
                    .log(System.Logger.Level.DEBUG, session.alias() + " did not close", e);
        }
    }

    /** Closes all, with a limit of time: a connection on which a function of SQL has called System.exit is never free. */
    private void closeAll() {
        List<Session> open = all();
        Thread closing = new Thread(() -> open.forEach(Connections::closeQuietly), "rowan-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(ExitCall.isUnderWay() ? EXIT_MILLIS : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        results.close();
        closeAll();
        sessions.clear();
        partners.clear();
        current = null;
        if (own.isPresent()) {
            own.get().close();
        }
    }
}
