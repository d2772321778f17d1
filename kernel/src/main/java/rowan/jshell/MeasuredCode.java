package rowan.jshell;

import java.util.List;
import rowan.jshell.syntax.JavaSyntax;
import rowan.model.Passage;
import rowan.model.Problem;
import rowan.model.Problem.Complaint;
import rowan.workspace.cell.Source;

/**
 * Code that is run as the body of a lambda, so that it can be run as often as one likes. Its lines keep their numbers, and
 * what the compiler says of the text around it is never shown.
 *
 * @param source the code as the user wrote it
 */
record MeasuredCode(Source source) {

    private static final String CALL = "timed(() ->";

    /** Whether the code, without semicolons behind it, is an expression; it may still be one without a value. */
    boolean isExpression() {
        return JavaSyntax.isExpression(expression());
    }

    private String expression() {
        return source.text().strip().replaceFirst(";+$", "");
    }

    /** A cell that measures the code as an expression with a value. */
    Source asExpression() {
        return within(CALL, source.text().replaceFirst("[\\s;]+$", ""), ")");
    }

    /** A cell that measures the code as statements. Behind {@code if (true)}, even what never ends may be followed. */
    Source asStatements() {
        String end = JavaSyntax.isStatements(source.text()) ? "" : ";";
        return within(CALL + " { if (true) {", source.text(), end + "} return null; })");
    }

    private Source within(String before, String code, String after) {
        return new Source(before + "\n" + code + "\n" + after, source.offset(), source.line() - 1);
    }

    /** What the compiler says of the code; a complaint about the text behind it means that the code breaks off. */
    Problem ofItsOwn(Problem problem) {
        List<Complaint> own = problem.complaints().stream()
                .filter(complaint -> isOwn(complaint.passage().number()))
                .toList();
        if (own.isEmpty() && !problem.complaints().isEmpty()) {
            own = List.of(new Complaint(end(), problem.complaints().get(0).remark()));
        }
        String message = own.isEmpty() ? problem.message() : own.get(0).remark();
        return new Problem(problem.name(), message, own, problem.notes(), problem.trace());
    }

    private boolean isOwn(int line) {
        return line >= source.line()
                && line < source.line() + source.text().lines().count();
    }

    private Passage end() {
        String[] lines = source.text().stripTrailing().split("\n", -1);
        String last = lines[lines.length - 1];
        return new Passage(last + " ", source.line() + lines.length - 1, last.length(), last.length() + 1);
    }
}
