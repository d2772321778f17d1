package rowan.jshell.diagnostics;

import java.util.Optional;
import rowan.model.Problem;

/**
 * The compiler has failed where it should have complained. The engine that throws this has begun with a new one, and has
 * all declarations that it had before.
 */
public final class CompilerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<String> complaint;

    public CompilerFailure(Throwable cause) {
        this(cause, Optional.empty());
    }

    /**
     * @param complaint what the compiler says where it is asked in another way
     */
    public CompilerFailure(Throwable cause, Optional<String> complaint) {
        super(cause);
        this.complaint = complaint;
    }

    /** What to tell of it. JShell says by its message alone what has been thrown in the compiler. */
    public Problem problem() {
        String thrown = String.valueOf(getCause());
        if (thrown.contains("StackOverflowError")) {
            return problem(
                    "This is nested too deeply for Java's compiler.",
                    "Give parts of it names of their own, or read the data from a file.");
        }
        if (thrown.contains("OutOfMemoryError")) {
            return problem(
                    "This is more than Java's compiler has memory for.",
                    "Split it into several cells, or read the data from a file.");
        }
        if (complaint.isPresent()) {
            return Problem.of(Problem.COMPILATION, complaint.get());
        }
        return problem(
                "Java's compiler fails on this, without saying why: "
                        + thrown.replaceFirst(
                                        "(?s).*?\\b(\\w+(?:Exception|Error)): (?!.*\\w(?:Exception|Error)\\b)", "$1: ")
                                .strip(),
                "Write it otherwise; all that was declared before is still there.");
    }

    private static Problem problem(String message, String note) {
        return Problem.of(Problem.COMPILATION, message, note);
    }
}
