package rowan.sql.sqlite.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of Java on their way into SQLite and out again. */
class SqliteValuesTest {

    enum Colour {
        RED {
            @Override
            public String toString() {
                return "rot";
            }
        }
    }

    static Stream<Arguments> values() throws Exception {
        byte[] bytes = {0, 1, -1};
        return Stream.of(
                Arguments.of(null, "null", null),
                Arguments.of(7, "integer", 7L),
                Arguments.of((byte) -1, "integer", -1L),
                Arguments.of(Long.MIN_VALUE, "integer", Long.MIN_VALUE),
                Arguments.of(new AtomicLong(3), "integer", 3L),
                Arguments.of(true, "integer", 1L),
                Arguments.of(false, "integer", 0L),
                Arguments.of(new AtomicBoolean(true), "integer", 1L),
                Arguments.of(0.5f, "real", 0.5),
                Arguments.of(1e300, "real", 1e300),
                Arguments.of("it's", "text", "it's"),
                Arguments.of('x', "text", "x"),
                Arguments.of(bytes, "blob", bytes),
                Arguments.of(Optional.of(4), "integer", 4L),
                Arguments.of(Optional.empty(), "null", null),
                Arguments.of(OptionalInt.of(5), "integer", 5L),
                Arguments.of(OptionalInt.empty(), "null", null),
                Arguments.of(OptionalLong.of(6), "integer", 6L),
                Arguments.of(OptionalDouble.of(1.5), "real", 1.5),
                Arguments.of(new BigDecimal("1E+3"), "text", "1000"),
                Arguments.of(new BigInteger("9223372036854775808"), "text", "9223372036854775808"),
                Arguments.of(LocalDate.of(2024, 2, 29), "text", "2024-02-29"),
                Arguments.of(Duration.ofMinutes(90), "text", "PT1H30M"),
                Arguments.of(
                        ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin")),
                        "text",
                        "2024-01-02T03:04:05+01:00"),
                Arguments.of(new Date(0), "text", Instant.EPOCH.toString()),
                Arguments.of(new UUID(0, 1), "text", "00000000-0000-0000-0000-000000000001"),
                Arguments.of(InetAddress.getByName("127.0.0.1"), "text", "127.0.0.1"),
                Arguments.of(Colour.RED, "text", "RED"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void each_is_kept_in_a_type_of_SQLite_and_read_as_what_it_is(Object value, String type, Object read)
            throws SQLException {
        assertThat(SqliteValues.isStorable(value)).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement statement = connection.prepareStatement("SELECT typeof(?1), ?1")) {
            SqliteValues.bind(statement, 1, value);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.getString(1)).isEqualTo(type);
                assertThat(SqliteValues.read(row, 2)).isEqualTo(read);
            }
        }
    }

    @Test
    void what_has_no_form_is_refused_by_its_class() {
        Object strange = new StringBuilder("a").codePoints();
        assertThat(SqliteValues.isStorable(strange)).isFalse();
        assertThat(SqliteValues.isStorable(Optional.of(strange))).isFalse();
        assertThatThrownBy(() -> SqliteValues.stored(strange))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("cannot be stored", strange.getClass().getName());
    }

    @Test
    void bytes_are_none_of_texts() throws SQLException {
        assertThat(SqliteValues.stored("é".getBytes(StandardCharsets.UTF_8))).isInstanceOf(byte[].class);
    }
}
