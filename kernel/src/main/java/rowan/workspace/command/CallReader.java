package rowan.workspace.command;

import java.util.List;
import java.util.Optional;
import rowan.model.Problem;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.LanguageRule;

/**
 * Reads how a command was called: its options, its words, its code and its sections. Options stand on the command's own
 * line only and are never looked for in code.
 */
public final class CallReader {

    /** What a call comes to: an invocation, what is wrong with it, or both where it lacks nothing but its code. */
    public record Reading(Optional<Invocation> invocation, Optional<Problem> problem) {
        static Reading of(Invocation invocation) {
            return new Reading(Optional.of(invocation), Optional.empty());
        }

        static Reading withoutCode(Invocation invocation, Problem problem) {
            return new Reading(Optional.of(invocation), Optional.of(problem));
        }

        static Reading wrong(Problem problem) {
            return new Reading(Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * Values that an argument could have.
     *
     * @param from where in the call the argument begins
     * @param values as they are written, in quotes where they have blanks
     * @param isCodePossible whether code may begin there as well
     */
    public record Offers(int from, List<String> values, boolean isCodePossible) {}

    private final Commands commands;
    private final LanguageRule rule;

    public CallReader(Commands commands, LanguageRule rule) {
        this.commands = commands;
        this.rule = rule;
    }

    public Reading read(Cell.Call call) {
        String written = call.name();
        String name = written.replaceFirst("^%+", "");
        Optional<Command> found = commands.find(name);
        if (found.isEmpty()) {
            return Reading.wrong(unknown(written, name));
        }
        Command command = found.get();
        boolean cell = written.startsWith("%%");
        if (cell && command.form() == Command.Form.LINE) {
            return Reading.wrong(
                    Problem.usage(written + " works on one line only.", "Write %" + name + ": " + command.usage()));
        }
        if (!cell && command.form() == Command.Form.CELL) {
            return Reading.wrong(Problem.usage(
                    written + " works on a whole cell.",
                    "Begin the cell with %%" + name + " and put the rest below it: " + command.usage()));
        }
        return new CallLine(command, call, rule).read();
    }

    /** What could stand where a call ends that is still being written; empty where no argument of known values does. */
    public Optional<Offers> offers(Cell.Call call) {
        return commands.find(call.name().replaceFirst("^%+", ""))
                .flatMap(command -> new CallLine(command, call, rule).offers());
    }

    private Problem unknown(String written, String name) {
        String sign = written.startsWith("%%") ? "%%" : "%";
        String nearest = commands.nearest(name)
                .map(near -> "Did you mean " + (near.matches("[./].*") ? near : sign + near) + "? ")
                .orElse("");
        return Problem.usage(written + " is not a command.", nearest + "%help lists them all.");
    }
}
