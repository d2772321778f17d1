package rowan.course;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import rowan.model.table.ResultTable;

/** The ways in which a value that a check reads can be wrong. */
final class Mutations {

    /** In how many rows, at most, one value is changed, until a check notices. */
    private static final int MOST_ROWS = 200;

    /**
     * One way.
     *
     * @param what in words
     * @param values what is put in the place of the value, one after the other; a check has to notice one of them
     */
    record Mutation(String what, List<Object> values) {}

    private Mutations() {}

    /**
     * The ways that apply to a value.
     *
     * @param check the one that reads it
     * @param isOrdered whether its order is claimed
     * @throws IllegalArgumentException if the value is of a kind that cannot be made wrong
     */
    static List<Mutation> of(Object value, JavaChecks.Check check, boolean isOrdered) {
        if (value instanceof ResultTable table) {
            return ofTable(table, check, isOrdered);
        }
        if (value instanceof Number number) {
            return List.of(one("zero", number.doubleValue() == 0 ? like(number, 1) : like(number, 0)));
        }
        if (value instanceof String text) {
            return List.of(one("empty", text.isEmpty() ? "x" : ""), one("another text", text + "x"));
        }
        if (value instanceof Map<?, ?> map) {
            return List.of(one("empty", Map.of()), new Mutation("one entry gone", entriesGone(map)));
        }
        if (value instanceof Collection<?> values) {
            return ofList(new ArrayList<>(values));
        }
        throw new IllegalArgumentException("a check reads " + (value == null ? "null" : "a " + value.getClass())
                + ", which cannot be made wrong; let it read a result, a number, a text, a list or a map");
    }

    private static Mutation one(String what, Object value) {
        return new Mutation(what, List.of(value));
    }

    private static Number like(Number number, int value) {
        if (number instanceof Integer) {
            return value;
        }
        return number instanceof Long ? (Number) (long) value : (Number) (double) value;
    }

    private static List<Object> entriesGone(Map<?, ?> map) {
        return map.keySet().stream()
                .<Object>map(key -> {
                    Map<Object, Object> less = new java.util.LinkedHashMap<>(map);
                    less.remove(key);
                    return less;
                })
                .toList();
    }

    private static List<Mutation> ofList(List<?> values) {
        List<Mutation> all = new ArrayList<>();
        if (values.isEmpty()) {
            return List.of(one("one more", List.of("x")));
        }
        all.add(one("empty", List.of()));
        all.add(one("last gone", new ArrayList<>(values.subList(0, values.size() - 1))));
        all.add(new Mutation("one value changed", each(values, Mutations::changed)));
        return all;
    }

    private static <T> List<Object> each(List<T> values, UnaryOperator<Object> change) {
        return IntStream.range(0, Math.min(values.size(), MOST_ROWS))
                .<Object>mapToObj(i -> {
                    List<Object> copy = new ArrayList<>(values);
                    copy.set(i, change.apply(values.get(i)));
                    return copy;
                })
                .toList();
    }

    private static Object changed(Object value) {
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Double number) {
            return number + 1;
        }
        return value instanceof String text ? text + "x" : 1L;
    }

    private static List<Mutation> ofTable(ResultTable table, JavaChecks.Check check, boolean isOrdered) {
        List<List<Object>> rows = table.rows();
        if (rows.isEmpty()) {
            List<Object> row =
                    table.columns().stream().map(column -> (Object) 1L).toList();
            return List.of(one("one row more", with(table, List.of(row))));
        }
        List<Mutation> all = new ArrayList<>();
        all.add(one("empty", with(table, List.of())));
        all.add(one("last row gone", with(table, rows.subList(0, rows.size() - 1))));
        for (int column : claimed(table, check)) {
            List<Object> changed = each(rows, row -> {
                        List<Object> copy = new ArrayList<>((List<?>) row);
                        copy.set(column, changed(copy.get(column)));
                        return copy;
                    })
                    .stream()
                    .<Object>map(each -> with(table, rows(each)))
                    .toList();
            all.add(new Mutation("one value of " + table.columnNames().get(column) + " changed", changed));
        }
        swapped(rows).filter(other -> isOrdered).ifPresent(other -> all.add(one("rows swapped", with(table, other))));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> rows(Object list) {
        return (List<List<Object>>) list;
    }

    /** Two rows that differ, exchanged. */
    private static Optional<List<List<Object>>> swapped(List<List<Object>> rows) {
        int last = rows.size() - 1;
        if (rows.get(0).equals(rows.get(last))) {
            return Optional.empty();
        }
        List<List<Object>> other = new ArrayList<>(rows);
        other.set(0, rows.get(last));
        other.set(last, rows.get(0));
        return Optional.of(other);
    }

    /** The columns that a check reads: those it names; the only one of a single value; all where it makes records. */
    private static List<Integer> claimed(ResultTable table, JavaChecks.Check check) {
        List<String> names = table.columnNames();
        boolean readsAll = check.text().contains(".as(") || check.text().contains(".single()");
        return IntStream.range(0, names.size())
                .filter(i -> readsAll || check.texts().contains(names.get(i).toLowerCase(java.util.Locale.ROOT)))
                .boxed()
                .toList();
    }

    private static ResultTable with(ResultTable table, List<List<Object>> rows) {
        return new ResultTable(
                table.columns(), List.copyOf(rows), table.complete(), table.elapsed(), table.pageRows(), table.notes());
    }
}
