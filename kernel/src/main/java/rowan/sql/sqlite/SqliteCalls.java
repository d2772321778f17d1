package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import rowan.sql.BoundStatement;
import rowan.sql.Dialect;

/**
 * The functions that a statement calls, those of its views, triggers, generated columns and indexes among them: read from
 * the program that SQLite has made of it.
 */
final class SqliteCalls {

    /** The instructions whose fourth operand is a function, as {@code name(arguments)}. */
    private static final Set<String> CALLING =
            Set.of("Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggValue", "AggFinal");

    private SqliteCalls() {}

    /** Names in small letters, each once. */
    static Set<String> of(Connection connection, Dialect dialect, BoundStatement statement) throws SQLException {
        Set<String> called = new TreeSet<>();
        BoundStatement question = new BoundStatement("EXPLAIN " + statement.sql(), statement.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect);
                ResultSet program = prepared.executeQuery()) {
            while (program.next()) {
                String operand = program.getString("p4");
                if (CALLING.contains(program.getString("opcode")) && operand != null && operand.contains("(")) {
                    called.add(operand.substring(0, operand.indexOf('(')).toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return called;
    }
}
