package rowan.sql;

import rowan.model.Problem;

/** Carries a {@link Problem} up to where it becomes the outcome of the cell. */
public final class SqlFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public SqlFailure(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** What went wrong, in the user's words. */
    public Problem problem() {
        return problem;
    }
}
