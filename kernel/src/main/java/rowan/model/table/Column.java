package rowan.model.table;

import java.util.Objects;

/**
 * One column of a result.
 *
 * @param name as the engine reports it; names may repeat within one result
 * @param declaredType the type the column was declared with, empty for an expression. It says nothing certain about the
 *     values: SQLite keeps a type per value
 */
public record Column(String name, String declaredType) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(declaredType);
    }
}
