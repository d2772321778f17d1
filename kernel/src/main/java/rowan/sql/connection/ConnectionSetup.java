package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.sql.dialect.ConnectionSettings;
import rowan.sql.dialect.JavaFunctions;

/** What makes a further connection to a database like that of a session: the same settings, and the same functions in Java. */
public final class ConnectionSetup {

    private final Session session;
    private final List<String> settings;

    /** Asks now: later, on any thread, the session may be at work. */
    public ConnectionSetup(Session session) throws SQLException {
        this.session = session;
        Optional<ConnectionSettings> asked = session.dialect().settings();
        this.settings = asked.isPresent() ? asked.get().settings(session.connection()) : List.of();
    }

    /** Sets a further connection up. */
    public void apply(Connection further) throws SQLException {
        Optional<JavaFunctions> functions = session.dialect().functions();
        if (functions.isPresent()) {
            functions.get().shareFunctions(session.connection(), further);
        }
        try (java.sql.Statement statement = further.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
    }
}
