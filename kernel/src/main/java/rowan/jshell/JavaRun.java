package rowan.jshell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import rowan.model.Problem;
import rowan.workspace.Outcome;
import rowan.workspace.Source;

/** One run of a Java cell: cut into snippets, each compiled and run, the last expression's value kept. */
final class JavaRun {

    /**
     * A snippet's text and where it begins in the cell.
     */
    private record Piece(String text, int offset) {}

    private final JavaEngine engine;
    private final Source source;
    private final Stopping stopping;

    JavaRun(JavaEngine engine, Source source, Stopping stopping) {
        this.engine = engine;
        this.source = source;
        this.stopping = stopping;
    }

    Outcome outcome() {
        List<Piece> pieces = new ArrayList<>();
        Optional<Problem> unfinished = engine.locked(() -> cut(pieces));
        if (unfinished.isPresent()) {
            return new Outcome.Failure(unfinished.get());
        }
        Outcome outcome = new Outcome.Nothing();
        List<Snippet> declared = new ArrayList<>();
        for (Piece piece : pieces) {
            if (stopping.isRequested()) {
                return stopping.outcome();
            }
            outcome = run(piece, declared);
            if (stopping.isRequested()) {
                return stopping.outcome();
            }
            if (!outcome.isOk()) {
                return outcome;
            }
        }
        return engine.locked(() -> unresolved(declared))
                .<Outcome>map(Outcome.Failure::new)
                .orElse(outcome);
    }

    /** Cuts the cell before anything is run: a cell that does not parse does nothing. */
    private Optional<Problem> cut(List<Piece> pieces) {
        String text = source.text();
        int at = 0;
        while (!text.substring(at).isBlank()) {
            String rest = text.substring(at);
            CompletionInfo info = engine.analysis().analyzeCompletion(rest);
            switch (info.completeness()) {
                case EMPTY -> {
                    return Optional.empty();
                }
                case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> {
                    String snippet = info.source() == null ? rest : info.source();
                    int consumed = info.source() == null ? rest.length() : consumed(rest, snippet, info.remaining());
                    pieces.add(new Piece(snippet, at));
                    at += consumed;
                }
                default -> {
                    return Optional.of(refused(rest, at));
                }
            }
        }
        return Optional.empty();
    }

    /** JShell appends a semicolon that was not there, and may put a line end before what remains. */
    private static int consumed(String rest, String snippet, String remaining) {
        int byRest = rest.length() - remaining.length();
        return byRest > 0 ? byRest : Math.min(rest.length(), snippet.length());
    }

    /** What the compiler says of text that is no snippet; nothing of it is run. */
    private Problem refused(String rest, int offset) {
        List<SnippetEvent> events = engine.evaluate(rest, line(offset));
        List<Diag> diagnostics = events.stream()
                .flatMap(e -> engine.shell().diagnostics(e.snippet()))
                .toList();
        return JavaProblems.compilation(source, offset, diagnostics);
    }

    private int line(int offset) {
        return source.line()
                + (int) source.text()
                        .substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private Outcome run(Piece piece, List<Snippet> declared) {
        List<SnippetEvent> events = engine.evaluate(piece.text(), line(piece.offset()));
        Optional<Throwable> thrown = engine.control().thrown();
        Object value = engine.control().value();
        Outcome outcome = new Outcome.Nothing();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue; // An earlier declaration that this one has brought to life.
            }
            Snippet snippet = event.snippet();
            if (event.status() == Status.REJECTED) {
                List<Diag> diagnostics =
                        engine.locked(() -> engine.shell().diagnostics(snippet).toList());
                return new Outcome.Failure(JavaProblems.compilation(source, piece.offset(), diagnostics));
            }
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                return new Outcome.Failure(unresolved(unresolved.getSnippet()));
            }
            if (thrown.isPresent()) {
                dropTemporary(snippet);
                return new Outcome.Failure(JavaProblems.exception(thrown.get()));
            }
            if (snippet instanceof DeclarationSnippet) {
                declared.add(snippet);
            }
            outcome = isShown(snippet) ? new Outcome.Value(value) : new Outcome.Nothing();
            dropTemporary(snippet);
        }
        return outcome;
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

    /** Declarations may refer to later ones; what is still missing when the cell has ended is a mistake. */
    private Optional<Problem> unresolved(List<Snippet> declared) {
        return declared.stream()
                .filter(snippet -> engine.shell().status(snippet) == Status.RECOVERABLE_NOT_DEFINED)
                .findFirst()
                .map(snippet -> unresolved((DeclarationSnippet) snippet));
    }

    private Problem unresolved(DeclarationSnippet snippet) {
        return engine.locked(() -> {
            List<String> missing = new ArrayList<>(
                    engine.shell().unresolvedDependencies(snippet).toList());
            engine.shell()
                    .diagnostics(snippet)
                    .forEach(d -> missing.add(
                            d.getMessage(Locale.ROOT).lines().findFirst().orElse("")));
            return JavaProblems.unresolved(snippet.name(), missing);
        });
    }
}
