package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.statement.Statement;

/** How an engine tells the plan of a statement. */
public interface Plans {

    /** How the engine would run a statement, with these values bound. */
    QueryPlan explain(Connection connection, BoundStatement statement, Schema schema) throws SQLException;

    /** The statement whose plan another asks for in the engine's own words; empty for one that asks for none. */
    default Optional<Statement> explained(Statement statement) {
        return Optional.empty();
    }

    /**
     * The statement that makes an index. All names are quoted where they need it.
     *
     * @param schema of the table with the dot behind it; empty where its name is enough
     */
    default String createIndex(String schema, String name, String table, List<String> columns) {
        return "CREATE INDEX " + name + " ON " + schema + table + "(" + String.join(", ", columns) + ");";
    }

    /** The statement that tells the planner what is in an index of a table; names as of {@link #createIndex}. */
    default String analyze(String schema, String name, String table) {
        return "ANALYZE " + schema + table + ";";
    }
}
