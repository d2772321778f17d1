package rowan.jshell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.model.Problem;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that a notebook has written in Java. One name may have one for a line and one for a cell. */
final class AddedCommands {

    private final JavaLanguage language;
    private final Map<String, CellHost.CommandBody> lines = new HashMap<>();
    private final Map<String, CellHost.CommandBody> cells = new HashMap<>();

    AddedCommands(JavaLanguage language) {
        this.language = language;
    }

    synchronized void add(String name, boolean isCell, CellHost.CommandBody body) {
        (isCell ? cells : lines).put(name, body);
        Command.Form form = !lines.containsKey(name)
                ? Command.Form.CELL
                : !cells.containsKey(name) ? Command.Form.LINE : Command.Form.LINE_OR_CELL;
        language.surroundings()
                .cells()
                .get()
                .commands()
                .add(Command.of(
                        name,
                        form,
                        Options.anyWords("[ARGUMENT …]"),
                        "A command of this notebook's own.",
                        (call, run) -> run(name, call, run)));
    }

    private Outcome run(String name, Invocation call, Run run) {
        Optional<CellHost.CommandBody> body;
        synchronized (this) {
            body = Optional.ofNullable((call.isCell() ? cells : lines).get(name));
        }
        List<String> words = call.words();
        String code = call.code().text();
        return body.map(known -> language.call(run, () -> known.run(words, code)))
                .orElseGet(() -> new Outcome.Failure(Problem.usage(name + " is not known any more.")));
    }
}
