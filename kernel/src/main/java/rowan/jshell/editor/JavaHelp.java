package rowan.jshell.editor;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import rowan.jshell.cell.CompilerThread;
import rowan.jshell.diagnostics.CompilerFailure;
import rowan.jshell.editor.CellSoFar.Documented;
import rowan.jshell.editor.CellSoFar.Offer;
import rowan.jshell.editor.CompletionSymbols.Meaning;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.syntax.JavaSyntax;
import rowan.model.Card;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Completions.Completion;

/** What an editor asks about Java code, answered by JShell's own analysis; while a cell is compiled, it waits briefly. */
public final class JavaHelp {

    private static final long PATIENCE_MILLIS = 1_000;

    /** So long parameters are looked up for the offers, best first; the rest goes without. */
    private static final long SIGNATURES_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final Set<String> OF_EVERY_OBJECT =
            Stream.of(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

    /** The name of a parameter, behind its type. */
    private static final Pattern A_NAME = Pattern.compile("[\\w\\])>.] \\w+[,)]");

    private final JavaEngine engine;

    public JavaHelp(JavaEngine engine) {
        this.engine = engine;
    }

    private <T> T ask(Supplier<T> question, T otherwise) {
        return CompilerThread.call(() -> asked(question, otherwise));
    }

    private <T> T asked(Supplier<T> question, T otherwise) {
        boolean locked = false;
        try {
            locked = engine.compiling().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return locked ? engine.guarded(question) : otherwise;
        } catch (CompilerFailure e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } finally {
            if (locked) {
                engine.compiling().unlock();
            }
        }
    }

    public Completions complete(String text, int at) {
        return ask(() -> suggestions(text, at), Completions.none(at));
    }

    private Completions suggestions(String text, int at) {
        int[] anchor = {at};
        CellSoFar cell = new CellSoFar(text.substring(0, at), engine);
        List<Offer> found = new ArrayList<>(cell.offers(anchor));
        found.sort(Comparator.comparing((Offer offer) -> !offer.isOfType())
                .thenComparing(
                        offer -> !offer.meaning().map(Meaning::kind).orElse("").equals(CompletionSymbols.VARIABLE))
                .thenComparing(offer -> OF_EVERY_OBJECT.contains(offer.text().replaceFirst("\\(.*", ""))));
        Map<String, Completion> items = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (Offer offer : found) {
            if (!items.containsKey(offer.text())) {
                boolean inTime = System.nanoTime() - start < SIGNATURES_NANOS;
                items.put(offer.text(), completion(offer, inTime ? named(offer, cell, anchor[0]) : ""));
            }
        }
        return new Completions(List.copyOf(items.values()), anchor[0], at);
    }

    private static Completion completion(Offer offer, String named) {
        String text = offer.text();
        return offer.meaning()
                .map(meaning -> new Completion(text, meaning.kind(), named.isEmpty() ? meaning.signature() : named))
                .orElseGet(() -> new Completion(text, kind(text), named));
    }

    /** The parameters of a method with their names, where only its source has these; empty where it has not. */
    private static String named(Offer offer, CellSoFar cell, int at) {
        int open = offer.text().indexOf('(');
        if (open < 0 || offer.meaning().map(Meaning::hasNames).orElse(false)) {
            return "";
        }
        List<String> found = cell.documentation(at, offer.text().substring(0, open + 1), false).stream()
                .map(Documented::signature)
                .filter(signature -> signature.indexOf('(') >= 0)
                .map(signature -> signature.substring(signature.indexOf('('), signature.lastIndexOf(')') + 1))
                .distinct()
                .toList();
        boolean isMore = offer.meaning().isEmpty()
                || found.stream()
                        .anyMatch(parameters -> A_NAME.matcher(parameters).find());
        String type = offer.meaning().map(Meaning::type).orElse("");
        String result = type.isEmpty() || type.contains(CompletionSymbols.BETWEEN) ? "" : ": " + type;
        return isMore
                ? found.stream().map(each -> each + result).collect(Collectors.joining(CompletionSymbols.BETWEEN))
                : "";
    }

    /** What an offer is whose meaning is not known. */
    private static String kind(String text) {
        if (text.endsWith("(") || text.endsWith("()")) {
            return "method";
        }
        if (text.endsWith(".")) {
            return "module";
        }
        if (SourceVersion.isKeyword(text)) {
            return "keyword";
        }
        return !text.isEmpty() && Character.isUpperCase(text.charAt(0)) ? "class" : "field";
    }

    public Optional<Card> inspect(String text, int at) {
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
        CellSoFar cell = new CellSoFar(head, engine);
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

    public Completeness isComplete(String text) {
        return ask(() -> completeness(text), new Completeness(Completeness.Status.UNKNOWN, ""));
    }

    private Completeness completeness(String text) {
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo info = engine.completion(rest);
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
