package rowan.tablesaw;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import java.util.Set;
import rowan.model.table.ResultTable;
import tech.tablesaw.columns.Column;

/** Columns read row by row, in place. */
final class TableRows extends AbstractList<List<Object>> implements RandomAccess {

    /** Seconds always, so that texts sort as times do; of a second only what is there. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** As SQLite's own datetime() writes it. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(Locale.ROOT);

    private static final Set<String> WHOLE = Set.of("BOOLEAN", "SHORT", "INTEGER", "LONG");
    private static final Set<String> REAL = Set.of("FLOAT", "DOUBLE");

    private final Column<?>[] columns;
    private final int size;
    private final boolean asShown;

    private TableRows(List<Column<?>> columns, boolean asShown) {
        this.columns = columns.toArray(Column<?>[]::new);
        this.size = columns.isEmpty() ? 0 : columns.get(0).size();
        this.asShown = asShown;
    }

    /** A result whose values are those that a database keeps. */
    static ResultTable stored(List<Column<?>> columns) {
        return result(columns, new TableRows(columns, false), List.of());
    }

    /** A result to look at. */
    static ResultTable shown(List<Column<?>> columns, List<String> notes) {
        return result(columns, new TableRows(columns, true), notes);
    }

    private static ResultTable result(List<Column<?>> columns, List<List<Object>> rows, List<String> notes) {
        List<rowan.model.table.Column> heads = columns.stream()
                .map(column -> new rowan.model.table.Column(column.name(), declared(column)))
                .toList();
        return new ResultTable(heads, rows, true, Duration.ZERO, ResultTable.DEFAULT_PAGE_ROWS, notes);
    }

    private static String declared(Column<?> column) {
        String type = column.type().name();
        return WHOLE.contains(type) ? "INTEGER" : REAL.contains(type) ? "REAL" : "TEXT";
    }

    @Override
    public List<Object> get(int index) {
        Object[] row = new Object[columns.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = value(columns[c], index);
        }
        return Collections.unmodifiableList(Arrays.asList(row));
    }

    @Override
    public int size() {
        return size;
    }

    private Object value(Column<?> column, int row) {
        Object value = column.isMissing(row) ? null : column.get(row);
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Boolean truth) {
            return asShown ? truth.toString() : (Object) (truth ? 1L : 0L);
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof LocalDateTime moment) {
            return DATE_TIME.format(moment);
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        // A LocalDate and an Instant write all that they have, always in the same form.
        return value.toString();
    }
}
