package rowan.jshell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * A cell up to the cursor, and what JShell knows about its end. JShell looks at one snippet, within a static method: it
 * knows no parameter, no local variable and nothing that the cell itself declares further up. So it is asked about a
 * class with all that in it.
 */
final class CellSoFar {

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
    private static final Pattern TYPE =
            Pattern.compile("(?:class|enum|record|@?interface)\\s+" + A_NAME + ".*", Pattern.DOTALL);
    private static final Pattern METHOD_HEAD = Pattern.compile(
            "(?:<[^;={}()]*>\\s*)?(?!(?:new|return|throw|else|yield|assert)\\b)" + A_NAME + "(?:\\s*\\.\\s*" + A_NAME
                    + ")*(?:\\s*<[^;={}()]*>)?(?:\\s*\\[\\s*\\])*\\s+" + A_NAME + "\\s*\\([^;{}=]*\\)[^;{}()=]*\\{.*",
            Pattern.DOTALL);

    private final String cell;
    private final SourceCodeAnalysis analysis;
    private final SnippetMemory memory;
    private final StringBuilder imports = new StringBuilder();
    private final StringBuilder members = new StringBuilder();
    private final StringBuilder statements = new StringBuilder();
    private final String asked;

    CellSoFar(String cell, SourceCodeAnalysis analysis, SnippetMemory memory) {
        this.cell = cell;
        this.analysis = analysis;
        this.memory = memory;
        String last = JavaStatements.code(lastOf(cell));
        boolean isImport = IMPORT.matcher(last).lookingAt();
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
                members.append(part).append('\n');
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

    private static String withoutModifiers(String snippet) {
        return MODIFIERS.matcher(snippet).replaceFirst("");
    }

    /**
     * What may stand at the end of the cell.
     *
     * @param anchor gets the place in the cell, in UTF-16 units, from which a suggestion takes the place of what is there
     */
    List<Suggestion> suggestions(int[] anchor) {
        Matcher beginning = BEGINNING.matcher(asked);
        String text = beginning.matches()
                ? beginning.group(1) + CALL + (beginning.group(2) == null ? "" : beginning.group(2))
                : asked;
        List<Suggestion> found =
                memory.importing(imports.toString(), () -> analysis.completionSuggestions(text, text.length(), anchor));
        anchor[0] = Math.min(cell.length(), anchor[0] - text.length() + cell.length());
        return found.stream()
                .filter(one -> AROUND.stream().noneMatch(one.continuation()::startsWith))
                .toList();
    }

    /**
     * What has a name.
     *
     * @param javadoc its documentation comment; null where there is none
     */
    record Documented(String signature, String javadoc) {}

    /**
     * What stands at the end of the cell; more than one where the name has several meanings.
     *
     * @param from the place in the cell, in UTF-16 units, from which other text is thought there
     * @param instead that text
     */
    List<Documented> documentation(int from, String instead, boolean withJavadoc) {
        String text = asked.substring(0, Math.max(0, asked.length() - cell.length() + from)) + instead;
        return memory
                .importing(imports.toString(), () -> analysis.documentation(text, text.length(), withJavadoc))
                .stream()
                .map(known -> new Documented(known.signature().replace(CLASS + ".", ""), known.javadoc()))
                .toList();
    }
}
