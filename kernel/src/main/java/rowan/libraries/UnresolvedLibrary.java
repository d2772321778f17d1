package rowan.libraries;

import rowan.model.Problem;

/** A library, or what it needs, that was not found, and why. */
public final class UnresolvedLibrary extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final boolean outOfReach;

    UnresolvedLibrary(Problem problem) {
        this(problem, false);
    }

    private UnresolvedLibrary(Problem problem, boolean outOfReach) {
        super(problem.message());
        this.problem = problem;
        this.outOfReach = outOfReach;
    }

    /** What may be right, but that no repository gives that can be asked from here. */
    static UnresolvedLibrary outOfReach(Problem problem) {
        return new UnresolvedLibrary(problem, true);
    }

    /** Whether it may be had elsewhere, such as where there is a network. */
    public boolean isOutOfReach() {
        return outOfReach;
    }

    /** What the user is told. */
    public Problem problem() {
        return problem;
    }
}
