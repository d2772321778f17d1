package rowan.tablesaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.model.table.ResultTable;
import rowan.workspace.contract.Outcome;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

/** What becomes of SQLite's values in a table of Tablesaw, and of its values in SQLite. */
class TablesawTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private ResultTable result(String sql) {
        notebook.run(sql);
        assertThat(notebook.traceback()).as(sql).isEqualTo("no error");
        return (ResultTable) ((Outcome.Value) notebook.outcome()).value();
    }

    private Table table(String sql, Tablesaw.Guess... guesses) {
        return Tablesaw.from(result(sql), guesses);
    }

    private static ColumnType type(Table table) {
        return table.column(0).type();
    }

    private static List<Object> values(Table table) {
        return Tablesaw.result(table).rows().stream().map(row -> row.get(0)).toList();
    }

    @Test
    void integers_are_longs_whatever_their_size() {
        Table small = table("SELECT * FROM (VALUES (1), (2), (NULL))");
        assertThat(type(small)).isEqualTo(ColumnType.LONG);
        assertThat(small.column(0).isMissing(2)).isTrue();
        assertThat(values(small)).containsExactly(1L, 2L, null);
        Table large = table("SELECT 9223372036854775807 AS n UNION ALL SELECT -9223372036854775807");
        assertThat(type(large)).isEqualTo(ColumnType.LONG);
        assertThat(values(large)).containsExactly(Long.MAX_VALUE, -Long.MAX_VALUE);
        assertThat(Tablesaw.notes(large)).isEmpty();
    }

    @Test
    void the_least_integer_of_all_is_kept_as_text_and_told() {
        Table table = table("SELECT -9223372036854775807 - 1 AS n UNION ALL SELECT 1 UNION ALL SELECT NULL");
        assertThat(type(table)).isEqualTo(ColumnType.STRING);
        assertThat(values(table)).containsExactly("-9223372036854775808", "1", null);
        assertThat(Tablesaw.notes(table))
                .containsExactly("n: kept as text, since -9223372036854775808 is what Tablesaw takes for missing.");
    }

    @Test
    void reals_are_doubles_and_so_are_integers_among_them() {
        Table reals = table("SELECT * FROM (VALUES (0.1), (-1e308), (9e999), (NULL))");
        assertThat(type(reals)).isEqualTo(ColumnType.DOUBLE);
        assertThat(values(reals)).containsExactly(0.1, -1e308, Double.POSITIVE_INFINITY, null);
        assertThat(Tablesaw.notes(reals)).isEmpty();
        Table both = table("SELECT 1 AS x UNION ALL SELECT 2.5 UNION ALL SELECT 3");
        assertThat(values(both)).containsExactly(1.0, 2.5, 3.0);
        assertThat(Tablesaw.notes(both)).containsExactly("x: 2 integers among 1 real are reals now.");
    }

    @Test
    void large_integers_among_reals_lose_no_digits() {
        Table fits = table("SELECT 9007199254740992 AS x UNION ALL SELECT 2.5");
        assertThat(type(fits)).isEqualTo(ColumnType.DOUBLE);
        Table table = table("SELECT 9007199254740993 AS x UNION ALL SELECT 2.5 UNION ALL SELECT NULL");
        assertThat(values(table)).containsExactly("9007199254740993", "2.5", null);
        assertThat(Tablesaw.notes(table))
                .containsExactly("x: kept as text, since integers beyond ±2⁵³ would lose digits among reals.");
    }

    @Test
    void texts_stay_what_they_are_and_empty_ones_are_told() {
        Table table = table("SELECT * FROM (VALUES ('a'), ('😀 \"quoted\" ''too'''), (''), (NULL), (''))");
        assertThat(type(table)).isEqualTo(ColumnType.STRING);
        assertThat(values(table)).containsExactly("a", "😀 \"quoted\" 'too'", null, null, null);
        assertThat(Tablesaw.notes(table))
                .containsExactly("column1: 2 empty texts are missing now: Tablesaw cannot tell '' from NULL.");
    }

    @Test
    void mixed_values_are_texts_as_each_was() {
        Table table = table("SELECT 1 AS v UNION ALL SELECT 1.0 UNION ALL SELECT NULL UNION ALL SELECT 'x' UNION ALL"
                + " SELECT 2 UNION ALL SELECT x'00ff'");
        assertThat(values(table)).containsExactly("1", "1.0", null, "x", "2", "x'00ff'");
        assertThat(Tablesaw.notes(table))
                .containsExactly("v: kept as text, since its values are 2 integers, 1 real, 1 text and 1 BLOB.");
    }

    @Test
    void bytes_are_written_as_sql_writes_them() {
        Table table = table("SELECT x'00FF' AS b UNION ALL SELECT x''");
        assertThat(values(table)).containsExactly("x'00ff'", "x''");
        assertThat(Tablesaw.notes(table))
                .containsExactly("b: 2 BLOBs kept as text, x'00ff': Tablesaw has no column for bytes.");
    }

    @Test
    void nothing_but_null_is_a_column_of_texts() {
        Table table = table("SELECT NULL AS n UNION ALL SELECT NULL", Tablesaw.Guess.values());
        assertThat(type(table)).isEqualTo(ColumnType.STRING);
        assertThat(values(table)).containsExactly(null, null);
        assertThat(Tablesaw.notes(table)).isEmpty();
    }

    @Test
    void a_result_without_rows_is_a_table_without_rows() {
        Table table = table("SELECT 1 AS a, 'x' AS b WHERE 0");
        assertThat(table.rowCount()).isZero();
        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(Tablesaw.result(table).rows()).isEmpty();
        assertThat(Tablesaw.result(Table.create("none")).columns()).isEmpty();
    }

    @Test
    void columns_of_one_name_get_numbers() {
        assertThat(table("SELECT 1 AS x, 2 AS X, 3 AS \"x 2\", 4 AS \"select\", 5 AS \"a \"\"b\"\"\"")
                        .columnNames())
                .containsExactly("x", "X 2", "x 2 2", "select", "a \"b\"");
    }

    @Test
    void a_declared_truth_is_one_where_that_is_asked_for() {
        notebook.run("CREATE TABLE f(is_open BOOLEAN, other bool, n INT);"
                + "INSERT INTO f VALUES (1, 0, 1), (0, 2, 0), (NULL, 1, 1)");
        Table asked = table("SELECT * FROM f", Tablesaw.Guess.BOOLEANS);
        assertThat(asked.types()).containsExactly(ColumnType.BOOLEAN, ColumnType.LONG, ColumnType.LONG);
        assertThat(values(asked)).containsExactly(1L, 0L, null);
        assertThat(type(table("SELECT * FROM f"))).isEqualTo(ColumnType.LONG);
    }

    @Test
    void dates_are_dates_where_that_is_asked_for() {
        String dates = "SELECT * FROM (VALUES (NULL), ('2024-02-29'), (NULL), ('0001-01-01'))";
        assertThat(type(table(dates))).isEqualTo(ColumnType.STRING);
        Table asked = table(dates, Tablesaw.Guess.DATES);
        assertThat(type(asked)).isEqualTo(ColumnType.LOCAL_DATE);
        assertThat(asked.dateColumn(0).get(1)).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(values(asked)).containsExactly(null, "2024-02-29", null, "0001-01-01");
    }

    @Test
    void dates_with_times_are_written_back_with_their_seconds() {
        Table table = table(
                "SELECT * FROM (VALUES ('2024-02-29 12:30:00'), ('2024-02-29T12:30'), ('2024-02-29 12:30:00.25'))",
                Tablesaw.Guess.DATES);
        assertThat(type(table)).isEqualTo(ColumnType.LOCAL_DATE_TIME);
        assertThat(table.dateTimeColumn(0).get(0)).isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 30));
        assertThat(values(table))
                .containsExactly("2024-02-29 12:30:00", "2024-02-29 12:30:00", "2024-02-29 12:30:00.25");
    }

    @Test
    void one_value_that_is_no_date_leaves_all_of_them_texts() {
        for (String last : List.of("'2023-02-29'", "'29.2.2024'", "''", "1", "'2024-02-29 12:30:00.123456'", "x'00'")) {
            Table table = table("SELECT '2024-02-29' AS d UNION ALL SELECT " + last, Tablesaw.Guess.DATES);
            assertThat(type(table)).as(last).isEqualTo(ColumnType.STRING);
            assertThat(values(table)).as(last).contains("2024-02-29");
        }
        Table afterNumber = table("SELECT 7 AS d UNION ALL SELECT '2024-02-29'", Tablesaw.Guess.DATES);
        assertThat(values(afterNumber)).containsExactly("7", "2024-02-29");
    }

    @Test
    void every_type_of_tablesaw_has_a_form_in_sqlite() {
        Table table = Table.create(
                "all",
                BooleanColumn.create("b", true).appendMissing(),
                ShortColumn.create("s", new short[] {1}).appendMissing(),
                IntColumn.create("i", new int[] {-2}).appendMissing(),
                FloatColumn.create("f", 0.5f).appendMissing(),
                StringColumn.create("t", "x").appendMissing(),
                DateColumn.create("d", LocalDate.of(2024, 2, 29)).appendMissing(),
                TimeColumn.create("c", LocalTime.of(12, 30)).appendMissing(),
                DateTimeColumn.create("m", LocalDateTime.of(2024, 2, 29, 12, 30))
                        .appendMissing(),
                InstantColumn.create("z", Instant.EPOCH).appendMissing());
        ResultTable result = Tablesaw.result(table);
        assertThat(result.columns().stream().map(column -> column.declaredType()))
                .containsExactly("INTEGER", "INTEGER", "INTEGER", "REAL", "TEXT", "TEXT", "TEXT", "TEXT", "TEXT");
        assertThat(result.rows().get(0))
                .containsExactly(
                        1L, 1L, -2L, 0.5, "x", "2024-02-29", "12:30:00", "2024-02-29 12:30:00", "1970-01-01T00:00:00Z");
        assertThat(result.rows().get(1)).containsOnlyNulls().hasSize(9);
    }

    @Test
    void a_result_does_not_change_with_its_table() {
        IntColumn numbers = IntColumn.create("n", 1, 2);
        ResultTable result = Tablesaw.result(Table.create("t", numbers));
        numbers.set(0, 99);
        numbers.append(3);
        assertThat(result.column("n")).containsExactly(1L, 2L);
    }

    @Test
    void a_first_page_is_no_table() {
        ResultTable page = new ResultTable(List.of(), List.of(), false, Duration.ZERO, 50, List.of());
        assertThatThrownBy(() -> Tablesaw.from(page)).hasMessageContaining("first page only");
    }

    @Test
    void what_comes_from_sqlite_and_goes_back_is_the_same() {
        notebook.run("CREATE TABLE \"my \"\"t\"\"\"(\"select\" INTEGER, \"größe 📏\" REAL, \"a 'b'\" TEXT);"
                + "INSERT INTO \"my \"\"t\"\"\" VALUES (1, 1.5, '😀'), (NULL, NULL, NULL), (-3, 0.1, 'it''s')");
        ResultTable before = result("SELECT * FROM \"my \"\"t\"\"\"");
        ResultTable after = Tablesaw.result(Tablesaw.from(before));
        assertThat(after.columns())
                .as("but for the table that they come from")
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("table")
                .isEqualTo(before.columns());
        assertThat(after.rows()).isEqualTo(before.rows());
        assertThat(Arrays.asList(after.rows().get(0).toArray())).containsExactly(1L, 1.5, "😀");
    }
}
