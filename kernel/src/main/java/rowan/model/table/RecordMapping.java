package rowan.model.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import rowan.model.Nearest;
import rowan.model.Quantity;

/**
 * Rows as records: each component takes the column of its name, {@code createdAt} also that of {@code created_at}, and a
 * value that its type can hold without loss.
 */
final class RecordMapping<R extends Record> {

    private static final Map<Class<?>, Function<Long, Object>> FROM_WHOLE = Map.ofEntries(
            Map.entry(long.class, n -> n),
            Map.entry(int.class, Math::toIntExact),
            Map.entry(Integer.class, Math::toIntExact),
            Map.entry(short.class, RecordMapping::toShort),
            Map.entry(Short.class, RecordMapping::toShort),
            Map.entry(byte.class, RecordMapping::toByte),
            Map.entry(Byte.class, RecordMapping::toByte),
            Map.entry(boolean.class, RecordMapping::toBoolean),
            Map.entry(Boolean.class, RecordMapping::toBoolean),
            Map.entry(double.class, RecordMapping::toDouble),
            Map.entry(Double.class, RecordMapping::toDouble),
            Map.entry(BigDecimal.class, BigDecimal::valueOf),
            Map.entry(BigInteger.class, BigInteger::valueOf));

    private static final Map<Class<?>, Function<Double, Object>> FROM_REAL = Map.of(
            double.class, n -> n,
            float.class, Double::floatValue,
            Float.class, Double::floatValue,
            BigDecimal.class, BigDecimal::valueOf);

    private static final Map<Class<?>, Function<String, Object>> FROM_TEXT = Map.ofEntries(
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            // SQLite's own functions put a blank where ISO 8601 has a T.
            Map.entry(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T'))),
            Map.entry(OffsetDateTime.class, text -> OffsetDateTime.parse(text.replace(' ', 'T'))),
            Map.entry(ZonedDateTime.class, text -> ZonedDateTime.parse(text.replace(' ', 'T'))),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(URI.class, URI::create),
            Map.entry(char.class, RecordMapping::toChar),
            Map.entry(Character.class, RecordMapping::toChar));

    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final int[] columns;
    private int row;

    RecordMapping(Class<R> type, List<String> names) {
        components = type.getRecordComponents();
        columns = new int[components.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(type, components[i].getName(), names);
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

    private static int column(Class<?> type, String component, List<String> names) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (plain(names.get(i)).equals(plain(component))) {
                if (found >= 0) {
                    throw new IllegalArgumentException("more than one column fits " + type.getSimpleName() + "."
                            + component + ": " + names + "; give one of them another name with AS");
                }
                found = i;
            }
        }
        if (found < 0) {
            String meant = Nearest.to(component, names)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
            throw new IllegalArgumentException("no column is called " + component + ", as " + type.getSimpleName()
                    + " has it; there are " + names + meant);
        }
        return found;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    R record(List<Object> values) {
        row++;
        Object[] converted = new Object[components.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = converted(values.get(columns[i]), components[i]);
        }
        try {
            return constructor.newInstance(converted);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "row " + Quantity.count(row) + ", " + values + ", makes no "
                            + constructor.getDeclaringClass().getSimpleName() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object converted(Object value, RecordComponent component) {
        if (component.getType() != Optional.class) {
            return converted(value, component.getType(), component);
        }
        Type content = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        Class<?> type = content instanceof Class<?> known ? known : Object.class;
        return Optional.ofNullable(converted(value, type, component));
    }

    private Object converted(Object value, Class<?> type, RecordComponent component) {
        if (value == null && type.isPrimitive()) {
            throw new IllegalArgumentException("row " + Quantity.count(row) + ": " + component.getName() + " is " + type
                    + " and cannot be NULL; declare it as an object");
        }
        if (value == null || type.isInstance(value)) {
            return value;
        }
        try {
            Optional<Object> fitting = value instanceof Long number
                    ? Optional.ofNullable(FROM_WHOLE.get(type)).map(to -> to.apply(number))
                    : value instanceof Double number
                            ? Optional.ofNullable(FROM_REAL.get(type)).map(to -> to.apply(number))
                            : value instanceof String text ? fromText(text, type) : Optional.empty();
            return fitting.orElseThrow(() -> unfit(value, component));
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw unfit(value, component);
        }
    }

    private static Optional<Object> fromText(String text, Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object.class::cast)
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst();
        }
        return Optional.ofNullable(FROM_TEXT.get(type)).map(to -> to.apply(text));
    }

    private static Object toShort(long n) {
        if (n != (short) n) {
            throw new ArithmeticException();
        }
        return (short) n;
    }

    private static Object toByte(long n) {
        if (n != (byte) n) {
            throw new ArithmeticException();
        }
        return (byte) n;
    }

    private static Object toBoolean(long n) {
        if (n != 0 && n != 1) {
            throw new ArithmeticException();
        }
        return n == 1;
    }

    private static Object toDouble(long n) {
        if ((long) (double) n != n) {
            throw new ArithmeticException();
        }
        return (double) n;
    }

    private static Object toChar(String text) {
        if (text.length() != 1) {
            throw new NumberFormatException();
        }
        return text.charAt(0);
    }

    private IllegalArgumentException unfit(Object value, RecordComponent component) {
        String shown = value instanceof byte[] bytes ? Quantity.bytes(bytes.length) : String.valueOf(value);
        return new IllegalArgumentException("row " + Quantity.count(row) + ": " + component.getName() + " is "
                + component.getType().getSimpleName() + " and cannot hold " + shown + kind(value));
    }

    private static String kind(Object value) {
        return value instanceof String ? " (text)" : value instanceof Double ? " (real)" : "";
    }
}
