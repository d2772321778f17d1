package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which static fields begin anew when something else of their cell is edited. */
class CellEditsTest {

    private static final InitialState HALF = InitialState.of("int half(int n) { return n / 2; }");
    private static final InitialState EDITED = InitialState.of("int half(int n) { return n >> 1; }");

    private final Map<String, InitialState> states =
            Map.of("1", EDITED, "2", InitialState.of("class A { static int n = half(8); static int apart = 3; }"));

    private final CellEdits edits = new CellEdits();

    @Test
    void a_field_of_the_same_cell_begins_anew_once_with_what_its_initialiser_uses() {
        edits.declares("1");
        edits.declares("2");
        assertThat(edits.anew("2", states::get)).as("before anything is edited").isEmpty();
        edits.edited(HALF, EDITED);
        assertThat(edits.begin("2", states::get)).containsExactly("A.n");
        assertThat(edits.begin("2", states::get)).as("it has begun").isEmpty();
    }

    @Test
    void a_field_of_another_cell_keeps_its_state() {
        edits.declares("1");
        edits.edited(HALF, EDITED);
        assertThat(edits.anew("2", states::get)).isEmpty();
    }

    @Test
    void what_a_copy_learns_the_first_does_not() {
        edits.declares("1");
        edits.declares("2");
        CellEdits copy = new CellEdits(edits);
        copy.edited(HALF, EDITED);
        assertThat(copy.anew("2", states::get)).containsExactly("A.n");
        assertThat(edits.anew("2", states::get)).isEmpty();
    }
}
