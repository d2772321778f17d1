package rowan.sql.connection;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import rowan.sql.dialect.Dialect;

/** The statements that Java code has open, and which of them have lost their rows to an interrupt. */
public final class OpenStatements {

    private final Set<Statement> open = weak();
    private final Set<Statement> ended = weak();

    private static Set<Statement> weak() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    }

    /** One that is made, or run again. */
    public void add(Statement statement) {
        ended.remove(statement);
        open.add(statement);
    }

    public void remove(Statement statement) {
        open.remove(statement);
    }

    public List<Statement> all() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    /** Ends what they still read. They can be run again. */
    void endReading(Dialect dialect) {
        all().forEach(statement -> endReading(statement, dialect));
    }

    /** Ends what one of them still reads. It can be run again. */
    public void endReading(Statement statement, Dialect dialect) {
        try {
            // First noted, since a statement whose reading has ended would begin again at its first row.
            ended.add(statement);
            dialect.hooks().endReading(statement);
        } catch (SQLException e) {
            System.getLogger(OpenStatements.class.getName()).log(System.Logger.Level.DEBUG, "a cursor did not end", e);
        }
    }

    /** Whether what a statement was reading when it was run last has been ended. */
    public boolean hasEnded(Statement statement) {
        return ended.contains(statement);
    }
}
