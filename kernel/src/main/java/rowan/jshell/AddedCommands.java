package rowan.jshell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import rowan.jshell.cell.CommandBody;
import rowan.model.Problem;
import rowan.workspace.Cells;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that a notebook has written in Java. One name may have one for a line and one for a cell. */
final class AddedCommands {

    private final Supplier<Cells> notebook;
    private final BiFunction<Run, Callable<Object>, Outcome> running;
    private final Map<String, CommandBody> lines = new HashMap<>();
    private final Map<String, CommandBody> cells = new HashMap<>();

    /**
     * @param running runs code as a part of a cell
     */
    AddedCommands(Supplier<Cells> notebook, BiFunction<Run, Callable<Object>, Outcome> running) {
        this.notebook = notebook;
        this.running = running;
    }

    synchronized void add(String name, boolean isCell, CommandBody body) {
        (isCell ? cells : lines).put(name, body);
        Command.Form form = !lines.containsKey(name)
                ? Command.Form.CELL
                : !cells.containsKey(name) ? Command.Form.LINE : Command.Form.LINE_OR_CELL;
        notebook.get()
                .commands()
                .add(Command.of(
                        name,
                        form,
                        Options.NONE.any(ArgumentType.anyText("ARGUMENT")).opened(),
                        "A command of this notebook's own.",
                        (call, run) -> run(name, call, run)));
    }

    private Outcome run(String name, Invocation call, Run run) {
        Optional<CommandBody> body;
        synchronized (this) {
            body = Optional.ofNullable((call.isCell() ? cells : lines).get(name));
        }
        List<String> words = call.words();
        String code = call.code().text();
        return body.map(known -> running.apply(run, () -> known.run(words, code)))
                .orElseGet(() -> new Outcome.Failure(Problem.usage(name + " is not known any more.")));
    }
}
