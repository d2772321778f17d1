package rowan.notebook.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import rowan.model.Exercise;
import rowan.notebook.NotebookFile;
import rowan.notebook.export.Prose;
import rowan.notebook.run.NotebookRunner;
import rowan.workspace.contract.Outcome;

/**
 * The solutions of a notebook's exercises, put where its readers write theirs: the code in a Markdown cell with the tag {@code
 * solution} into the last cell before it that has the tag {@code exercise}. What the exercises say then, the cells that look
 * at them, is no longer what the notebook has stored.
 */
public final class Solutions {

    /** Of a cell in which the reader does an exercise. */
    public static final String EXERCISE = "exercise";

    /** Of a Markdown cell that has the solution of the exercise above it, as a block of code. */
    public static final String SOLUTION = "solution";

    private final Set<Integer> solved = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private int looked;
    private int done;

    /** Puts the solutions in. */
    public Solutions(NotebookFile notebook) {
        Optional<NotebookFile.Cell> exercise = Optional.empty();
        int number = 0;
        for (NotebookFile.Cell cell : notebook.cells()) {
            if (cell.isCode()) {
                number++;
                if (cell.hasTag(EXERCISE)) {
                    exercise.ifPresent(this::withoutSolution);
                    exercise = Optional.of(cell);
                    solved.add(number);
                }
            } else if (cell.hasTag(SOLUTION)) {
                Optional<String> code = code(cell);
                if (exercise.isEmpty() || code.isEmpty()) {
                    complaints.add("a solution has no " + (code.isEmpty() ? "block of code" : "exercise above it"));
                } else {
                    exercise.get().source(code.get());
                }
                exercise = Optional.empty();
            }
        }
        exercise.ifPresent(this::withoutSolution);
    }

    private void withoutSolution(NotebookFile.Cell exercise) {
        complaints.add("an exercise has no solution: "
                + exercise.source().lines().findFirst().orElse("an empty cell"));
    }

    /** The first block of code of a Markdown cell. */
    private static Optional<String> code(NotebookFile.Cell cell) {
        List<String> blocks = new ArrayList<>();
        Prose.parser().parse(cell.source()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                blocks.add(block.getLiteral().stripTrailing());
            }
        });
        return blocks.stream().findFirst();
    }

    /**
     * Takes notice of a cell that was run.
     *
     * @return whether what it shows depends on the solutions, so that what is stored says something else
     */
    public boolean concern(NotebookRunner.CellRun run) {
        if (run.outcome() instanceof Outcome.Value value && value.value() instanceof Exercise exercise) {
            looked++;
            if (exercise.isSolved()) {
                done++;
            }
            exercise.missing()
                    .ifPresent(
                            missing -> complaints.add(exercise.name() + " is not solved by its solution: " + missing));
            return true;
        }
        return solved.contains(run.number());
    }

    /** What is wrong with the solutions, a phrase each. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** How many exercises said that they are done. */
    public int done() {
        return done;
    }

    /** How many exercises were looked at. */
    public int looked() {
        return looked;
    }
}
