package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.model.experiment.Comparison.Sameness;
import rowan.sql.run.Ordering;

/** Whether two results are told to be the same. */
class FingerprintTest {

    private static final Ordering NONE = new Ordering(false, List.of(), true);
    private static final Ordering BY_FIRST = new Ordering(true, List.of(0), true);
    private static final Ordering BY_MORE = new Ordering(true, List.of(0), false);

    private static Fingerprint of(Ordering ordering, Object[]... rows) {
        Fingerprint fingerprint = new Fingerprint(ordering);
        for (Object[] row : rows) {
            fingerprint.add(row);
        }
        return fingerprint;
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static Sameness compared(Ordering ordering, Object[][] one, Object[]... other) {
        return of(ordering, one).with(of(ordering, other));
    }

    private static Object[][] rows(Object[]... rows) {
        return rows;
    }

    @Test
    void rows_in_the_same_order_are_the_same() {
        assertThat(compared(
                        NONE,
                        rows(row(1L, "a", null), row(0.5, new byte[] {1}, "")),
                        row(1L, "a", null),
                        row(0.5, new byte[] {1}, "")))
                .isEqualTo(Sameness.SAME);
    }

    @Test
    void values_of_other_types_and_places_are_different() {
        assertThat(compared(NONE, rows(row(1L)), row("1"))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row(1L)), row(1.0))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row("a", null)), row(null, "a"))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row("ab", "c")), row("a", "bc"))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row(1L)), row(1L), row(1L))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row(1L), row(1L)), row(1L), row(2L))).isEqualTo(Sameness.DIFFERENT);
        assertThat(compared(NONE, rows(row("x")), row("x".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isEqualTo(Sameness.DIFFERENT);
    }

    @Test
    void without_ORDER_BY_another_order_is_only_another_order() {
        assertThat(compared(NONE, rows(row(1L), row(2L)), row(2L), row(1L))).isEqualTo(Sameness.OTHER_ORDER);
        assertThat(of(NONE, row(1L), row(2L)).name())
                .isEqualTo(of(NONE, row(2L), row(1L)).name());
    }

    @Test
    void sums_of_reals_in_another_order_differ_by_rounding_alone() {
        assertThat(compared(NONE, rows(row(0.1 + 0.2 + 0.3)), row(0.3 + 0.2 + 0.1)))
                .isEqualTo(Sameness.ROUNDING);
        assertThat(compared(NONE, rows(row(0.1)), row(0.1001))).isEqualTo(Sameness.DIFFERENT);
    }

    @Test
    void with_ORDER_BY_only_ties_may_come_in_another_order() {
        assertThat(compared(BY_FIRST, rows(row(1L, "a"), row(1L, "b")), row(1L, "b"), row(1L, "a")))
                .isEqualTo(Sameness.TIES);
        assertThat(compared(BY_FIRST, rows(row(1L, "a"), row(2L, "b")), row(2L, "b"), row(1L, "a")))
                .isEqualTo(Sameness.DISORDERED);
        assertThat(compared(BY_MORE, rows(row(1L, "a"), row(1L, "b")), row(1L, "b"), row(1L, "a")))
                .isEqualTo(Sameness.UNTOLD_ORDER);
        assertThat(compared(BY_FIRST, rows(row("a"), row("A ")), row("A "), row("a")))
                .isEqualTo(Sameness.UNTOLD_ORDER);
        assertThat(compared(BY_FIRST, rows(row(1L, 0L), row(1.0, 1L)), row(1.0, 1L), row(1L, 0L)))
                .isEqualTo(Sameness.TIES);
    }
}
