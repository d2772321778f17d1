package rowan.tablesaw;

import java.util.List;
import java.util.Optional;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.table.Relation;

/** Tables, slices of them and single columns. */
public final class TablesawReader implements TableReader {

    @Override
    public Optional<ResultTable> stored(Object value) {
        return columns(value).map(TableRows::stored);
    }

    @Override
    public Optional<ResultTable> shown(Object value) {
        List<String> notes = value instanceof Table table ? Tablesaw.notes(table) : List.of();
        return columns(value).map(columns -> TableRows.shown(columns, notes));
    }

    private static Optional<List<Column<?>>> columns(Object value) {
        if (value instanceof Relation relation) {
            return Optional.of(relation.columns());
        }
        return value instanceof Column<?> column ? Optional.of(List.of(column)) : Optional.empty();
    }
}
