package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.dialect.Catalog;

/** What a database contained when it was last looked at; it is read again only where something has changed since. */
final class SchemaCache {

    private final Optional<Catalog> catalog;
    private volatile Schema schema = Schema.EMPTY;
    private String stamp = "";

    /**
     * @param catalog of the engine; without one, nothing is ever known
     */
    SchemaCache(Optional<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** As it was seen last. Never waits. */
    Schema schema() {
        return schema;
    }

    /** Looks again, if something has changed. */
    void refresh(Connection connection) throws SQLException {
        if (catalog.isEmpty()) {
            return;
        }
        String now = catalog.get().schemaStamp(connection);
        if (!now.equals(stamp)) {
            schema = catalog.get().schema(connection);
            stamp = now;
        }
    }

    /** Reads it anew the next time even where no definition has changed: row counts have, after ANALYZE. */
    void forget() {
        stamp = "";
    }

    /** A value that changes with what the database contains; empty where the engine has none. */
    Optional<String> stamp(Connection connection) throws SQLException {
        return catalog.isPresent() ? Optional.of(catalog.get().schemaStamp(connection)) : Optional.empty();
    }
}
