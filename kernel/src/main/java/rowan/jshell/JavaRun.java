package rowan.jshell;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import rowan.display.Renderers;
import rowan.jshell.cell.CellStop;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.CodeResult;
import rowan.jshell.diagnostics.CompilerFailure;
import rowan.jshell.diagnostics.JShellRewrites;
import rowan.jshell.diagnostics.JavaProblems;
import rowan.jshell.diagnostics.Lombok;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaEngine.Evaluation;
import rowan.jshell.internals.Loss;
import rowan.jshell.snippets.DefaultImports;
import rowan.jshell.statements.StatementBatch;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.LineStarts;
import rowan.jshell.syntax.SnippetText;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Output;

/** One run of a Java cell: cut into snippets, each compiled and run, the last expression's value kept. */
final class JavaRun {

    /**
     * The head of a statement whose body is missing: JShell would run it with an empty body, {@code while (true)} for
     * ever.
     */
    private static final Pattern HEAD = Pattern.compile("\\s*(?:for|while|if|else|do)\\b");

    /** A batch of more statements than this is halved when it does not compile; a smaller one is run one by one. */
    private static final int FEW = 8;

    /** How many times a snippet that JShell rejects is rewritten and tried again. */
    private static final int ATTEMPTS = 8;

    private final JavaEngine engine;
    private final Source source;
    private final LineStarts lines;
    private final Output output;
    private final Renderers renderers;
    private final CellStop stop;
    private final Optional<Duration> timeout;
    private final AwaitedTypes awaited;
    private final Deque<SnippetText> waiting = new ArrayDeque<>();
    /** Declarations of which JShell has got a part so far, because the rest of them needs later declarations. */
    private final Set<SnippetText> incomplete = new LinkedHashSet<>();
    /**
     * The batch of the whole cell, if it consists of statements; it is not tried a second time when it does not
     * compile.
     */
    private Optional<StatementBatch> tried = Optional.empty();
    /** The number of declarations under way whose missing names are being declared first. */
    private int halfway;
    /** The number of waiting snippets that have to be run one by one. */
    private int alone;
    /** The largest number of statements in a batch. */
    private int most = Integer.MAX_VALUE;
    /** The offset in the cell of the snippet that the compiler was given last. */
    private int compiled;

    /**
     * @param timeout after which a single statement is stopped
     */
    JavaRun(
            JavaEngine engine,
            Source source,
            Output output,
            Renderers renderers,
            CellStop stop,
            Optional<Duration> timeout) {
        this.engine = engine;
        this.source = source;
        this.lines = LineStarts.of(source.text());
        this.output = output;
        this.renderers = renderers;
        this.stop = stop;
        this.timeout = timeout;
        this.awaited = new AwaitedTypes(engine);
    }

    Outcome outcome() {
        try {
            return evaluated();
        } catch (CompilerFailure failure) {
            return new Outcome.Failure(JavaProblems.at(source, compiled, failure.problem()));
        } finally {
            engine.notes().forEach(note -> output.show(new Note(note)));
            Loss.untold().forEach(sentence -> output.show(new Note(sentence)));
        }
    }

    private Outcome evaluated() {
        Optional<Outcome> ofAll = all();
        if (ofAll.isPresent()) {
            return stop.isRequested() ? stop.outcome() : drawn(ofAll.get());
        }
        Optional<Problem> unfinished = engine.guarded(this::cut);
        if (unfinished.isPresent()) {
            return new Outcome.Failure(unfinished.get());
        }
        engine.declares(waiting.stream().map(SnippetText::text).toList());
        Outcome outcome = new Outcome.Nothing();
        List<Snippet> declared = new ArrayList<>();
        while (!waiting.isEmpty()) {
            if (stop.isRequested()) {
                return stop.outcome();
            }
            Outcome complete =
                    incomplete.isEmpty() || isDeclaration(waiting.getFirst()) ? outcome : completed(declared);
            if (!complete.isOk()) {
                return complete;
            }
            Optional<Outcome> ofStatements = limited(this::together);
            if (ofStatements.isPresent()) {
                outcome = ofStatements.get();
            } else {
                SnippetText piece = waiting.removeFirst();
                outcome = limited(() -> run(piece, declared));
            }
            if (stop.isRequested()) {
                return stop.outcome();
            }
            if (!outcome.isOk()) {
                return outcome;
            }
        }
        Outcome complete = completed(declared);
        if (!complete.isOk()) {
            return complete;
        }
        Optional<Problem> unresolved = engine.locked(() -> unresolved(declared));
        return unresolved.isPresent() ? new Outcome.Failure(unresolved.get()) : drawn(outcome);
    }

    /** Declares the incomplete declarations whole, as they are written, before code is run that uses them. */
    private Outcome completed(List<Snippet> declared) {
        List<SnippetText> pieces = List.copyOf(incomplete);
        incomplete.clear();
        for (SnippetText piece : pieces) {
            Outcome complete = run(piece, declared);
            if (!complete.isOk()) {
                return complete;
            }
        }
        return new Outcome.Nothing();
    }

    /** Draws the value on the thread of the cell: drawing calls methods of the value, which may throw or never end. */
    private Outcome drawn(Outcome outcome) {
        if (!(outcome instanceof Outcome.Value value) || CellThread.running().isPresent()) {
            return outcome;
        }
        CodeResult drawn = engine.control().execute(() -> renderers.render(value.value()));
        if (stop.isRequested()) {
            return stop.outcome();
        }
        return drawn.thrown() == null
                ? new Outcome.Value(value.value(), drawn.value())
                : new Outcome.Failure(JavaProblems.exception(drawn.thrown()));
    }

    /**
     * Runs a cell of nothing but statements, which need not be cut; empty where it is more than that, or has mistakes.
     */
    private Optional<Outcome> all() {
        if (timeout.isEmpty()) {
            tried = engine.locked(() -> StatementBatch.all(source.text(), engine.unchanged()));
        }
        return tried.flatMap(this::evaluated);
    }

    private Optional<Outcome> evaluated(StatementBatch pieces) {
        return engine.evaluateTogether(pieces.before(), pieces.last(), line(pieces.offset()))
                .map(evaluation -> evaluation.thrown().map(this::failed).orElseGet(() -> shown(evaluation.value())));
    }

    /** Text that begins with a statement, and what JShell says of it. */
    private record Begun(String text, CompletionInfo info) {}

    /** Cuts the cell before anything is run: a cell that does not parse does nothing. */
    private Optional<Problem> cut() {
        String text = source.text();
        int end = text.stripTrailing().length();
        List<Integer> ends = JavaStatements.starts(text);
        int at = 0;
        while (at < end) {
            Begun begun = begun(text, at, ends);
            String rest = begun.text();
            CompletionInfo info = begun.info();
            switch (info.completeness()) {
                case EMPTY -> {
                    return Optional.empty();
                }
                case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> {
                    if (info.completeness() == Completeness.CONSIDERED_INCOMPLETE
                            && HEAD.matcher(rest).lookingAt()) {
                        return Optional.of(JavaProblems.breakingOff(
                                source, text.stripTrailing().length()));
                    }
                    String snippet = info.source() == null ? rest : asWritten(info.source(), rest);
                    int consumed = info.source() == null ? rest.length() : consumed(rest, snippet, info.remaining());
                    waiting.add(new SnippetText(snippet, at));
                    at += consumed;
                }
                default -> {
                    return Optional.of(refused(rest, at));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The statement that begins at a place. JShell reads all that it is given for each statement, so it is given no more than it takes to see
     * where the first one ends.
     *
     * @param ends where statements seem to end
     */
    private Begun begun(String text, int at, List<Integer> ends) {
        int found = Collections.binarySearch(ends, at + 1);
        int first = found < 0 ? -found - 1 : found;
        for (int count = 4; first + count < ends.size(); count *= 4) {
            String part = text.substring(at, ends.get(first + count));
            CompletionInfo info = engine.completion(part);
            // What follows may belong to it, such as else.
            if (info.completeness() == Completeness.COMPLETE
                    && !JavaStatements.code(info.remaining()).isBlank()) {
                return new Begun(part, info);
            }
        }
        String rest = text.substring(at);
        return new Begun(rest, engine.completion(rest));
    }

    /**
     * The text of a snippet as the user has written it: JShell was given it in old words, and may have added a
     * semicolon.
     */
    private static String asWritten(String snippet, String rest) {
        int end = snippet.length() - (JavaEngine.inOldWords(rest).startsWith(snippet) ? 0 : 1);
        return rest.substring(0, end) + snippet.substring(end);
    }

    /** JShell appends a semicolon that was not there, and may put a line end before what remains. */
    private static int consumed(String rest, String snippet, String remaining) {
        int byRest = rest.length() - remaining.length();
        return byRest > 0 ? byRest : Math.min(rest.length(), snippet.length());
    }

    /** The errors of the compiler for text that is no complete snippet. Nothing of that text is run. */
    private Problem refused(String rest, int offset) {
        List<Diag> diagnostics = engine.evaluate(rest, line(offset)).events().stream()
                .flatMap(e -> engine.shell().diagnostics(e.snippet()))
                .toList();
        Problem problem = JavaProblems.compilation(source, offset, diagnostics);
        return JShellRewrites.remedy(rest, diagnostics).map(problem::withNote).orElse(problem);
    }

    private int line(int offset) {
        return source.line() + lines.before(offset);
    }

    private <T> T limited(Supplier<T> work) {
        if (timeout.isEmpty()) {
            return work.get();
        }
        Interrupt.Registration limit = stop.limit(timeout.get());
        try {
            return work.get();
        } finally {
            limit.close();
        }
    }

    /**
     * Runs the next snippets that declare nothing as one batch; empty where the next snippet has to be run on its own.
     */
    private Optional<Outcome> together() {
        if (alone > 0) {
            alone--;
            return Optional.empty();
        }
        Optional<StatementBatch> together = engine.locked(
                () -> StatementBatch.of(waiting, timeout.isPresent() ? 1 : most, source.text(), engine.unchanged()));
        if (together.isEmpty()) {
            return Optional.empty();
        }
        StatementBatch next = together.get();
        Optional<Outcome> outcome = together.equals(tried) ? Optional.empty() : evaluated(next);
        if (outcome.isEmpty() && next.count() > FEW) {
            // One that does not compile, or a class file that is too small for all, need not slow the others down.
            most = next.count() / 2;
            return together();
        }
        most = Integer.MAX_VALUE;
        if (outcome.isEmpty()) {
            alone = next.count() - 1;
            return outcome;
        }
        for (int i = 0; i < next.count(); i++) {
            waiting.removeFirst();
        }
        return outcome;
    }

    private Outcome failed(Throwable thrown) {
        if (CellThread.running().isPresent()) {
            passOn(thrown);
        }
        if (stop.isRequested()) {
            // Thousands of overflows may be suppressed by one: to tell them would take longer than to stop.
            return stop.outcome();
        }
        return new Outcome.Failure(JavaProblems.exception(thrown));
    }

    private Outcome run(SnippetText piece, List<Snippet> declared) {
        Optional<Problem> forbidden = JShellRewrites.forbidden(piece.text());
        if (forbidden.isPresent()) {
            return new Outcome.Failure(forbidden.get());
        }
        if (JShellRewrites.isThereAlready(piece.text())) {
            return new Outcome.Nothing();
        }
        if (engine.locked(() -> engine.unchanged().type(piece.text()).isPresent())) {
            return new Outcome.Nothing();
        }
        JShellRewrites.named(piece.text()).ifPresent(engine::yieldName);
        compiled = piece.offset();
        Evaluation evaluation = engine.evaluate(piece.text(), line(piece.offset()));
        List<Diag> diagnostics = rejected(evaluation);
        if (!diagnostics.isEmpty()) {
            Optional<Evaluation> cured = cured(piece, diagnostics, declared);
            if (cured.isEmpty()) {
                Problem problem = JavaProblems.compilation(source, piece.offset(), diagnostics);
                return new Outcome.Failure(CompilationAdvice.on(piece.text(), diagnostics, engine)
                        .map(problem::withNote)
                        .orElse(problem));
            }
            evaluation = cured.get();
        }
        if (engine.hasLombok()) {
            engine.locked(() -> Lombok.advice(piece.text(), engine.shell()))
                    .ifPresent(note -> output.show(new Note(note)));
        }
        return outcome(evaluation, declared);
    }

    /** The errors for which JShell has rejected a snippet; empty if it has accepted it. */
    private List<Diag> rejected(Evaluation evaluation) {
        return evaluation.events().stream()
                .filter(event ->
                        event.causeSnippet() == null && engine.shell().status(event.snippet()) == Status.REJECTED)
                .flatMap(event -> engine.locked(() -> engine.shell().diagnostics(event.snippet()).toList().stream()))
                .filter(Diag::isError)
                .toList();
    }

    /** Rewrites a snippet that JShell has rejected and evaluates it again; empty when the mistake is the user's. */
    private Optional<Evaluation> cured(SnippetText piece, List<Diag> diagnostics, List<Snippet> declared) {
        String text = piece.text();
        List<Diag> left = diagnostics;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Diag> now = left;
            String before = text;
            Optional<String> whole = JShellRewrites.withPublicConstructor(text, now)
                    .or(() -> JShellRewrites.withPermits(before, source.text(), now))
                    .filter(other -> !other.equals(before));
            if (whole.isPresent()) {
                text = whole.get();
            } else if (!imported(now) && !(JShellRewrites.mayChange(now) && declareLater(declared))) {
                Optional<String> part = isIncomplete(declared)
                        ? JShellRewrites.withoutOverride(before, now)
                                .or(() -> JShellRewrites.withoutSealing(before, piece.text(), now))
                                .filter(other -> !other.equals(before))
                        : Optional.empty();
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                incomplete.add(piece);
                text = part.get();
            }
            Evaluation evaluation = engine.evaluate(text, line(piece.offset()));
            left = rejected(evaluation);
            if (left.isEmpty()) {
                return Optional.of(evaluation);
            }
        }
        return Optional.empty();
    }

    /** Imports the types that are meant by ambiguous names of the errors, and returns whether there were any. */
    private boolean imported(List<Diag> diagnostics) {
        List<String> types = JShellRewrites.meant(diagnostics, DefaultImports::yieldsTo);
        types.forEach(type -> engine.evaluate("import " + type + ";", source.line()));
        return !types.isEmpty();
    }

    /** Whether some declaration still waits for another one, or the cell has further declarations. */
    private boolean isIncomplete(List<Snippet> declared) {
        return halfway > 0
                || !waiting.isEmpty()
                || Stream.concat(declared.stream(), engine.shell().types())
                        .map(engine.shell()::status)
                        .anyMatch(status -> status.isActive() && status != Status.VALID);
    }

    /**
     * Declares the methods and types of the rest of the cell, which runs no code, and returns whether there were any.
     */
    private boolean declareLater(List<Snippet> declared) {
        List<SnippetText> declarations =
                waiting.stream().filter(this::isDeclaration).toList();
        halfway++;
        try {
            for (SnippetText declaration : declarations) {
                // Another one may have needed it first. Where it fails, it will fail again in its place, and say why.
                if (waiting.remove(declaration) && !run(declaration, declared).isOk()) {
                    waiting.addFirst(declaration);
                    return false;
                }
            }
        } finally {
            halfway--;
        }
        return !declarations.isEmpty();
    }

    private boolean isDeclaration(SnippetText piece) {
        return engine.locked(() -> engine.analysis().sourceToSnippets(piece.text())).stream()
                .allMatch(snippet -> snippet.kind() == Snippet.Kind.METHOD || snippet.kind() == Snippet.Kind.TYPE_DECL);
    }

    private Outcome outcome(Evaluation evaluation, List<Snippet> declared) {
        Outcome outcome = new Outcome.Nothing();
        for (SnippetEvent event : evaluation.events()) {
            if (event.causeSnippet() != null) {
                continue; // An earlier declaration that this one has brought to life.
            }
            Snippet snippet = event.snippet();
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                return new Outcome.Failure(engine.locked(() -> unresolved(unresolved.getSnippet())));
            }
            if (evaluation.thrown().isPresent()) {
                dropTemporary(snippet);
                return failed(evaluation.thrown().get());
            }
            if (snippet instanceof DeclarationSnippet) {
                declared.add(snippet);
            }
            outcome = isShown(snippet) ? shown(evaluation.value()) : new Outcome.Nothing();
            dropTemporary(snippet);
        }
        return outcome;
    }

    /** Throws the exception of a cell that another cell has run, as it was thrown. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void passOn(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** What {@code System.out.printf} gives back is no result that anybody wants to see. */
    private static Outcome shown(Object value) {
        boolean isStream = value == System.out || value == System.err;
        return value == null || isStream ? new Outcome.Nothing() : new Outcome.Value(value);
    }

    private static boolean isShown(Snippet snippet) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                || snippet instanceof ExpressionSnippet && snippet.subKind() != SubKind.ASSIGNMENT_SUBKIND;
    }

    private void dropTemporary(Snippet snippet) {
        if (snippet instanceof VarSnippet && snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            engine.drop(snippet);
        }
    }

    /**
     * Declarations may refer to later ones. Types that are still missing when the cell has ended may stand in another one; anything
     * else is a mistake.
     */
    private Optional<Problem> unresolved(List<Snippet> declared) {
        List<Note> waits = new ArrayList<>();
        for (Snippet snippet : declared) {
            if (engine.shell().status(snippet) == Status.RECOVERABLE_NOT_DEFINED) {
                DeclarationSnippet declaration = (DeclarationSnippet) snippet;
                Optional<String> sentence = awaited.sentence(declaration);
                if (sentence.isEmpty()) {
                    return Optional.of(unresolved(declaration));
                }
                waits.add(new Note(CompilationAdvice.onImport(awaited.missing(declaration), engine)
                        .map(advice -> sentence.get() + " " + advice)
                        .orElseGet(sentence::get)));
            }
        }
        waits.forEach(output::show);
        return Optional.empty();
    }

    private Problem unresolved(DeclarationSnippet snippet) {
        List<String> missing = awaited.missing(snippet);
        Problem problem = JavaProblems.unresolved(snippet.name(), missing);
        return CompilationAdvice.onMissing(missing, snippet.source(), engine)
                .map(problem::withNote)
                .orElse(problem);
    }
}
