package rowan.jshell.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * What to say where a cell relies on Lombok. Its annotations are put into effect by an annotation processor that changes the
 * compiler's own trees; JShell compiles with {@code -proc:none}, takes each declaration apart before, and gives no way in.
 */
public final class Lombok {

    /** A class that every version of Lombok has. */
    public static final String RESOURCE = "lombok/Data.class";

    private static final Pattern MAKES_MEMBERS = Pattern.compile("@(?:lombok\\.)?(?:experimental\\.)?"
            + "(Data|Value|Builder|SuperBuilder|Getter|Setter|ToString|EqualsAndHashCode|With"
            + "|(?:All|No|Required)ArgsConstructor)\\b");

    private static final Pattern CHANGES_CODE =
            Pattern.compile("@(?:lombok\\.)?(?:\\w+\\.)*(SneakyThrows|Cleanup|Synchronized|UtilityClass|ExtensionMethod"
                    + "|FieldDefaults|Accessors|Slf4j|Log|Log4j2?|CommonsLog|JBossLog|Flogger|XSlf4j)\\b");

    private static final Pattern VAL = Pattern.compile("\\s*(?:lombok\\.)?val\\s+\\w+\\s*=.*", Pattern.DOTALL);

    private Lombok() {}

    /** Explains that the Lombok annotations of a declaration have no effect; empty where it has none. */
    public static Optional<String> advice(String text, JShell shell) {
        boolean isUsed = text.contains("lombok.")
                || shell.imports().map(ImportSnippet::fullname).anyMatch(name -> name.startsWith("lombok."));
        if (!isUsed) {
            return Optional.empty();
        }
        if (VAL.matcher(text).matches()) {
            return Optional.of("Lombok's val does not work in cells; write final var.");
        }
        Set<String> members = found(MAKES_MEMBERS, text);
        Set<String> changes = found(CHANGES_CODE, text);
        List<String> all = new ArrayList<>(members);
        all.addAll(changes);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String names = all.size() == 1
                ? all.get(0) + " does"
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1) + " do";
        return Optional.of("Lombok's " + names + " nothing in cells: JShell runs no annotation processors. "
                + (members.isEmpty()
                        ? "Write out what would be made."
                        : "A record has constructor, accessors, equals and toString of its own:"
                                + " record Person(String name, int age) {}"));
    }

    /**
     * The same for the earlier declaration of the type that a compiler error is about.
     *
     * @param complaint the message of the compiler, which names the type
     */
    public static Optional<String> adviceOnEarlier(String complaint, JShell shell) {
        return shell.snippets()
                .filter(snippet -> snippet instanceof TypeDeclSnippet type
                        && shell.status(type).isActive()
                        && Pattern.compile("\\b" + Pattern.quote(type.name()) + "\\b")
                                .matcher(complaint)
                                .find())
                .flatMap(snippet -> advice(snippet.source(), shell).stream())
                .findFirst();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher annotation = pattern.matcher(text);
        while (annotation.find()) {
            names.add("@" + annotation.group(1));
        }
        return names;
    }
}
