package rowan.sql.dialect;

import java.nio.file.Files;
import java.nio.file.Path;
import rowan.model.Problem;

/** Carries a {@link Problem} up to where it becomes the outcome of the cell. */
public final class SqlFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public SqlFailure(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** A file that cannot be read, and why. */
    public static SqlFailure unreadable(Path file, String reason) {
        return new SqlFailure(Problem.of("IOException", "Cannot read " + file + ".", reason));
    }

    /** As {@link #unreadable(Path, String)}, for what the system says. */
    public static SqlFailure unreadable(Path file, Exception e) {
        return unreadable(
                file,
                Files.isDirectory(file)
                        ? "It is a directory; name a file in it."
                        : Files.exists(file) ? e.toString() : "There is no such file.");
    }

    /** What went wrong, in the user's words. */
    public Problem problem() {
        return problem;
    }
}
