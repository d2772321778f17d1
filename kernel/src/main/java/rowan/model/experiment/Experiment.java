package rowan.model.experiment;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Count;
import rowan.model.plan.QueryPlan;

/** Something that was measured, with all that is needed to do it again. */
public sealed interface Experiment permits Comparison, Growth {

    /** The statement that was measured. */
    String query();

    /** One sentence: what came out. */
    String finding();

    /** How it was done. */
    Provenance provenance();

    /**
     * How and where an experiment was done.
     *
     * @param number counts the experiments of the notebook, from 1
     * @param started when it began, ISO 8601
     * @param seed of the order of the samples and of the statistics
     * @param setup statements that prepared every arm
     * @param data names what was in the database: its schema, how many rows each table had, what the planner knew of them
     * @param environment engine, driver, machine, virtual machine and settings, by name
     */
    record Provenance(
            int number, String started, long seed, List<String> setup, String data, Map<String, String> environment) {
        public Provenance {
            setup = List.copyOf(setup);
            environment = new java.util.TreeMap<>(environment);
        }
    }

    /**
     * What a query made the engine do, counted and not timed: the same in every run with the same data.
     *
     * @param steps SQLite's VM steps of one execution
     * @param visited rows looked at, at all steps of the plan; empty where that was not counted
     * @param pages pages read with an empty cache; empty where the platform cannot say, or nobody asked
     */
    record Work(Count steps, OptionalLong visited, OptionalLong pages) {

        /** Of which only the steps were counted. */
        public Work(Count steps) {
            this(steps, OptionalLong.empty(), OptionalLong.empty());
        }

        /** {@code ≥ 12,000,000 VM steps (≥: counted in thousands)}. */
        public static String words(Count steps) {
            return steps.words("VM step") + bounds(Stream.of(steps));
        }

        /** {@code  (≥: counted in thousands)}: why steps are only bounds; empty where all are exact. */
        public static String bounds(Stream<Count> steps) {
            String why = steps.filter(count -> count.certain().isEmpty())
                    .map(count -> count.sign().strip()
                            + (count instanceof Count.AtLeast
                                    ? ": counted in thousands"
                                    : ": with those of statements inside"))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining("; "));
            return why.isEmpty() ? "" : " (" + why + ")";
        }
    }

    /**
     * The rows a query gave.
     *
     * @param fingerprint the same for the same rows in any order
     * @param unsteady functions on which they depend whose value is another each time, as {@code random()}
     */
    record Answer(long rows, String fingerprint, List<String> unsteady) {
        public Answer {
            unsteady = List.copyOf(unsteady);
        }
    }

    /**
     * One way of doing it.
     *
     * @param label in the author's words
     * @param statement the query of this arm
     * @param preparation what was done to the arm's private copy before
     * @param times one sample per round
     */
    record Arm(
            String label,
            String statement,
            List<String> preparation,
            Times times,
            QueryPlan plan,
            Work work,
            Answer answer) {
        public Arm {
            preparation = List.copyOf(preparation);
        }

        /** By the clock that counts. */
        public Timing timing() {
            return times.timing();
        }
    }
}
