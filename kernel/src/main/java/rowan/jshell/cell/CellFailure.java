package rowan.jshell.cell;

import rowan.model.Problem;

/** Code or a command that a cell ran itself has failed; the cell fails in the same words. */
public final class CellFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private CellFailure(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    static CellFailure of(Problem problem) {
        return new CellFailure(problem);
    }

    public Problem problem() {
        return problem;
    }

    /** By the class that users know, since exceptions that carry it along repeat this. */
    @Override
    public String toString() {
        return RuntimeException.class.getName() + ": " + getMessage();
    }
}
