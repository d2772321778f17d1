package rowan.display;

import java.util.List;
import rowan.model.Problem;

/** Draws a {@link Problem}. */
public final class Tracebacks {

    private Tracebacks() {}

    public static Traceback draw(Problem problem) {
        return new Traceback(problem.name(), problem.message(), List.of(problem.message()));
    }
}
