package rowan.magic;

import java.util.List;
import java.util.function.Supplier;
import rowan.course.Exercises;
import rowan.model.Card;
import rowan.model.Exercise;
import rowan.model.Note;
import rowan.model.Quantity;
import rowan.workspace.Cells;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands about the exercises of a course. */
final class ExerciseCommands {

    private final Exercises exercises = new Exercises();
    private final Supplier<Cells> cells;

    ExerciseCommands(Supplier<Cells> cells) {
        this.cells = cells;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "exercise",
                                Command.Form.CELL,
                                Options.NONE.several(ArgumentType.text("NAME")),
                                "Says what an exercise still lacks: the first claim of the cell that does not hold.",
                                this::look)
                        .over(LanguageRule.JAVA),
                Command.of(
                        "exercises",
                        Command.Form.LINE,
                        Options.NONE,
                        "Lists the exercises and what is done of them.",
                        (call, run) -> list()));
    }

    private Outcome look(Invocation call, Run run) {
        // Errors tell the lines of the cell, not of the claims alone.
        String claims = "\n".repeat(call.code().line() - 1) + call.code().text();
        return exercises.look(
                String.join(" ", call.words()), inner -> cells.get().evaluate(claims, inner), run);
    }

    private Outcome list() {
        List<Exercise> seen = exercises.seen();
        if (seen.isEmpty()) {
            return new Outcome.Value(
                    new Note("No exercise was looked at yet; run the cells that begin with %%exercise."));
        }
        long solved = seen.stream().filter(Exercise::isSolved).count();
        return new Outcome.Value(new Card(
                solved + " of " + Quantity.count(seen.size(), "exercise") + " done",
                List.of(new Card.Listing(seen.stream()
                        .map(exercise -> new Card.Fact(
                                (exercise.isSolved() ? "✓ " : "○ ") + exercise.name(),
                                exercise.missing()
                                        .map(missing -> "not yet: " + missing)
                                        .orElse("done")))
                        .toList()))));
    }
}
