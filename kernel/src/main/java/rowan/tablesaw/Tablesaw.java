package rowan.tablesaw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import rowan.model.table.ResultTable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.table.Relation;

/** Results as tables of Tablesaw, and back. */
public final class Tablesaw {

    /** What the values of a column may be taken for, where that is asked for. */
    public enum Guess {
        /** 0 and 1, in a column that is declared BOOLEAN. */
        BOOLEANS,
        /** Texts that are all dates, {@code 2024-02-29}, or all dates with times, {@code 2024-02-29 12:30:00}. */
        DATES
    }

    private static final Map<Table, List<String>> NOTES = Collections.synchronizedMap(new WeakHashMap<>());

    private Tablesaw() {}

    /**
     * A result as a table. The type of a column is decided by its values, each of which is looked at: integers give a {@code
     * LongColumn}, reals a {@code DoubleColumn}, texts and all else a {@code StringColumn}. Of what could not be kept as it was,
     * {@link #notes} tells, which are also shown below the table.
     *
     * @param guesses what else columns may be taken for
     * @throws IllegalArgumentException if the result holds its first page only
     */
    public static Table from(ResultTable result, Guess... guesses) {
        if (!result.complete()) {
            throw new IllegalArgumentException(
                    "this result holds its first page only. Capture all of it: NAME << SELECT …");
        }
        Set<Guess> asked = EnumSet.noneOf(Guess.class);
        asked.addAll(Arrays.asList(guesses));
        List<String> names = distinct(result.columnNames());
        List<Filling> fillings = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            fillings.add(new Filling(names.get(c), result.columns().get(c).declaredType(), asked));
        }
        Filling[] columns = fillings.toArray(Filling[]::new);
        for (List<Object> row : result.rows()) {
            for (int c = 0; c < columns.length; c++) {
                columns[c].add(row.get(c));
            }
        }
        List<Column<?>> filled = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Filling filling : fillings) {
            filled.add(filling.column());
            filling.note().ifPresent(notes::add);
        }
        Table table = Table.create("result", filled);
        NOTES.put(table, List.copyOf(notes));
        return table;
    }

    /** What {@link #from} could not keep as it was in the result, a sentence for each column; empty for any other table. */
    public static List<String> notes(Table table) {
        return NOTES.getOrDefault(table, List.of());
    }

    /**
     * A table as a result of Rowan, with its values as SQLite keeps them: truth as 0 and 1, dates and times as text, {@code
     * 2024-02-29 12:30:00}, what is missing as NULL. What happens to the table later does not change the result.
     */
    public static ResultTable result(Relation table) {
        List<Column<?>> copies = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            copies.add(column.copy());
        }
        return TableRows.stored(copies);
    }

    /** Tablesaw takes no two columns of one name, and upper and lower case are the same to it. */
    private static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String unique = name;
            for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
                unique = name + " " + i;
            }
            distinct.add(unique);
        }
        return distinct;
    }
}
