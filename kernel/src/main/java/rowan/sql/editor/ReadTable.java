package rowan.sql.editor;

import java.util.List;
import java.util.Optional;
import rowan.model.Schema;

/**
 * A table as a query reads it.
 *
 * @param alias the name that it has in the query
 * @param name its own; empty for a query in parentheses
 * @param columns as far as they are known
 * @param relation what it is in the database; empty for what is defined elsewhere
 */
record ReadTable(String alias, String name, List<Schema.Attribute> columns, Optional<Schema.Relation> relation) {

    Optional<Schema.Attribute> column(String column) {
        return columns.stream()
                .filter(each -> each.name().equalsIgnoreCase(column))
                .findFirst();
    }
}
