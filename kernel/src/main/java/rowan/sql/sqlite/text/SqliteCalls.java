package rowan.sql.sqlite.text;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;

/**
 * The functions that a statement calls, those of its views, triggers, generated columns and indexes among them: read from
 * the program that SQLite has made of it.
 *
 * @param functions names in small letters
 * @param unsteady those whose value is another each time, or another on a copy, as they are written
 */
public record SqliteCalls(Set<String> functions, Set<String> unsteady) {

    /** The instructions whose fourth operand is a function, as {@code name(arguments)}. */
    private static final Set<String> CALLING =
            Set.of("Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggValue", "AggFinal");

    private static final Set<String> UNSTEADY =
            Set.of("random", "randomblob", "changes", "total_changes", "last_insert_rowid");

    private static final Set<String> CURRENT = Set.of("current_timestamp", "current_date", "current_time");

    /** They tell the present time where they get the text {@code now}, or nothing. */
    private static final Set<String> OF_TIME =
            Set.of("date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff");

    public static SqliteCalls of(Connection connection, Dialect dialect, BoundStatement statement) throws SQLException {
        Set<String> functions = new TreeSet<>();
        boolean now = statement.values().stream().anyMatch(SqliteCalls::isNow);
        BoundStatement question = new BoundStatement("EXPLAIN " + statement.sql(), statement.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect.values());
                ResultSet program = prepared.executeQuery()) {
            while (program.next()) {
                String operand = program.getString("p4");
                if (operand == null) {
                    continue;
                }
                String opcode = program.getString("opcode");
                now |= opcode.startsWith("String") && isNow(operand);
                if (CALLING.contains(opcode) && operand.contains("(")) {
                    String name = operand.substring(0, operand.indexOf('(')).toLowerCase(Locale.ROOT);
                    functions.add(name);
                    // The second operand is the register of the first argument, and 0 where there is none.
                    now |= OF_TIME.contains(name) && program.getInt("p2") == 0;
                }
            }
        }
        return new SqliteCalls(functions, unsteady(functions, now));
    }

    private static boolean isNow(Object value) {
        return value instanceof String text && text.strip().equalsIgnoreCase("now");
    }

    private static Set<String> unsteady(Set<String> functions, boolean now) {
        Set<String> unsteady = new TreeSet<>();
        for (String name : functions) {
            if (CURRENT.contains(name)) {
                unsteady.add(name.toUpperCase(Locale.ROOT));
            } else if (UNSTEADY.contains(name)) {
                unsteady.add(name + "()");
            } else if (now && OF_TIME.contains(name)) {
                unsteady.add(name + "('now')");
            }
        }
        return unsteady;
    }
}
