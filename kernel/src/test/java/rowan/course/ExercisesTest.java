package rowan.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.model.Check;
import rowan.model.Exercise;
import rowan.model.Problem;
import rowan.model.Progress;
import rowan.workspace.SharedBindings;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Output;
import rowan.workspace.contract.Run;

/** What is said of an exercise by the claims about it. */
class ExercisesTest {

    private final List<Object> shown = new ArrayList<>();
    private final Exercises exercises = new Exercises();

    /** Keeps what is shown; an exercise shows nothing in another way. */
    private final Output output = new Output() {
        @Override
        public void show(Object value) {
            shown.add(value);
        }

        @Override
        public Live open(Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void update(String displayId, Object value) {}

        @Override
        public void stream(Channel channel, CharSequence text) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public void page(Object value) {}

        @Override
        public Optional<String> ask(String prompt, boolean secret) {
            return Optional.empty();
        }
    };

    private Outcome look(String name, Outcome end, Object... claims) {
        Run run = new Run(output, new InterruptSignal(), new SharedBindings(), new CellId(1));
        return exercises.look(
                name,
                within -> {
                    for (Object claim : claims) {
                        within.output().show(claim);
                    }
                    return end;
                },
                run);
    }

    private static Check claim(String claim, boolean holds, String seen) {
        return new Check(claim, holds, seen);
    }

    @Test
    void the_first_claim_that_does_not_hold_says_what_is_missing() {
        Outcome outcome = look(
                "1",
                new Outcome.Nothing(),
                claim("holds", true, ""),
                "a text",
                claim("lacks", false, "seen this"),
                claim("lacks too", false, ""));
        assertThat(outcome).isEqualTo(new Outcome.Value(new Exercise("1", Optional.of("lacks; seen this"))));
        assertThat(shown).containsExactly(claim("holds", true, ""), "a text");
    }

    @Test
    void it_is_done_when_all_hold() {
        assertThat(look("1", new Outcome.Nothing(), claim("holds", true, "")))
                .isEqualTo(new Outcome.Value(new Exercise("1", Optional.empty())));
    }

    @Test
    void a_failure_of_the_claims_is_what_is_missing_unless_one_has_said_it() {
        Outcome failed = new Outcome.Failure(Problem.of("E", "no such table"));
        assertThat(look("1", failed)).isEqualTo(new Outcome.Value(new Exercise("1", Optional.of("no such table"))));
        assertThat(look("2", failed, claim("lacks", false, "")))
                .isEqualTo(new Outcome.Value(new Exercise("2", Optional.of("lacks"))));
        assertThat(exercises.seen()).extracting(Exercise::name).containsExactly("1", "2");
    }

    @Test
    void nothing_claimed_is_a_mistake_and_an_interrupt_is_an_interrupt() {
        assertThat(look("1", new Outcome.Nothing())).isInstanceOf(Outcome.Failure.class);
        assertThat(look("1", new Outcome.Interrupted("stopped"))).isEqualTo(new Outcome.Interrupted("stopped"));
        assertThat(exercises.seen()).isEmpty();
    }
}
