package rowan.sql.sqlite.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Values on their way in and out: SQLite keeps a type per value, so each is read as what it is. */
public final class SqliteValues {

    /** Their own text is what is stored, the ISO 8601 form of those that have to do with time. */
    private static final List<Class<?>> TEXTS = List.of(
            CharSequence.class,
            Character.class,
            Temporal.class,
            TemporalAmount.class,
            UUID.class,
            BigInteger.class,
            URI.class,
            URL.class,
            Path.class,
            Currency.class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class);

    private static final List<Class<?>> WHOLE = List.of(
            Long.class, Integer.class, Short.class, Byte.class, AtomicInteger.class, AtomicLong.class, LongAdder.class);

    private SqliteValues() {}

    /** {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null. */
    public static Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Integer small ? Long.valueOf(small) : value;
    }

    /** Truth as 0 or 1, dates and exact numbers as ISO text, which compare and sort as text. */
    public static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        Object stored = stored(value);
        if (stored == null) {
            statement.setNull(index, java.sql.Types.NULL);
        } else if (stored instanceof Long number) {
            statement.setLong(index, number);
        } else if (stored instanceof Double number) {
            statement.setDouble(index, number);
        } else if (stored instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, (String) stored);
        }
    }

    /** Whether {@link #stored} knows a form for a value. */
    public static boolean isStorable(Object value) {
        try {
            stored(value);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** What SQLite keeps of a Java value: {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null. */
    static Object stored(Object value) throws SQLException {
        if (value == null || value instanceof byte[] || value instanceof String) {
            return value;
        }
        if (isOneOf(WHOLE, value)) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof AtomicBoolean truth) {
            return truth.get() ? 1L : 0L;
        }
        if (value instanceof Optional<?> optional) {
            return stored(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? (long) optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return text(value);
    }

    private static boolean isOneOf(List<Class<?>> types, Object value) {
        for (Class<?> type : types) {
            if (type.isInstance(value)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof ZonedDateTime time) {
            // Its own text ends with the name of the zone, which is not ISO 8601.
            return time.toOffsetDateTime().toString();
        }
        if (isOneOf(TEXTS, value)) {
            return value.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        throw new SQLException("a value of " + value.getClass().getName()
                + " cannot be stored; pass a number, text, byte[], a date, or a list for IN");
    }
}
