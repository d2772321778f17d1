package rowan.jshell.diagnostics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import rowan.display.markup.CellNames;
import rowan.jshell.cell.CellFailure;
import rowan.jshell.cell.CellPlaces;
import rowan.jshell.cell.CellStopped;
import rowan.jshell.cell.CodeResult;
import rowan.jshell.cell.ExitCalled;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Databases;

/**
 * Makes problems of compiler errors and exceptions of a Java cell, with lines of the cell and classes of the user only.
 */
public final class JavaProblems {

    /** The name that the compiler gives to the method of a lambda, before Java 25 and since. */
    private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(.+?)\\$\\d+$");

    private static final int FRAMES = 40;
    private static final int MANY = 1_000;

    /** Packages whose stack frames are left out: the kernel, the driver below it and reflection. */
    private static final List<String> HIDDEN = List.of(
            "rowan.",
            "io.github.spencerpark.",
            "org.dflib.jjava.",
            "org.sqlite.",
            "jdk.internal.reflect.",
            "java.lang.reflect.",
            "java.lang.invoke.",
            "java.lang.ClassValue",
            "jdk.internal.misc.Unsafe",
            "jdk.proxy");

    private JavaProblems() {}

    /**
     * The problem that the errors of the compiler in a piece of a cell amount to.
     *
     * @param offset where the piece begins in the source
     */
    public static Problem compilation(Source source, int offset, List<Diag> diagnostics) {
        List<Problem.Complaint> complaints = new ArrayList<>();
        for (Diag diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                int from = begin(clamp(offset + (int) diagnostic.getStartPosition(), source), offset, source);
                int to = clamp(Math.max(from + 1, offset + (int) diagnostic.getEndPosition()), source);
                Problem.Complaint complaint =
                        new Problem.Complaint(passage(source, from, to), DiagnosticFormatter.of(diagnostic));
                if (complaints.stream().noneMatch(earlier -> saysTheSame(earlier, complaint))) {
                    complaints.add(complaint);
                }
            }
        }
        String message =
                complaints.isEmpty() ? "this is no Java" : complaints.get(0).remark();
        return new Problem(Problem.COMPILATION, message, complaints, List.of(), List.of());
    }

    /**
     * A piece of a cell behind which something is missing that the compiler does not name, such as the body of a loop.
     *
     * @param end where it breaks off
     */
    public static Problem breakingOff(Source source, int end) {
        int at = clamp(end, source);
        return Problem.of(Problem.COMPILATION, "this breaks off; a statement or a block belongs here")
                .at(passage(source, at, at + 1));
    }

    /** A problem with the line at which a piece of the cell begins. */
    public static Problem at(Source source, int offset, Problem problem) {
        int from = clamp(begin(offset, offset, source), source);
        int end = source.text().indexOf('\n', from);
        return problem.at(passage(source, from, end < 0 ? source.text().length() : end));
    }

    private static int clamp(int place, Source source) {
        return Math.max(0, Math.min(place, source.text().length()));
    }

    /** Whether two errors are about the same name: {@code Foo foo = new Foo();} lacks one class, not two. */
    private static boolean saysTheSame(Problem.Complaint one, Problem.Complaint other) {
        return one.remark().equals(other.remark())
                && one.passage().number() == other.passage().number();
    }

    /** The beginning of a piece of a cell is its first sign, and not the end of the line above it. */
    private static int begin(int place, int offset, Source source) {
        int at = place;
        while (place == offset
                && at < source.text().length()
                && Character.isWhitespace(source.text().charAt(at))) {
            at++;
        }
        return at < source.text().length() ? at : place;
    }

    /** What is missing at the end of a line is marked behind it. */
    private static Passage passage(Source source, int from, int to) {
        Passage within = Passage.of(source.text(), from, to);
        if (within.from() == within.line().length()) {
            String wider = within.line() + " ";
            within = new Passage(wider, within.number(), within.from(), wider.length());
        }
        return new Passage(within.line(), within.number() + source.line() - 1, within.from(), within.to());
    }

    /** The problem of a declaration whose cell has ended without the names that it waits for. */
    public static Problem unresolved(String name, List<String> missing) {
        return Problem.of(
                Problem.COMPILATION,
                name + " is declared, but cannot be used before these are: " + String.join(", ", missing));
    }

    /** An exception with its causes, in the cell's lines and without the kernel's frames. */
    public static Problem exception(Throwable thrown) {
        if (thrown instanceof Databases.Failure failure) {
            // It says what the driver's error, its cause, says too.
            return failure.problem().withTrace(frames(thrown.getStackTrace()));
        }
        if (thrown instanceof CellFailure failure) {
            return failure.problem();
        }
        List<String> trace = new ArrayList<>();
        append(thrown, "", trace, Collections.newSetFromMap(new IdentityHashMap<>()));
        String name = className(thrown);
        String message = message(thrown);
        List<String> notes = JavaHabits.adviceOn(name + ": " + message, thrown.getStackTrace()).stream()
                .toList();
        return new Problem(name, message, List.of(), notes, trace);
    }

    private static void append(Throwable thrown, String label, List<String> trace, Set<Throwable> seen) {
        if (!seen.add(thrown)) {
            trace.add(label + "(an exception that is shown above)");
            return;
        }
        if (!(thrown instanceof ExitCalled)) {
            String message = message(thrown);
            trace.add(label + className(thrown) + (message.isEmpty() ? "" : ": " + message));
        }
        trace.addAll(frames(thrown.getStackTrace()));
        for (Throwable suppressed : thrown.getSuppressed()) {
            append(suppressed, "  suppressed: ", trace, seen);
        }
        if (thrown.getCause() != null) {
            append(thrown.getCause(), "caused by ", trace, seen);
        }
    }

    /** The frames of the user's code and the libraries it calls; a recursion is shown once, with how deep it went. */
    private static List<String> frames(StackTraceElement[] stack) {
        List<String> shown = new ArrayList<>();
        int same = 0;
        String last = "";
        for (StackTraceElement frame : withoutInnards(stack)) {
            if (frame.getClassName().equals(CodeResult.class.getName())) {
                break;
            }
            boolean checkOnly = frame.getLineNumber() <= 0
                    && String.valueOf(frame.getFileName()).startsWith("In[");
            if (checkOnly || HIDDEN.stream().anyMatch(frame.getClassName()::startsWith)) {
                continue;
            }
            String line = "    at " + frame(frame);
            if (line.equals(last)) {
                same++;
                continue;
            }
            addRepeats(shown, same);
            same = 0;
            last = line;
            if (shown.size() >= FRAMES) {
                shown.add("    …");
                return shown;
            }
            shown.add(line);
        }
        addRepeats(shown, same);
        return shown;
    }

    /** The frames without what called the cell, and without what happens inside of a call of the cell to Rowan. */
    private static List<StackTraceElement> withoutInnards(StackTraceElement[] stack) {
        List<StackTraceElement> frames = List.of(stack);
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (String.valueOf(frames.get(i).getFileName()).startsWith("In[")) {
                frames = frames.subList(0, i + 1); // What called the cell is not the user's.
                break;
            }
        }
        for (int i = 0; i < frames.size(); i++) {
            if (String.valueOf(frames.get(i).getFileName()).startsWith("In[")) {
                boolean inRowan = frames.subList(0, i).stream()
                        .anyMatch(f -> f.getClassName().startsWith("rowan."));
                return inRowan ? frames.subList(i, frames.size()) : frames;
            }
        }
        return frames;
    }

    private static void addRepeats(List<String> shown, int same) {
        if (same > 0) {
            // A trace is cut at some thousand frames; how deep it really went is not known beyond that.
            String many = same > MANY ? "more than " + Quantity.count(MANY) : Quantity.count(same) + " more";
            shown.add("       and " + many + " of the same");
        }
    }

    private static String frame(StackTraceElement frame) {
        String file = String.valueOf(CellPlaces.file(frame.getClassName(), frame.getFileName()));
        boolean ofCell = file.startsWith("In[");
        String place = frame.getFileName() == null
                ? "unknown source"
                : frame.getLineNumber() < 0
                        ? file
                        : ofCell ? cellLine(file, frame) : file + ":" + frame.getLineNumber();
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        if (method.equals("do_it$") || method.equals("do_it$Aux")) { // Aux: what a variable begins with.
            return place;
        }
        String owner = CellNames.without(frame.getClassName() + ".");
        return owner + method + "(" + place + ")";
    }

    private static String cellLine(String file, StackTraceElement frame) {
        return "cell " + file.substring("In".length()) + " line " + frame.getLineNumber();
    }

    private static String className(Throwable thrown) {
        return thrown instanceof ExitCalled
                ? "SystemExit"
                : thrown instanceof CellStopped
                        ? thrown.toString()
                        : CellNames.without(foreign(thrown.getClass()).getName());
    }

    /** The class by which an exception is named: for one of Rowan's own, the nearest superclass that is not Rowan's. */
    private static Class<?> foreign(Class<?> thrown) {
        return thrown.getName().startsWith("rowan.") ? foreign(thrown.getSuperclass()) : thrown;
    }

    /** The message of an exception, or that it cannot be read: its method may be the user's code and fail. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getLocalizedMessage();
            return message == null ? "" : CellNames.without(message);
        } catch (Throwable fails) {
            return "(its message cannot be read: " + fails.getClass().getName() + ")";
        }
    }
}
