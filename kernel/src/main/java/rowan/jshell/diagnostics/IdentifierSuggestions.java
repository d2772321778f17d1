package rowan.jshell.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import rowan.model.Nearest;

/** Suggests a name for one that the compiler does not find, out of those that completion offers at its place. */
public final class IdentifierSuggestions {

    private static final Pattern MISSING = Pattern.compile("(?U)(class|variable|method|package) (\\w{2,})(?![\\w.]).*");
    /** Finds the missing name in a message. The compiler takes a name before a dot for a package. */
    private static final Pattern IN_MESSAGE = Pattern.compile("symbol:\\s+(.+)|^(package \\S+) does not exist");

    /** What follows a name that gets a value. */
    private static final Pattern GETS_A_VALUE = Pattern.compile("\\s*=[^=]");

    private static final Pattern BEHIND_A_NAME = Pattern.compile("(?U)\\W.*");

    /** The keywords that begin a statement or declaration, and that JShell does not complete. */
    private static final List<String> KEYWORDS = List.of(
            "abstract",
            "boolean",
            "byte",
            "char",
            "class",
            "double",
            "enum",
            "false",
            "final",
            "float",
            "int",
            "interface",
            "long",
            "null",
            "private",
            "protected",
            "public",
            "record",
            "sealed",
            "short",
            "static",
            "synchronized",
            "true",
            "void");

    /** Functions of other languages, and the method of {@code System} that does the same. */
    private static final Map<String, String> OF_THE_SYSTEM =
            Map.of("print", "System.out.print", "println", "System.out.println");

    private static final int SHORTEST_BEGINNING = 3;

    private IdentifierSuggestions() {}

    /**
     * Suggests what was most likely meant by the first name that the compiler did not find.
     *
     * @param text the code that was compiled
     * @param offers what could stand behind a text; of a method, with the parentheses
     */
    public static Optional<String> adviceOn(
            List<Diag> diagnostics, String text, Function<String, List<String>> offers) {
        for (Diag diagnostic : diagnostics) {
            Matcher unknown = IN_MESSAGE.matcher(diagnostic.getMessage(Locale.ROOT));
            if (unknown.find()) {
                String missing = unknown.group(1) == null ? unknown.group(2) : unknown.group(1);
                return advice(missing, text, (int) diagnostic.getStartPosition(), offers);
            }
        }
        return Optional.empty();
    }

    /**
     * The same for the names that a declaration waits for.
     *
     * @param missing such as {@code variable widht}
     * @param offers what could stand behind a text; of a method, with the parentheses
     */
    public static Optional<String> advice(List<String> missing, String text, Function<String, List<String>> offers) {
        return missing.stream()
                .flatMap(each -> advice(each, text, 0, offers).stream())
                .findFirst();
    }

    private static Optional<String> advice(
            String missing, String text, int from, Function<String, List<String>> offers) {
        Matcher unknown = MISSING.matcher(missing);
        if (!unknown.matches()) {
            return Optional.empty();
        }
        String name = unknown.group(2);
        Matcher place = Pattern.compile("(?U)\\b" + name + "\\b").matcher(text);
        if (!place.find(Math.min(Math.max(0, from), text.length()))) {
            return Optional.empty();
        }
        String before = text.substring(0, place.start());
        return OF_THE_SYSTEM.containsKey(name) && !isBehindDot(before)
                ? Optional.of("Did you mean " + OF_THE_SYSTEM.get(name) + "?")
                : meant(name, unknown.group(1), isBehindDot(before), known(before, place.end(), text, offers));
    }

    private static boolean isBehindDot(String before) {
        return before.stripTrailing().endsWith(".");
    }

    /** What can stand behind {@code before}; where the name gets a value, no words of Java, and no types. */
    private static List<String> known(String before, int end, String text, Function<String, List<String>> offers) {
        List<String> known = new ArrayList<>(offers.apply(before));
        if (isBehindDot(before)) {
            return known;
        }
        if (GETS_A_VALUE.matcher(text).region(end, text.length()).lookingAt()) {
            known.removeIf(offer -> Character.isUpperCase(offer.charAt(0)));
        } else {
            known.addAll(KEYWORDS);
        }
        return known;
    }

    private static Optional<String> meant(String name, String kind, boolean isMember, List<String> known) {
        boolean isMethod = kind.equals("method");
        if (kind.equals("variable") && known.contains(name + "()")) {
            return Optional.of("Did you mean the method " + name + "()?");
        }
        if (isMethod && known.contains(name)) {
            return Optional.of(
                    Character.isUpperCase(name.charAt(0))
                            ? "Did you mean new " + name + "(…)?"
                            : "Did you mean " + name + ", without parentheses?");
        }
        List<String> names = known.stream()
                .filter(completion -> !isMethod || completion.contains("("))
                .map(completion -> BEHIND_A_NAME.matcher(completion).replaceFirst(""))
                .filter(candidate -> !candidate.isEmpty() && !candidate.equals(name))
                .toList();
        return Nearest.to(name, names)
                .or(() -> isMember ? accessor(name, names) : Optional.empty())
                .or(() -> isMember ? shortened(name, names) : Optional.empty())
                .map(candidate -> "Did you mean " + candidate + "?");
    }

    /**
     * {@code ToUpper} for {@code toUpperCase}, {@code power} for {@code pow}: one of the two begins the other and is half of it
     * at least.
     */
    private static Optional<String> shortened(String name, List<String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(candidate -> isBeginning(candidate.toLowerCase(Locale.ROOT), lower)
                        || isBeginning(lower, candidate.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt((String candidate) -> Math.abs(candidate.length() - lower.length()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isBeginning(String one, String other) {
        return other.startsWith(one) && one.length() >= SHORTEST_BEGINNING && 2 * one.length() >= other.length();
    }

    /** {@code getName} for {@code name}, as records have it, and the other way round. */
    private static Optional<String> accessor(String name, List<String> names) {
        return names.stream()
                .filter(candidate ->
                        candidate.equalsIgnoreCase("get" + name) || name.equalsIgnoreCase("get" + candidate))
                .findFirst();
    }
}
