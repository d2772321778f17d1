package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import rowan.model.Schema;
import rowan.sql.statement.Statement;

/** What an engine tells about the objects in a database. Without it, completion, inspection and errors know no names. */
public interface Catalog {

    /** A value that differs whenever {@link #schema} would; quick to get. */
    String schemaStamp(Connection connection) throws SQLException;

    /** What the connection's databases contain now. */
    Schema schema(Connection connection) throws SQLException;

    /** What is there before anybody has looked into a database: what the engine brings along. */
    default Schema unseen() {
        return Schema.EMPTY;
    }

    /** The names of the schemas that a statement can always name, also while they hold nothing. */
    default Set<String> schemas() {
        return Set.of();
    }

    /** What a schema will be when statements have changed it that have not been run yet, as far as that can be told. */
    Schema foresee(Schema now, List<Statement> statements);
}
