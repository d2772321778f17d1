package rowan.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.model.Exercise;
import rowan.model.Problem;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The exercises of a notebook that were looked at. They are kept for as long as the notebook runs, and nowhere else. */
public final class Exercises {

    /** Code that makes claims about the work of whoever does the exercise. */
    @FunctionalInterface
    public interface Claims {
        Outcome run(Run run);
    }

    private final Map<String, Exercise> seen = new LinkedHashMap<>();

    /**
     * Looks at an exercise: what is claimed of it is shown as far as it holds, and the first claim that does not hold says
     * what is missing. That is no failure, so that a notebook can be run as a whole before anything of it is done.
     */
    public Outcome look(String name, Claims claims, Run run) {
        ClaimedOutput output = new ClaimedOutput(run.output());
        Outcome outcome = claims.run(new Run(output, run.interrupt(), run.bindings(), run.cell()));
        if (outcome instanceof Outcome.Interrupted || outcome instanceof Outcome.Skipped) {
            return outcome;
        }
        Optional<String> missing = outcome instanceof Outcome.Failure failure
                ? Optional.of(output.unmet().orElse(failure.problem().message()))
                : output.unmet();
        if (missing.isEmpty() && !output.claimed()) {
            return new Outcome.Failure(Problem.usage(
                    "Nothing is claimed of " + name + ".",
                    "Write what its solution has to be below: check(\"the table has a primary key\", …);"));
        }
        Exercise exercise = new Exercise(name, missing);
        seen.put(name, exercise);
        return new Outcome.Value(exercise);
    }

    /** All that were looked at, in the order in which that happened first. */
    public List<Exercise> seen() {
        return new ArrayList<>(seen.values());
    }
}
