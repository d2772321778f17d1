package rowan.sql.sqlite.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;

/** What the columns of a table are declared as that is made of a result. */
class SqliteColumnTypesTest {

    private static String type(String declared, Object... values) {
        ResultTable rows = new ResultTable(
                List.of(new Column("a", declared)),
                Arrays.stream(values).map(Collections::singletonList).toList(),
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
        return SqliteColumnTypes.of(rows).get(0);
    }

    @Test
    void a_type_that_was_declared_stays() {
        assertThat(type("varchar(20)", 1L)).isEqualTo("VARCHAR(20)");
        assertThat(type("DECIMAL(10, 2)", "x")).isEqualTo("DECIMAL(10, 2)");
        assertThat(type("UNSIGNED BIG INT")).isEqualTo("UNSIGNED BIG INT");
    }

    @Test
    void one_that_may_have_been_guessed_gives_way_to_that_of_all_values() {
        assertThat(type("INTEGER", 1L, null, 2L)).isEqualTo("INTEGER");
        assertThat(type("INTEGER", null, 1.5)).isEqualTo("REAL");
        assertThat(type("INTEGER", 1L, "x", 2L)).isEmpty();
        assertThat(type("", "x", "y")).isEqualTo("TEXT");
        assertThat(type("TEXT", new byte[] {1})).isEmpty();
        assertThat(type("NUMERIC", 1L, 1.5)).isEmpty();
    }

    @Test
    void without_values_a_type_that_values_could_have_stays() {
        assertThat(type("REAL")).isEqualTo("REAL");
        assertThat(type("TEXT", (Object) null)).isEqualTo("TEXT");
        assertThat(type("BLOB")).isEmpty();
        assertThat(type("x'); DROP TABLE t; --")).isEmpty();
    }
}
