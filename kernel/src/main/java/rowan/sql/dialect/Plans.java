package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;

/** How an engine tells the plan of a statement. */
public interface Plans {

    /** How the engine would run a statement, with these values bound. */
    QueryPlan explain(Connection connection, BoundStatement statement, Schema schema) throws SQLException;
}
