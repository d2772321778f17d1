package rowan.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows as records: each component takes the column of its name, {@code createdAt} also that of {@code created_at}, and a
 * value that its type can hold without loss.
 */
final class RecordMapping<R extends Record> {

    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final int[] columns;

    RecordMapping(Class<R> type, List<String> names) {
        components = type.getRecordComponents();
        columns = new int[components.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(components[i].getName(), names);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static int column(String component, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (plain(names.get(i)).equals(plain(component))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column is called " + component + "; there are " + names);
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    R record(List<Object> row) {
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = converted(row.get(columns[i]), components[i]);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    row + " makes no " + constructor.getDeclaringClass().getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object converted(Object value, RecordComponent component) {
        Class<?> type = component.getType();
        if (value == null && type.isPrimitive()) {
            throw new IllegalArgumentException(
                    component.getName() + " is " + type + " and cannot be NULL; declare it as an object");
        }
        if (value == null || type.isInstance(value)) {
            return value;
        }
        try {
            if (value instanceof Long number) {
                return fromLong(number, type, component);
            }
            if (value instanceof Double number && (type == double.class || type == Double.class)) {
                return number;
            }
            if (value instanceof String text) {
                return fromText(text, type, component);
            }
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw unfit(value, component);
        }
        throw unfit(value, component);
    }

    private static Object fromLong(long number, Class<?> type, RecordComponent component) {
        if (type == long.class) {
            return number;
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number);
        }
        if (type == boolean.class || type == Boolean.class) {
            return number != 0;
        }
        if (type == double.class || type == Double.class) {
            return (double) number;
        }
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(number);
        }
        if (type == BigInteger.class) {
            return BigInteger.valueOf(number);
        }
        throw unfit(number, component);
    }

    private static Object fromText(String text, Class<?> type, RecordComponent component) {
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
        }
        throw unfit(text, component);
    }

    private static IllegalArgumentException unfit(Object value, RecordComponent component) {
        return new IllegalArgumentException(
                component.getName() + " is " + component.getType().getSimpleName() + " and cannot hold " + value);
    }
}
