package rowan.display.value;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.display.markup.MimeBundle;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;

/** Values of Java that are tables: lists of records, maps, results of JDBC, tables of libraries. */
public final class Tables {

    private static final int ROWS = ResultTable.DEFAULT_PAGE_ROWS;

    private Tables() {}

    private static ResultTable table(List<String> names, List<List<Object>> rows, boolean complete) {
        List<Column> columns = names.stream().map(name -> new Column(name, "")).toList();
        return new ResultTable(columns, rows, complete, Duration.ZERO, ROWS, List.of());
    }

    /** Records of one type in a list or an array, each a row. */
    public static Optional<MimeBundle> records(Object value) {
        List<?> list =
                value instanceof Record[] array ? Arrays.asList(array) : value instanceof List<?> all ? all : List.of();
        if (list.isEmpty() || !(list.get(0) instanceof Record)) {
            return Optional.empty();
        }
        Class<?> type = list.get(0).getClass();
        if (type.getRecordComponents().length == 0
                || list.stream().anyMatch(row -> row == null || row.getClass() != type)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        List<Method> accessors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            component.getAccessor().setAccessible(true);
            accessors.add(component.getAccessor());
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Object row : list) {
            List<Object> cells = new ArrayList<>();
            for (Method accessor : accessors) {
                cells.add(cell(call(accessor, row)));
            }
            rows.add(cells);
        }
        return Optional.of(TableRenderer.draw(table(names, rows, true)));
    }

    /** Numbers and texts as they are, all else as text. */
    private static Object cell(Object value) {
        return value == null || value instanceof Number || value instanceof String ? value : ValueText.of(value);
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot read " + method.getName() + "()", e.getCause() == null ? e : e.getCause());
        }
    }

    /** A map of the JDK's, as text and as a table of keys and values. */
    public static Optional<MimeBundle> map(Object value) {
        if (!(value instanceof Map<?, ?> map)
                || map.isEmpty()
                || value.getClass().getClassLoader() != null) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        map.forEach((key, content) -> {
            List<Object> row = new ArrayList<>();
            row.add(cell(key));
            row.add(cell(content));
            rows.add(row);
        });
        MimeBundle drawn = TableRenderer.draw(table(List.of("key", "value"), rows, true));
        return Optional.of(MimeBundle.text(ValueText.of(value))
                .with(MimeBundle.HTML, drawn.data().get(MimeBundle.HTML)));
    }

    /** The rows of a result of JDBC from where it stands; they are read by that. */
    public static MimeBundle result(ResultSet result) {
        try {
            if (result.isClosed()) {
                return MimeBundle.text("a result that is closed");
            }
            ResultSetMetaData about = result.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                names.add(about.getColumnLabel(i));
            }
            List<List<Object>> rows = new ArrayList<>();
            boolean more = result.next();
            while (more && rows.size() < ROWS) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof byte[] ? value : cell(value));
                }
                rows.add(row);
                more = result.next();
            }
            return TableRenderer.draw(table(names, rows, !more));
        } catch (SQLException e) {
            return MimeBundle.text("a result that cannot be read: " + e.getMessage());
        }
    }

    /**
     * A result of <a href="https://www.jooq.org">jOOQ</a>, which a notebook brings itself: Rowan has not its classes, and calls what
     * its interface promises.
     */
    public static Optional<MimeBundle> ofJooq(Object value) {
        return interfaceOf(value.getClass(), "org.jooq.Result").map(result -> {
            List<String> names = new ArrayList<>();
            for (Object field : (Object[]) call(method(result, "fields"), value)) {
                names.add((String) call(
                        method(interfaceOf(field.getClass(), "org.jooq.Field").orElseThrow(), "getName"), field));
            }
            List<List<Object>> rows = new ArrayList<>();
            for (Object[] row : (Object[][]) call(method(result, "intoArrays"), value)) {
                List<Object> cells = new ArrayList<>();
                for (Object each : row) {
                    cells.add(each instanceof byte[] ? each : cell(each));
                }
                rows.add(cells);
            }
            return TableRenderer.draw(table(names, rows, true));
        });
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type.getName() + " has no " + name + "()", e);
        }
    }

    /** The interface of a name that a class implements, itself or through others. */
    private static Optional<Class<?>> interfaceOf(Class<?> type, String name) {
        if (type.getName().equals(name)) {
            return Optional.of(type);
        }
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return above.flatMap(each -> interfaceOf(each, name).stream()).findFirst();
    }

    /** A table of a library that cells use, such as Tablesaw, and which says how it is read. */
    public static Optional<MimeBundle> ofLibrary(Object value) {
        return TableReader.of(value).flatMap(reader -> reader.shown(value)).map(TableRenderer::draw);
    }
}
