package rowan.sql.sqlite;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Values on their way in and out: SQLite keeps a type per value, so each is read as what it is. */
final class SqliteValues {

    private SqliteValues() {}

    /** {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null. */
    static Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Integer small ? Long.valueOf(small) : value;
    }

    /** Truth as 0 or 1, dates and exact numbers as ISO text, which compare and sort as text. */
    static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, java.sql.Types.NULL);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            statement.setLong(index, ((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            statement.setDouble(index, ((Number) value).doubleValue());
        } else if (value instanceof Boolean truth) {
            statement.setLong(index, truth ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, text(value));
        }
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Temporal
                || value instanceof UUID
                || value instanceof BigInteger) {
            return value.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof java.sql.Date || value instanceof java.sql.Time || value instanceof java.sql.Timestamp) {
            return value.toString();
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            return text(optional.get());
        }
        throw new SQLException("a value of " + value.getClass().getName()
                + " cannot be stored; pass a number, text, byte[], a date, or a list for IN");
    }
}
