package rowan.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Check;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;
import rowan.sql.connection.Connections;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Embedded;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Language;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** A language that sends statements through JDBC: below a cell stands what is to be said about those it has sent. */
public final class WatchedLanguage implements Language {

    /** Kinds of statements that a cell beyond its budget shows. */
    private static final int SHOWN = 5;

    private final Language language;
    private final StatementRecorder recorder;
    private final DatabaseNotes notes;

    /**
     * @param connections what the cells of the language send them to
     */
    public WatchedLanguage(Language language, StatementRecorder recorder, Connections connections) {
        this.language = language;
        this.recorder = recorder;
        this.notes = new DatabaseNotes(connections);
    }

    @Override
    public String name() {
        return language.name();
    }

    @Override
    public Outcome run(Source source, Run run) {
        return run(source, run, OptionalLong.empty());
    }

    /**
     * Runs code that may send a number of statements only.
     *
     * @param most more make the cell fail, once it has ended
     */
    public Outcome run(Source source, Run run, OptionalLong most) {
        recorder.enter(run);
        notes.fileNews().ifPresent(sentence -> run.output().show(new Note(sentence)));
        long before = recorder.count(run.cell());
        OptionalLong changesBefore = notes.changesInTransaction();
        Outcome outcome = language.run(source, run);
        recorder.takeSlow(run.cell()).forEach(run.output()::show);
        List<RepeatedLookups> repeated = recorder.takeRepeated(run.cell());
        repeated.forEach(run.output()::show);
        if (outcome instanceof Outcome.Failure failure) {
            return new Outcome.Failure(notes.advised(failure.problem()));
        }
        if (outcome instanceof Outcome.Interrupted interrupted) {
            return notes.told(interrupted, changesBefore);
        }
        return most.isPresent() && outcome.isOk()
                ? budgeted(outcome, run, recorder.count(run.cell()) - before, most.getAsLong())
                : outcome;
    }

    private Outcome budgeted(Outcome outcome, Run run, long sent, long most) {
        if (outcome instanceof Outcome.Value value) {
            run.output().show(value.value());
        }
        String claim = "it sends at most " + Quantity.count(most, "statement");
        if (sent <= most) {
            return new Outcome.Value(new Check(claim, true, Quantity.count(sent) + " sent"));
        }
        List<String> notes = new ArrayList<>();
        notes.add("It has sent " + Quantity.count(sent) + ". %log shows all of them:");
        recorder.log(false).entries().stream()
                .sorted((a, b) -> Long.compare(b.count(), a.count()))
                .limit(SHOWN)
                .map(WatchedLanguage::line)
                .forEach(notes::add);
        return new Outcome.Failure(
                Problem.of("ExpectationFailed", "expected that " + claim, notes.toArray(String[]::new)));
    }

    private static String line(StatementLog.Entry entry) {
        return Quantity.count(entry.count()) + " × " + entry.statement()
                + (entry.place().isEmpty() ? "" : "  at " + entry.place());
    }

    @Override
    public Completions complete(Source source, int at) {
        return language.complete(source, at);
    }

    @Override
    public Optional<Inspection> inspect(Source source, int at, Detail detail) {
        return language.inspect(source, at, detail);
    }

    @Override
    public boolean isReady() {
        return language.isReady();
    }

    @Override
    public Optional<Embedded> embedded(Source source, int at) {
        return language.embedded(source, at);
    }

    @Override
    public Completeness isComplete(Source source) {
        return language.isComplete(source);
    }
}
