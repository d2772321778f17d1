package rowan.workspace;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rowan.display.Renderers;
import rowan.display.Tracebacks;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;
import rowan.model.Problem;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.CellId;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.cell.StatementStarts;
import rowan.workspace.command.CallReader;
import rowan.workspace.command.Command;
import rowan.workspace.command.Commands;
import rowan.workspace.command.Invocation;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.ExitCall;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Language;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;
import rowan.workspace.contract.Sink;

/**
 * One notebook's living state: its languages, its commands, the names they share. Cuts a cell into parts, has each carried
 * out, and draws what comes back on its way to the sink.
 */
public final class Workspace implements Cells, AutoCloseable {

    /**
     * What a workspace is made of.
     *
     * @param starts for each language by name, where its statements may start
     * @param warming what may be made ready before the first cell needs it, in this order
     * @param afterCell what wants to know that a cell has ended
     * @param closing what is closed with it, in this order
     */
    public record Parts(
            List<Language> languages,
            Map<String, StatementStarts> starts,
            Commands commands,
            CellLanguage language,
            Settings settings,
            SharedBindings bindings,
            Renderers renderers,
            Comms comms,
            List<Runnable> warming,
            Runnable afterCell,
            List<AutoCloseable> closing) {}

    /** The name under which Jupyter shows a cell that was stopped. */
    private static final String INTERRUPTED = "Interrupted";

    private final Parts parts;
    private final RunningThread cells = new RunningThread();
    private final Map<String, Language> languages = new LinkedHashMap<>();
    private final CallReader calls;
    private final Editor editor;

    public Workspace(Parts parts) {
        this.parts = parts;
        parts.languages().forEach(language -> languages.put(language.name(), language));
        calls = new CallReader(parts.commands(), parts.language().rule());
        editor = new Editor(parts, calls, languages, this::parse);
    }

    /**
     * Makes ready what the first cells will need; on any thread, and never a failure.
     *
     * @param pause waits for a quiet moment, before everything but the first
     */
    public void warmUp(Runnable pause) {
        for (Runnable warming : parts.warming()) {
            try {
                if (warming != parts.warming().get(0)) {
                    pause.run();
                }
                warming.run();
            } catch (RuntimeException e) {
                // The cell that needs it will fail in its own words.
                System.getLogger(Workspace.class.getName()).log(System.Logger.Level.DEBUG, "not ready beforehand", e);
            }
        }
    }

    /** Runs a cell, one at a time; its outputs, its result or its error go to {@code sink} as they come. */
    public Outcome run(String cell, CellId id, Sink sink, Interrupt interrupt) {
        return cells.run(() -> runHere(cell, id, sink, interrupt), interrupt).orElseGet(() -> {
            sink.error(Tracebacks.draw(ExitCall.problem()));
            return new Outcome.Failure(ExitCall.problem());
        });
    }

    private Outcome runHere(String cell, CellId id, Sink sink, Interrupt interrupt) {
        DrawnOutput output = new DrawnOutput(parts.renderers(), sink);
        Run run = new Run(output, interrupt, parts.bindings(), id);
        Outcome outcome = truly(guarded(() -> run(parse(cell), run)));
        if (outcome instanceof Outcome.Value value) {
            output.result(value);
        } else if (outcome instanceof Outcome.Failure failure) {
            output.endProgress();
            sink.error(Tracebacks.draw(failure.problem()));
        } else if (outcome instanceof Outcome.Interrupted interrupted) {
            output.endProgress();
            sink.error(new Traceback(INTERRUPTED, interrupted.sentence(), List.of(interrupted.sentence())));
        }
        parts.afterCell().run();
        return outcome;
    }

    /** What is stopped because the process ends has not been interrupted by anybody. */
    private static Outcome truly(Outcome outcome) {
        return outcome instanceof Outcome.Interrupted && ExitCall.isUnderWay()
                ? new Outcome.Failure(ExitCall.problem())
                : outcome;
    }

    private Cell parse(String text) {
        return Cell.parse(text, parts.language().rule(), parts.language()::of, parts.starts());
    }

    private Outcome run(Cell cell, Run run) {
        Outcome outcome = new Outcome.Nothing();
        for (int i = 0; i < cell.parts().size(); i++) {
            if (outcome instanceof Outcome.Value value) {
                run.output().show(value.shown());
            }
            run.interrupt().check();
            outcome = run(cell.parts().get(i), run);
            if (outcome instanceof Outcome.Skipped) {
                return outcome;
            }
            if (!outcome.isOk()) {
                return i + 1 < cell.parts().size() ? aboveOthers(cell.parts().get(i), outcome) : outcome;
            }
        }
        return outcome;
    }

    /** A command that lacks what it works on was meant for what stands below it, if it has a form for that. */
    private Outcome aboveOthers(Cell.Part part, Outcome outcome) {
        if (!(part instanceof Cell.Call call && outcome instanceof Outcome.Failure failure)) {
            return outcome;
        }
        boolean lacksCode = failure.problem().name().equals(Problem.USAGE)
                && calls.read(call)
                        .invocation()
                        .filter(i -> i.command().form() == Command.Form.LINE_OR_CELL)
                        .filter(i -> i.code().isBlank())
                        .isPresent();
        return lacksCode
                ? new Outcome.Failure(failure.problem()
                        .withNote("To have it work on the lines below, begin the cell with %" + call.name() + "."))
                : outcome;
    }

    private Outcome run(Cell.Part part, Run run) {
        if (part instanceof Cell.Code code) {
            return runCode(code, run);
        }
        if (part instanceof Cell.Call call) {
            return runCall(call, run);
        }
        return answer((Cell.Question) part, run);
    }

    private Outcome runCode(Cell.Code code, Run run) {
        // Asked again: a part of the cell further up may have declared the name.
        String language = code.language().equals(LanguageRule.SQL)
                ? parts.language().of(code.source().text())
                : code.language();
        Outcome outcome = languages.get(language).run(code.source(), run);
        boolean uncompiled = outcome instanceof Outcome.Failure failure
                && failure.problem().name().equals(Problem.COMPILATION);
        if (!uncompiled || !languages.containsKey(LanguageRule.SQL)) {
            return outcome;
        }
        if (parts.language().rule().isDoubtful(code.source().text())) {
            // Most likely a mistyped statement word; SQL's own complaint says which.
            return languages.get(LanguageRule.SQL).run(code.source(), run);
        }
        Problem problem = ((Outcome.Failure) outcome).problem();
        return parts.language()
                .inSql(code.source().text())
                .<Outcome>map(sql -> new Outcome.Failure(
                        problem.withNote("In lower case this is Java here; for SQL write " + sql + " in capitals.")))
                .orElse(outcome);
    }

    private Outcome runCall(Cell.Call call, Run run) {
        CallReader.Reading reading = calls.read(call);
        if (reading.problem().isPresent()) {
            return new Outcome.Failure(reading.problem().get());
        }
        Invocation invocation = reading.invocation().orElseThrow();
        Outcome outcome = carryOut(invocation, run);
        if (call.target().isPresent() && outcome instanceof Outcome.Value value) {
            parts.bindings().put(call.target().get(), value.value(), call.type());
            return new Outcome.Nothing();
        }
        return outcome;
    }

    @Override
    public Outcome evaluate(String cell, Run run) {
        return run(parse(cell), run);
    }

    @Override
    public Outcome command(String name, List<String> words, Optional<String> body, Run run) {
        String written = (body.isPresent() ? "%%" : "%") + name;
        boolean verbatim =
                parts.commands().find(name).flatMap(Command::bodyLanguage).isPresent();
        StringBuilder text = new StringBuilder(written);
        words.forEach(word -> text.append(' ').append(verbatim ? word : quoted(word)));
        body.ifPresent(code -> text.append('\n').append(code));
        CallReader.Reading reading =
                calls.read(new Cell.Call(written, Source.of(text.toString()), Optional.of(Bindings.LAST)));
        return reading.problem().isPresent()
                ? new Outcome.Failure(reading.problem().get())
                : carryOut(reading.invocation().orElseThrow(), run);
    }

    /** A word as it would be written on the line of a command; the dash of an option stands before the quotes. */
    private static String quoted(String word) {
        String dash = word.startsWith("-") ? "-" : "";
        String escaped = word.substring(dash.length()).replace("\\", "\\\\").replace("\"", "\\\"");
        return dash + '"' + escaped + '"';
    }

    private static Outcome carryOut(Invocation invocation, Run run) {
        return invocation.command().handler().run(invocation, run);
    }

    private Outcome answer(Cell.Question question, Run run) {
        String name = question.source().text();
        Optional<Inspection> inspection = editor.inspectName(name, question.detail());
        if (inspection.isEmpty()) {
            return new Outcome.Failure(Problem.usage(
                    "Nothing is known about " + name + ".", "Ask about a table, a column, a function or a command."));
        }
        run.output().page(inspection.get().value());
        return new Outcome.Nothing();
    }

    /** Whatever an engine throws becomes the outcome of this cell, so that the next one can run. */
    private static Outcome guarded(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (Interrupt.InterruptedRun e) {
            return new Outcome.Interrupted();
        } catch (RuntimeException | Error e) {
            List<String> trace = Arrays.stream(e.getStackTrace())
                    .limit(12)
                    .map(frame -> "    at " + frame)
                    .toList();
            Problem fault = new Problem(
                    e.getClass().getName(),
                    "Rowan itself failed here: " + e.getMessage(),
                    List.of(),
                    List.of("This is a fault of Rowan and not of the cell; the next cell can run."),
                    trace);
            return new Outcome.Failure(fault);
        }
    }

    /** What could be written at a place of a cell, in UTF-16 units. Safe while a cell runs. */
    public Completions complete(String cell, int at) {
        return editor.complete(cell, at);
    }

    /** What is known about the thing at a place of a cell, drawn. Safe while a cell runs. */
    public Optional<MimeBundle> inspect(String cell, int at, Detail detail) {
        return editor.inspect(parse(cell), at, detail)
                .map(inspection -> parts.renderers().render(inspection.value()));
    }

    /** Whether a cell could be run as it stands. Safe while a cell runs. */
    public Completeness isComplete(String cell) {
        return editor.isComplete(parse(cell));
    }

    @Override
    public Commands commands() {
        return parts.commands();
    }

    /** Channels between front ends and parts of the kernel. */
    public Comms comms() {
        return parts.comms();
    }

    /** Languages and databases end; files that nobody asked to keep are removed. */
    @Override
    public void close() {
        cells.close();
        for (AutoCloseable closing : parts.closing()) {
            try {
                closing.close();
            } catch (Exception e) {
                System.getLogger(Workspace.class.getName())
                        .log(System.Logger.Level.WARNING, "could not close " + closing, e);
            }
        }
    }
}
