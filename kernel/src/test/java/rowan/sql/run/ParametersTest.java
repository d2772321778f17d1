package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.SqliteDialect;
import rowan.sql.statement.Statement;
import rowan.workspace.GivenParameters;
import rowan.workspace.SharedBindings;
import rowan.workspace.cell.Source;

/** How parameters of statements get their values. */
class ParametersTest {

    private static final Dialect DIALECT = new SqliteDialect();

    private final SharedBindings variables = new SharedBindings();
    private final GivenParameters given = new GivenParameters();

    private static Statement statement(String sql) {
        return DIALECT.lexicon().split(Source.of(sql)).get(0);
    }

    private BoundStatement named(String sql) throws SqlFailure {
        return Parameters.named(given, variables, DIALECT).bind(statement(sql));
    }

    private static BoundStatement inOrder(String sql, Object... values) throws SqlFailure {
        return Parameters.given(values, DIALECT).bind(statement(sql));
    }

    @FunctionalInterface
    private interface Binding {
        BoundStatement bind() throws SqlFailure;
    }

    private static Problem refused(Binding binding) {
        return catchThrowableOfType(SqlFailure.class, binding::bind).problem();
    }

    private void set(String name, Object value) {
        variables.put(name, value, Optional.empty());
    }

    private static ResultTable table(int columns, Object... rows) {
        return new ResultTable(
                List.of(new Column("a", ""), new Column("b", "")).subList(0, columns),
                Arrays.stream(rows)
                        .map(row -> Arrays.asList(row, row).subList(0, columns))
                        .toList(),
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    @Test
    void a_name_stands_for_one_value_wherever_it_is_written() throws SqlFailure {
        set("n", 7);
        BoundStatement bound = named("SELECT :n + :n, /* :n */ ':n'");
        assertThat(bound.sql()).isEqualTo("SELECT :n + :n, /* :n */ ':n'");
        assertThat(bound.values()).containsExactly(7);
    }

    @Test
    void a_list_stands_for_as_many_values_as_it_has_with_its_brackets_or_without() throws SqlFailure {
        set("ids", List.of(3, 1, 2));
        set("bytes", new byte[] {1, 2});
        for (String list : List.of(":ids", "(:ids)")) {
            BoundStatement bound = named("SELECT * FROM t WHERE x IN " + list + " AND y = :bytes");
            assertThat(bound.sql()).isEqualTo("SELECT * FROM t WHERE x IN (?, ?, ?) AND y = ?");
            assertThat(bound.values()).containsExactly(3, 1, 2, new byte[] {1, 2});
        }
        set("ids", new int[] {});
        assertThat(named("SELECT 1 IN (:ids)").sql()).isEqualTo("SELECT 1 IN ()");
    }

    @Test
    void a_place_behind_a_list_is_that_in_the_text_as_it_was_written() throws SqlFailure {
        set("ids", List.of(10, 20, 30, 40));
        String sql = "SELECT 1 WHERE 2 IN (:ids) AND nme = 3";
        BoundStatement bound = named(sql);
        assertThat(bound.written().applyAsInt(bound.sql().indexOf("nme"))).isEqualTo(sql.indexOf("nme"));
        assertThat(bound.written().applyAsInt(bound.sql().lastIndexOf('?'))).isEqualTo(sql.indexOf(":ids"));
    }

    @Test
    void a_captured_result_of_one_column_is_a_value_or_a_list() throws SqlFailure {
        set("one", table(1, "only"));
        set("more", table(1, 4L, 5L));
        assertThat(named("SELECT :one, 4 IN (:more)").values()).containsExactly("only", 4L, 5L);
        set("wide", table(2, 1L));
        assertThat(refused(() -> named("SELECT :wide")).message())
                .isEqualTo("wide has 2 columns and cannot stand for one value.");
    }

    @Test
    void what_was_given_to_a_parameter_stands_before_a_variable_of_its_name() throws SqlFailure {
        set("n", "a variable");
        given.set("@n", null);
        assertThat(named("SELECT $n").values()).containsExactly((Object) null);
        given.unset(":n");
        assertThat(named("SELECT $n").values()).containsExactly("a variable");
    }

    @Test
    void in_a_file_a_parameter_that_was_not_given_is_null() throws SqlFailure {
        set("n", "a variable");
        given.set("?2", "second");
        assertThat(Parameters.ofFile(given, DIALECT)
                        .bind(statement("SELECT :n, ?, ?"))
                        .values())
                .containsExactly(null, "second", null);
    }

    @Test
    void a_name_that_is_not_known_is_marked_and_answered_with_the_nearest() {
        set("total", 1);
        Problem problem = refused(() -> named("SELECT 1,\n  :totl"));
        assertThat(problem.message()).isEqualTo("no variable is called totl");
        assertThat(problem.notes().get(0)).startsWith("Did you mean :total? ");
        Passage marked = problem.complaints().get(0).passage();
        assertThat(marked.number()).isEqualTo(2);
        assertThat(marked.line().substring(marked.from(), marked.to())).isEqualTo(":totl");
    }

    @Test
    void values_in_order_have_to_be_as_many_as_there_are_places() throws SqlFailure {
        assertThat(inOrder("SELECT ?2, ?1, ?2", "a", "b").values()).containsExactly("b", "a", "b");
        assertThat(refused(() -> inOrder("SELECT ?, ?", 1)).message())
                .isEqualTo("there is no value for this parameter; 1 value was passed");
        assertThat(refused(() -> inOrder("SELECT ?", 1, 2)).message())
                .isEqualTo("2 values were passed, and the statement has 1 ?");
        assertThat(refused(() -> inOrder("SELECT :n", 1)).notes().get(0)).startsWith("Pass Map.of(\"n\", …)");
    }

    @Test
    void a_map_gives_values_by_name_and_null_is_one() throws SqlFailure {
        assertThat(inOrder("SELECT :a, @b", Map.of("a", 1, "b", 2)).values()).containsExactly(1, 2);
        assertThat(inOrder("SELECT ?", (Object[]) null).values()).containsExactly((Object) null);
        assertThat(refused(() -> inOrder("SELECT :nme", Map.of("name", 1))).message())
                .isEqualTo("the map has no value for :nme");
    }

    @Test
    void what_the_engine_cannot_store_is_refused_within_a_list_too() {
        set("here", List.of(1, Thread.currentThread()));
        assertThat(refused(() -> named("SELECT 1 IN (:here)")).message())
                .contains("a value of the type Thread", "cannot be stored in SQLite");
    }
}
