package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.sql.grid.Arrangement.Filter;
import rowan.sql.grid.ColumnSummary.Bin;
import rowan.sql.grid.ColumnSummary.Frequent;
import rowan.sql.grid.ColumnSummary.Kind;

/** What a grid tells of a column. */
class ColumnSummaryTest {

    private static final long BEYOND = (1L << 53) + 1;

    @TempDir
    Path directory;

    private ColumnSummary summary(List<Filter> filters, Object... values) throws Exception {
        try (RowFile file = new RowFile(directory.resolve("rows"), 1)) {
            for (Object value : values) {
                file.append(new Object[] {value});
            }
            return file.summary(new Arrangement(List.of(), "", filters, file.size()), 0);
        }
    }

    private ColumnSummary summary(Object... values) throws Exception {
        return summary(List.of(), values);
    }

    @Test
    void whole_numbers_have_bins_with_whole_ends() throws Exception {
        assertThat(summary(1L, 2L, 2L, null, 9L))
                .isEqualTo(new ColumnSummary(
                        Kind.NUMBERS,
                        5,
                        1,
                        3,
                        1L,
                        9L,
                        3.5,
                        List.of(new Bin(1L, 5L, 3), new Bin(6L, 9L, 1)),
                        List.of()));
    }

    @Test
    void numbers_with_a_point_have_bins_of_equal_width_and_one_number_has_one() throws Exception {
        assertThat(summary(0.0, 0.5, 1.0, 1.0).bins()).containsExactly(new Bin(0.0, 0.5, 1), new Bin(0.5, 1.0, 3));
        assertThat(summary(2.5, 2.5).bins()).containsExactly(new Bin(2.5, 2.5, 2));
    }

    @Test
    void whole_numbers_that_no_double_has_stay_what_they_are() throws Exception {
        ColumnSummary large = summary(BEYOND, BEYOND, BEYOND + 2);
        assertThat(large.distinct()).isEqualTo(2);
        assertThat(large.least()).isEqualTo(BEYOND);
        assertThat(large.mean()).isEqualTo(BEYOND + 1);
        assertThat(large.bins()).containsExactly(new Bin(BEYOND, BEYOND + 1, 2), new Bin(BEYOND + 2, BEYOND + 2, 1));
        ColumnSummary widest = summary(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
        assertThat(widest.mean()).isEqualTo(-0.5);
        assertThat(widest.bins().stream().mapToLong(Bin::rows)).containsExactly(2L, 2L);
    }

    @Test
    void infinite_numbers_are_in_no_bin_and_a_mean_that_is_none_is_not_told() throws Exception {
        double infinite = Double.POSITIVE_INFINITY;
        ColumnSummary one = summary(1.0, 2.0, infinite);
        assertThat(one.greatest()).isEqualTo(infinite);
        assertThat(one.mean()).isEqualTo(infinite);
        assertThat(one.bins()).containsExactly(new Bin(1.0, 1.5, 1), new Bin(1.5, 2.0, 1));
        assertThat(summary(-infinite, infinite).mean()).isNull();
        assertThat(summary(Double.MAX_VALUE, Double.MAX_VALUE).mean()).isNull();
    }

    @Test
    void texts_have_their_most_frequent_values() throws Exception {
        ColumnSummary texts = summary("b", "a", "", "b", "c", "d", "e", "c", null);
        assertThat(texts.kind()).isEqualTo(Kind.TEXTS);
        assertThat(texts.bins()).isEmpty();
        assertThat(texts.mean()).isNull();
        assertThat(texts.most())
                .containsExactly(
                        new Frequent("b", 2),
                        new Frequent("c", 2),
                        new Frequent("", 1),
                        new Frequent("a", 1),
                        new Frequent("d", 1));
    }

    @Test
    void a_mixed_column_has_both_and_is_ordered_as_it_is_sorted() throws Exception {
        ColumnSummary mixed = summary("text", 3L, 3.0, 1.5, new byte[] {1}, "text");
        assertThat(mixed.kind()).isEqualTo(Kind.MIXED);
        assertThat(mixed.distinct()).isEqualTo(4);
        assertThat(mixed.least()).isEqualTo(1.5);
        assertThat(mixed.greatest()).isEqualTo(new byte[] {1});
        assertThat(mixed.mean()).isEqualTo(2.5);
        assertThat(mixed.bins().stream().mapToLong(Bin::rows).sum()).isEqualTo(3);
        assertThat(mixed.most()).hasSize(4);
    }

    @Test
    void without_values_there_is_nothing_to_tell() throws Exception {
        ColumnSummary none = new ColumnSummary(Kind.MIXED, 0, 0, 0, null, null, null, List.of(), List.of());
        assertThat(summary()).isEqualTo(none);
        assertThat(summary((Object) null).nulls()).isOne();
    }

    @Test
    void the_rows_are_those_that_a_filter_leaves() throws Exception {
        List<Filter> filters = List.of(new Filter(0, ConditionReader.read("> 2").orElseThrow()));
        ColumnSummary left = summary(filters, 1L, 2L, 3L, 5L, null);
        assertThat(List.of(left.rows(), left.nulls(), left.mean())).isEqualTo(List.of(2L, 0L, 4.0));
    }

    @Test
    @Tag("slow")
    void nobody_waits_for_a_summary_and_the_last_one_counts() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            Heard.attend(notebook);
            notebook.run("WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 300000)"
                    + " SELECT 'text ' || (i * 7919 % 300007) AS t FROM s");
            Heard grid = Heard.grid(notebook, (String) Heard.shown(notebook).get("id"));
            grid.complete();
            List<Map<String, Object>> sorted = List.of(Map.of("column", 0.0, "descending", true));
            grid.ask("op", "view", "gen", 1.0, "sort", sorted, "filter", "7");
            grid.ask("op", "summary", "gen", 1.0, "id", 1.0, "column", 0.0);
            grid.ask("op", "summary", "gen", 1.0, "id", 2.0, "column", 0.0);
            grid.ask("op", "cell", "gen", 1.0, "id", 3.0, "row", 0.0, "column", 0.0);
            List<Map<String, Object>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(grid.next());
            }
            assertThat(answers)
                    .extracting(answer -> answer.get("op") + " " + answer.get("id"))
                    .containsExactly("view null", "failed 1.0", "cell 3.0", "summary 2.0");
            assertThat(answers.get(3))
                    .containsEntry("kind", "texts")
                    .containsEntry("rows", ((Integer) answers.get(0).get("total")).longValue())
                    .containsEntry("max", "ttext 99997");
        }
    }
}
