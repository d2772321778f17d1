package rowan.jshell.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import rowan.display.markup.CellNames;

/**
 * What the compiler says, as one sentence. It says it in lines of which the first often ends in the middle, with the packages
 * that everybody knows, and with every method that was not meant.
 */
public final class DiagnosticFormatter {

    private static final Pattern PACKAGE = Pattern.compile("\\bjava\\.(?:\\w+\\.)+(?=[A-Z])");
    private static final Pattern PART = Pattern.compile("(symbol|location|required|found|reason):\\s*(.*)");
    private static final Pattern CANDIDATE =
            Pattern.compile("(?:method|constructor) (?:.*?[.>])?(\\w+\\(.*\\)) is not applicable");
    private static final Pattern VARIABLE = Pattern.compile("variable (\\w+) of type (.+)");

    /** So many of the methods that could have been meant are named. */
    private static final int CANDIDATES = 5;

    private DiagnosticFormatter() {}

    /** The sentence, without classes of JShell's. */
    public static String of(Diag diagnostic) {
        return of(diagnostic.getMessage(Locale.ROOT));
    }

    /** The same of the compiler's own lines. */
    public static String of(String message) {
        List<String> lines = new ArrayList<>();
        for (String line : withoutPackages(CellNames.without(message))
                .lines()
                .map(String::strip)
                .toList()) {
            if (line.startsWith("where ")) {
                break; // What its type variables are.
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return message;
        }
        String head = lines.remove(0);
        List<String> candidates = lines.stream()
                .map(CANDIDATE::matcher)
                .filter(Matcher::matches)
                .map(candidate -> candidate.group(1))
                .toList();
        if (!candidates.isEmpty()) {
            return head + "; there " + (candidates.size() == 1 ? "is " : "are ") + listed(candidates);
        }
        return part(lines, "symbol")
                .map(symbol -> head + ": " + symbol + place(lines))
                .or(() -> part(lines, "required").map(required -> mismatch(head, required, lines)))
                .orElseGet(() -> joined(head, lines));
    }

    private static String withoutPackages(String message) {
        String without = PACKAGE.matcher(message).replaceAll("");
        // Two types of one name, java.util.Date and java.sql.Date, are told apart by nothing else.
        Matcher twice =
                Pattern.compile("\\b([A-Z]\\w*)\\b(?=.*\\1)", Pattern.DOTALL).matcher(without);
        while (twice.find()) {
            long packages = Pattern.compile("\\bjava\\.(?:\\w+\\.)+" + twice.group(1) + "\\b")
                    .matcher(message)
                    .results()
                    .map(result -> result.group())
                    .distinct()
                    .count();
            if (packages > 1) {
                return message;
            }
        }
        return without.replaceAll(",(?=[\\w?])", ", ");
    }

    private static String listed(List<String> candidates) {
        int more = candidates.size() - CANDIDATES;
        return more > 0
                ? String.join(", ", candidates.subList(0, CANDIDATES)) + " and " + more + " more"
                : String.join(", ", candidates);
    }

    private static Optional<String> part(List<String> lines, String name) {
        return lines.stream()
                .map(PART::matcher)
                .filter(part -> part.matches()
                        && part.group(1).equals(name)
                        && !part.group(2).isBlank())
                .map(part -> part.group(2).strip())
                .findFirst();
    }

    /** Where it was looked for; that it was in a class of JShell's is of no use to anybody. */
    private static String place(List<String> lines) {
        return part(lines, "location")
                .filter(location -> !location.equals("class"))
                .map(location -> {
                    Matcher variable = VARIABLE.matcher(location);
                    return variable.matches()
                            ? " in " + variable.group(1) + ", which is of type " + variable.group(2)
                            : " in " + location;
                })
                .orElse("");
    }

    private static String mismatch(String head, String required, List<String> lines) {
        String found = part(lines, "found").orElse("this");
        if (!head.endsWith(" to given types;")) {
            return head + ": " + required + " is required, not " + found;
        }
        String reason = part(lines, "reason")
                .filter(why -> !why.startsWith("actual and formal argument lists differ in length"))
                .map(why -> "; " + why)
                .orElse("");
        return head.replace(" to given types;", "") + ": it takes " + required + ", not " + found + reason;
    }

    private static String joined(String head, List<String> lines) {
        StringBuilder sentence = new StringBuilder(head);
        String between = ": ";
        for (String line : lines) {
            sentence.append(line.startsWith("(") ? " " : between).append(line);
            between = line.startsWith("(") ? between : "; ";
        }
        return sentence.toString();
    }
}
