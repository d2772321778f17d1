package rowan.jshell.editor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import rowan.jshell.editor.CompletionSymbols.Meaning;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.snippets.SnippetMemory;
import rowan.jshell.syntax.JavaStatements;

/**
 * A cell up to the cursor, and what JShell knows about its end. JShell looks at one snippet, within a static method: it
 * knows no parameter, no local variable and nothing that the cell itself declares further up. So it is asked about a
 * class with all that in it.
 */
public final class CellSoFar {

    private static final String CLASS = "Cell$";
    private static final String METHOD = "cell$";

    /** How the names of what is put around cells begin, here and by JShell. */
    private static final List<String> AROUND = List.of(CLASS, METHOD, "$JShell$");

    private static final String A_NAME = JavaStatements.A_NAME;
    /** Places at which JShell offers nothing that is declared further up; but it does within a call. */
    private static final Pattern BEGINNING =
            Pattern.compile("(?s)(.*(?:[{};)>]|\\b(?:return|throw|else|do|yield))\\s*)(" + A_NAME + ")?+");

    private static final String CALL = "any$(";
    private static final Pattern IMPORT = Pattern.compile("import\\b");
    private static final Pattern MODIFIERS = Pattern.compile("(?:(?:public|protected|private|static|final|abstract"
            + "|default|native|strictfp|synchronized(?!\\s*\\()|transient|volatile|sealed|non-sealed"
            + "|@(?!interface)" + A_NAME + "(?:\\.\\w+)*(?:\\([^()]*\\))?)\\s+)*+");
    private static final Pattern HIDING = Pattern.compile("\\b(?:private|protected)\\b");
    private static final Pattern TYPE =
            Pattern.compile("(?:class|enum|record|@?interface)\\s+" + A_NAME + ".*", Pattern.DOTALL);
    private static final Pattern METHOD_HEAD = Pattern.compile(
            "(?:<[^;={}()]*>\\s*)?(?!(?:new|return|throw|else|yield|assert)\\b)" + A_NAME + "(?:\\s*\\.\\s*" + A_NAME
                    + ")*(?:\\s*<[^;={}()]*>)?(?:\\s*\\[\\s*\\])*\\s+" + A_NAME + "\\s*\\([^;{}=]*\\)[^;{}()=]*\\{.*",
            Pattern.DOTALL);

    private final String cell;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final SnippetMemory memory;
    private final StringBuilder imports = new StringBuilder();
    private final StringBuilder members = new StringBuilder();
    private final StringBuilder statements = new StringBuilder();
    private final boolean isImport;
    private final String asked;

    /**
     * @param cell its text up to the cursor
     */
    public CellSoFar(String cell, JavaEngine engine) {
        this.cell = cell;
        this.shell = engine.shell();
        this.analysis = engine.analysis();
        this.memory = engine.memory();
        engine.prepareOffers();
        String last = JavaStatements.code(lastOf(cell));
        isImport = IMPORT.matcher(last).lookingAt();
        asked = isImport
                ? last
                : "class " + CLASS + " {\n" + members
                        + (isMember(last) ? "" : "void " + METHOD + "() throws Throwable {\n" + statements) + last;
    }

    /** Keeps what stands before the last statement, each part in its place, and gives the last. */
    private String lastOf(String cell) {
        int from = 0;
        for (int end : JavaStatements.starts(cell)) {
            String part = JavaStatements.code(cell.substring(from, end));
            if (IMPORT.matcher(part).lookingAt()) {
                imports.append(part).append('\n');
            } else if (isMember(part)) {
                members.append(open(part)).append('\n');
            } else {
                statements.append(withoutModifiers(part)).append('\n');
            }
            from = end;
        }
        return cell.substring(from);
    }

    private static boolean isMember(String snippet) {
        String code = withoutModifiers(snippet);
        return TYPE.matcher(code).matches() || METHOD_HEAD.matcher(code).matches();
    }

    /** A declaration that all of a cell may use, as JShell makes it, whatever it says itself. */
    private static String open(String snippet) {
        String declared = withoutModifiers(snippet);
        return HIDING.matcher(snippet.substring(0, snippet.length() - declared.length()))
                        .replaceAll("")
                + declared;
    }

    private static String withoutModifiers(String snippet) {
        return MODIFIERS.matcher(snippet).replaceFirst("");
    }

    /**
     * What may stand at the end of the cell.
     *
     * @param text what it is written like; a method's name has a parenthesis behind it, or both
     * @param isOfType whether it has the type that is wanted there
     * @param meaning empty for what is no name, such as a keyword, and where that is not to be had
     */
    public record Offer(String text, boolean isOfType, Optional<Meaning> meaning) {}

    /**
     * What may stand at the end of the cell.
     *
     * @param anchor gets the place in the cell, in UTF-16 units, from which an offer takes the place of what is there
     */
    public List<Offer> offers(int[] anchor) {
        Matcher beginning = BEGINNING.matcher(asked);
        String text = beginning.matches()
                ? beginning.group(1) + CALL + (beginning.group(2) == null ? "" : beginning.group(2))
                : asked;
        List<Offer> found = memory.importing(imports.toString(), () -> offers(text, anchor));
        anchor[0] = Math.min(cell.length(), anchor[0] - text.length() + cell.length());
        return found;
    }

    private List<Offer> offers(String text, int[] anchor) {
        List<Suggestion> suggestions = analysis.completionSuggestions(text, text.length(), anchor).stream()
                .filter(one -> AROUND.stream().noneMatch(one.continuation()::startsWith))
                .toList();
        Map<String, Meaning> meanings = isImport || suggestions.isEmpty()
                ? Map.of()
                : CompletionSymbols.of(
                        shell,
                        text.substring(0, anchor[0]),
                        CLASS,
                        suggestions.stream().map(Suggestion::continuation).collect(Collectors.toSet()));
        return suggestions.stream()
                .map(one -> new Offer(
                        one.continuation(), one.matchesType(), Optional.ofNullable(meanings.get(one.continuation()))))
                .filter(offer -> offer.meaning().map(Meaning::isOpen).orElse(true))
                .toList();
    }

    /**
     * What has a name.
     *
     * @param javadoc its documentation comment; null where there is none
     */
    record Documented(String signature, String javadoc) {

        /** Whether this is what has a header, before which a result's type may stand. */
        private boolean isOf(String header) {
            return (" " + CompletionSymbols.header(signature)).endsWith(" " + header);
        }
    }

    /**
     * What stands at the end of the cell; more than one where the name has several meanings.
     *
     * @param from the place in the cell, in UTF-16 units, from which other text is thought there
     * @param instead that text
     */
    List<Documented> documentation(int from, String instead, boolean withJavadoc) {
        String text = asked.substring(0, Math.max(0, asked.length() - cell.length() + from)) + instead;
        return memory.importing(imports.toString(), () -> {
            Set<String> closed =
                    members.indexOf("private") < 0 ? Set.of() : CompletionSymbols.closed(shell, text, CLASS);
            return analysis.documentation(text, text.length(), withJavadoc).stream()
                    .map(known -> new Documented(known.signature().replace(CLASS + ".", ""), known.javadoc()))
                    .filter(known -> closed.stream().noneMatch(known::isOf))
                    .toList();
        });
    }
}
