package rowan.jshell.internals;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a class that JShell made. {@code REPL.$JShell$11B$Point} is the type {@code Point} in the third version of
 * snippet 11; the version before it was {@code REPL.$JShell$11$Point}. Snippets that only work together may share a class,
 * {@code REPL.$JShell$3_4}.
 *
 * @param snippet the number of the snippet, the same for all versions
 * @param wrapper the class around the snippet's declaration, of this version
 * @param nested what the user declared, with {@code $} between nested names; empty for the wrapper itself
 */
public record CellClassName(String snippet, String wrapper, String nested) {

    /** Of all classes of cells. */
    public static final String PACKAGE = "REPL";

    private static final Pattern FORM =
            Pattern.compile("(?<wrapper>REPL\\.\\$JShell\\$(?<snippet>\\d+(?:_\\d+)*)[A-Z]*)(?:\\$(?<nested>.*))?");

    /** Empty for any other class, such as a library's. */
    public static Optional<CellClassName> of(String name) {
        Matcher form = FORM.matcher(name);
        return form.matches()
                ? Optional.of(new CellClassName(
                        form.group("snippet"),
                        form.group("wrapper"),
                        Optional.ofNullable(form.group("nested")).orElse("")))
                : Optional.empty();
    }

    public boolean isWrapper() {
        return nested.isEmpty();
    }

    /** Whether there was a version before this one. */
    public boolean isLater() {
        return Character.isLetter(wrapper.charAt(wrapper.length() - 1));
    }

    /** The same for all versions of one class. */
    public String lineage() {
        return snippet + "$" + nested;
    }
}
