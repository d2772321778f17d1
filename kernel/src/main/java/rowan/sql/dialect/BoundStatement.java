package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A statement with the values of its parameters.
 *
 * @param sql as the engine gets it
 * @param values by JDBC index, the first at place 0, in Java types that the dialect can bind; may contain null
 * @param written from a place in {@code sql}, which an engine's error may name, to that in the statement as it was written
 */
public record BoundStatement(String sql, List<Object> values, IntUnaryOperator written) {
    public BoundStatement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A statement that is sent as it was written. */
    public BoundStatement(String sql, List<Object> values) {
        this(sql, values, IntUnaryOperator.identity());
    }

    /** A statement without parameters. */
    public static BoundStatement of(String sql) {
        return new BoundStatement(sql, List.of());
    }

    /** Prepared on a connection, all values bound. The caller closes it. */
    public PreparedStatement prepare(Connection connection, Values binding) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.size(); i++) {
                binding.bind(prepared, i + 1, values.get(i));
            }
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }
}
