package rowan.model.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One column of a result.
 *
 * @param name as the engine reports it; names may repeat within one result
 * @param declaredType the type the column was declared with, empty for an expression. It says nothing certain about the
 *     values: SQLite keeps a type per value
 * @param table the table whose column it is, empty for an expression
 */
public record Column(String name, String declaredType, String table) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(declaredType);
        Objects.requireNonNull(table);
    }

    /** A column of no table. */
    public Column(String name, String declaredType) {
        this(name, declaredType, "");
    }

    /** The table that columns are of, expressions aside, where it is one. */
    public static Optional<String> tableOf(List<Column> columns) {
        List<String> tables = columns.stream()
                .map(Column::table)
                .filter(table -> !table.isEmpty())
                .distinct()
                .toList();
        return tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty();
    }
}
