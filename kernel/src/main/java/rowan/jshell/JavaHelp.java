package rowan.jshell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import rowan.jshell.CellSoFar.Documented;
import rowan.model.Card;
import rowan.workspace.Completeness;
import rowan.workspace.Completions;
import rowan.workspace.Completions.Completion;

/** What an editor asks about Java code, answered by JShell's own analysis; while a cell is compiled, it waits briefly. */
final class JavaHelp {

    private static final long PATIENCE_MILLIS = 1_000;

    /** So long parameters are looked up for the offers, best first; the rest goes without. */
    private static final long SIGNATURES_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final JavaEngine engine;

    JavaHelp(JavaEngine engine) {
        this.engine = engine;
    }

    private <T> T ask(Supplier<T> question, T otherwise) {
        boolean locked = false;
        try {
            locked = engine.compiling().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return locked ? question.get() : otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } finally {
            if (locked) {
                engine.compiling().unlock();
            }
        }
    }

    Completions complete(String text, int at) {
        return ask(() -> suggestions(text, at), Completions.none(at));
    }

    private Completions suggestions(String text, int at) {
        int[] anchor = {at};
        CellSoFar cell = engine.cell(text.substring(0, at));
        List<Suggestion> found = new ArrayList<>(cell.suggestions(anchor));
        found.sort(Comparator.comparing((Suggestion s) -> !s.matchesType()));
        Map<String, Completion> items = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (Suggestion suggestion : found) {
            String continuation = suggestion.continuation();
            if (!items.containsKey(continuation)) {
                boolean inTime = System.nanoTime() - start < SIGNATURES_NANOS;
                String signature = inTime ? parameters(cell, anchor[0], continuation) : "";
                items.put(continuation, new Completion(continuation, kind(continuation), signature));
            }
        }
        return new Completions(List.copyOf(items.values()), anchor[0], at);
    }

    /** The parameters of a method that could be called, those of all of its name; empty for anything else. */
    private static String parameters(CellSoFar cell, int at, String continuation) {
        int open = continuation.indexOf('(');
        if (open < 0) {
            return "";
        }
        return cell.documentation(at, continuation.substring(0, open + 1), false).stream()
                .map(Documented::signature)
                .filter(signature -> signature.indexOf('(') >= 0)
                .map(signature -> signature.substring(signature.indexOf('('), signature.lastIndexOf(')') + 1))
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    private static String kind(String continuation) {
        if (continuation.endsWith("(") || continuation.endsWith("()")) {
            return "function";
        }
        return !continuation.isEmpty() && Character.isUpperCase(continuation.charAt(0)) ? "class" : "instance";
    }

    Optional<Card> inspect(String text, int at) {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        String head = text.substring(0, end);
        List<Documented> found = ask(() -> documented(head), List.of());
        List<String> unexplained = found.stream()
                .filter(each -> each.javadoc() == null)
                .map(Documented::signature)
                .toList();
        List<Path> sources =
                unexplained.isEmpty() ? List.of() : engine.sources().lookFor(unexplained);
        if (!sources.isEmpty()) {
            List<Documented> before = found;
            found = ask(
                    () -> {
                        engine.sources().add(sources);
                        return documented(head);
                    },
                    before);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(card(head, found));
    }

    /** JShell documents a method only within its parentheses. */
    private List<Documented> documented(String head) {
        CellSoFar cell = engine.cell(head);
        List<Documented> found = cell.documentation(head.length(), "", true);
        if (!found.isEmpty() && !isCall(head)) {
            return found;
        }
        List<Documented> method = cell.documentation(head.length(), "(", true);
        return method.isEmpty() ? found : method;
    }

    private Card card(String head, List<Documented> found) {
        List<Card.Entry> entries = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) {
                entries.add(new Card.Code("java", found.get(i).signature()));
            }
            Optional.ofNullable(found.get(i).javadoc())
                    .or(() -> ask(() -> engine.comment(wordAt(head)), Optional.<String>empty()))
                    .ifPresent(comment -> entries.addAll(Javadoc.entries(comment)));
        }
        return new Card(found.get(0).signature(), entries);
    }

    private static boolean isCall(String head) {
        int start = head.length() - wordAt(head).length();
        return start > 0 && head.charAt(start - 1) == '.';
    }

    /** The name that a text ends with. */
    private static String wordAt(String head) {
        int start = head.length();
        while (start > 0 && Character.isJavaIdentifierPart(head.charAt(start - 1))) {
            start--;
        }
        return head.substring(start);
    }

    Completeness isComplete(String text) {
        return ask(() -> completeness(text), new Completeness(Completeness.Status.UNKNOWN, ""));
    }

    private Completeness completeness(String text) {
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo info = engine.analysis().analyzeCompletion(rest);
            SourceCodeAnalysis.Completeness state = info.completeness();
            if (state == SourceCodeAnalysis.Completeness.EMPTY) {
                return Completeness.COMPLETE;
            }
            if (state == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE
                    || state == SourceCodeAnalysis.Completeness.CONSIDERED_INCOMPLETE) {
                return Completeness.incomplete(indent(text));
            }
            if (state == SourceCodeAnalysis.Completeness.UNKNOWN || !JavaSyntax.isWellFormed(info.source())) {
                return Completeness.INVALID;
            }
            rest = info.remaining();
        }
        return Completeness.COMPLETE;
    }

    /** Two blanks for every block that is open. */
    private static String indent(String text) {
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
        }
        return "  ".repeat(Math.max(0, depth));
    }
}
