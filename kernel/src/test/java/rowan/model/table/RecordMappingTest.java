package rowan.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as records of Java. */
class RecordMappingTest {

    record Whole(
            long l,
            int i,
            short s,
            byte b,
            boolean truth,
            double d,
            Integer boxed,
            BigDecimal exact,
            BigInteger large) {}

    record Real(double d, float f, BigDecimal exact) {}

    enum Colour {
        RED,
        GREEN
    }

    record Text(
            String text,
            char c,
            BigDecimal exact,
            LocalDate date,
            LocalDateTime moment,
            OffsetDateTime offset,
            Instant instant,
            UUID id,
            URI uri,
            Colour colour) {}

    record Two(String userName, Optional<Long> likes) {}

    record Short(short s) {}

    record Truth(boolean truth) {}

    record Picky(long n) {
        Picky {
            if (n < 0) {
                throw new IllegalArgumentException("too small");
            }
        }
    }

    private static ResultTable table(String names, Object... row) {
        return new ResultTable(
                Arrays.stream(names.split(" "))
                        .map(name -> new Column(name, ""))
                        .toList(),
                List.of(Arrays.asList(row)),
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    @Test
    void whole_numbers_fit_into_every_type_of_numbers() {
        assertThat(table("l i s b truth d boxed exact large", 1L, 2L, 3L, -4L, 1L, 5L, null, 6L, 7L)
                        .as(Whole.class))
                .containsExactly(new Whole(
                        1, 2, (short) 3, (byte) -4, true, 5, null, BigDecimal.valueOf(6), BigInteger.valueOf(7)));
    }

    @Test
    void reals_and_texts_become_what_they_say() {
        assertThat(table("d f exact", 0.5, 1.5, 0.1).as(Real.class))
                .containsExactly(new Real(0.5, 1.5f, new BigDecimal("0.1")));
        assertThat(table(
                                "text c exact date moment offset instant id uri colour",
                                "a",
                                "é",
                                "1.50",
                                "2024-02-29",
                                "2024-02-29 12:30:00",
                                "2024-02-29 12:30:00Z",
                                "1970-01-01T00:00:00Z",
                                "00000000-0000-0000-0000-000000000001",
                                "https://example.org",
                                "GREEN")
                        .as(Text.class))
                .containsExactly(new Text(
                        "a",
                        'é',
                        new BigDecimal("1.50"),
                        LocalDate.of(2024, 2, 29),
                        LocalDateTime.of(2024, 2, 29, 12, 30),
                        OffsetDateTime.of(2024, 2, 29, 12, 30, 0, 0, ZoneOffset.UTC),
                        Instant.EPOCH,
                        new UUID(0, 1),
                        URI.create("https://example.org"),
                        Colour.GREEN));
    }

    @Test
    void names_with_and_without_underscores_are_the_same() {
        assertThat(table("LIKES user_name other", 3L, "ada", 1L).as(Two.class))
                .containsExactly(new Two("ada", Optional.of(3L)));
        assertThat(table("userName likes", "ada", null).as(Two.class))
                .containsExactly(new Two("ada", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userNme likes | no column is called userName, as Two has it; there are [userNme, likes];"
                        + " did you mean userNme?",
                "user_name userName likes | more than one column fits Two.userName"
            })
    void a_component_without_its_column_is_told(String names, String message) {
        ResultTable table = table(names, new Object[names.split(" ").length]);
        assertThatThrownBy(() -> table.as(Two.class)).hasMessageContaining(message);
    }

    @Test
    void what_a_component_cannot_hold_is_refused_with_its_row() {
        assertThatThrownBy(() -> table("s", 40_000L).as(Short.class))
                .hasMessage("row 1: s is short and cannot hold 40000");
        assertThatThrownBy(() -> table("s", 1.5).as(Short.class))
                .hasMessage("row 1: s is short and cannot hold 1.5 (real)");
        assertThatThrownBy(() -> table("truth", 2L).as(Truth.class)).hasMessageContaining("cannot hold 2");
        assertThatThrownBy(() -> table("truth", "true").as(Truth.class)).hasMessageContaining("true (text)");
        assertThatThrownBy(() -> table("s", (Object) null).as(Short.class))
                .hasMessage("row 1: s is short and cannot be NULL; declare it as an object");
        assertThatThrownBy(() -> table("n", -1L).as(Picky.class)).hasMessage("row 1, [-1], makes no Picky: too small");
        assertThatThrownBy(() -> table("d f exact", (1L << 53) + 1, 0.5, 0.5).as(Real.class))
                .hasMessageContaining("d is double and cannot hold 9007199254740993");
    }
}
