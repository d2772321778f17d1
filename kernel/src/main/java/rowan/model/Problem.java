package rowan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Why a cell failed, in words a user can act on.
 *
 * @param name the kind of the problem, Jupyter's {@code ename}: the class of a Java exception, or {@code SQLITE_CONSTRAINT_UNIQUE}
 * @param message one sentence, Jupyter's {@code evalue}
 * @param complaints the places in the cell that are at fault, in order; may be empty
 * @param notes what else to know, and the next step; one line each
 * @param trace the stack of a Java exception with its causes, in the cell's own line numbers; empty for SQL
 */
public record Problem(String name, String message, List<Complaint> complaints, List<String> notes, List<String> trace) {

    /** The name of problems that a Java compiler has with a cell; nothing of the offending snippet was run. */
    public static final String COMPILATION = "CompilationException";

    /** The name of {@link #usage}. */
    public static final String USAGE = "UsageError";

    /**
     * One place at fault.
     *
     * @param passage the line and its mark
     * @param remark what is wrong there; may be empty when the problem's message says it
     */
    public record Complaint(Passage passage, String remark) {
        public Complaint {
            Objects.requireNonNull(passage);
            Objects.requireNonNull(remark);
        }
    }

    public Problem {
        Objects.requireNonNull(name);
        Objects.requireNonNull(message);
        // A URL that is refused, or that an exception names, may have a password in it.
        message = Secrets.masked(message);
        complaints = List.copyOf(complaints);
        notes = notes.stream().map(Secrets::masked).toList();
        trace = trace.stream().map(Secrets::masked).toList();
    }

    /** A problem that is one sentence and, perhaps, some next steps. */
    public static Problem of(String name, String message, String... notes) {
        return new Problem(name, message, List.of(), List.of(notes), List.of());
    }

    /** The user asked for something that cannot be done as it was written: a wrong option, an unknown name. */
    public static Problem usage(String message, String... nextSteps) {
        return of(USAGE, message, nextSteps);
    }

    /** The same problem with its place in the cell. */
    public Problem at(Passage passage) {
        return new Problem(name, message, List.of(new Complaint(passage, "")), notes, trace);
    }

    /** The same problem with one more note. */
    public Problem withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Problem(name, message, complaints, more, trace);
    }

    /** The same problem with the stack of the Java code that met it. */
    public Problem withTrace(List<String> frames) {
        return new Problem(name, message, complaints, notes, frames);
    }
}
