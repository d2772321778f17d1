package rowan.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Language;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** A whole language in a screenful, to prove that a workspace needs no database and no compiler. */
public final class EchoLanguage implements Language {

    private final String name;

    public EchoLanguage(String name) {
        this.name = name;
    }

    /** Statements start after each semicolon. */
    public static List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ';') {
                starts.add(i + 1);
            }
        }
        return starts;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome run(Source source, Run run) {
        String text = source.text().strip();
        if (text.contains("fault")) {
            throw new IllegalStateException("the engine broke");
        }
        if (text.contains("nonsense")) {
            return new Outcome.Failure(Problem.of(Problem.COMPILATION, name + " cannot read this"));
        }
        if (text.contains("print")) {
            run.output().stream(Channel.STDOUT, "printed\n");
            return new Outcome.Nothing();
        }
        run.output().show(new Note("line " + source.line()));
        return new Outcome.Value(name + "<" + text + ">");
    }

    @Override
    public Completions complete(Source source, int at) {
        return new Completions(List.of(new Completions.Completion(name, "word", "")), at, at);
    }

    @Override
    public Optional<Inspection> inspect(Source source, int at, Detail detail) {
        return source.text().contains("unknown")
                ? Optional.empty()
                : Optional.of(new Inspection(new Note(name + " knows " + source.text() + " at " + at)));
    }

    @Override
    public Completeness isComplete(Source source) {
        return source.text().stripTrailing().endsWith("+") ? Completeness.incomplete("  ") : Completeness.COMPLETE;
    }
}
