package rowan.jshell.internals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/**
 * The class files that what is visible can mean. They are all in one package, and whenever the compiler needs one of them,
 * it makes symbols for all; with some hundred declarations, that is a third of its work.
 */
public final class VisibleClasses {

    /** The name of a class that JShell puts around a snippet, as it stands in class files and their names. */
    private static final Pattern WRAPPER = Pattern.compile("\\$JShell\\$\\d+(?:_\\d+)*[A-Z]*");

    private static final String PACKAGE = "REPL.";

    private final Map<String, JavaFileObject> files;
    private final NavigableMap<String, JavaFileObject> all = new TreeMap<>();
    private final Map<JavaFileObject, Set<String>> mentioned = new WeakHashMap<>();

    /**
     * @param files JShell's own map of all class files, by the names of the classes
     */
    public VisibleClasses(Map<String, JavaFileObject> files) {
        this.files = files;
    }

    /**
     * Hides all but those of some snippets, and those that they mention.
     *
     * @param wrappers the full names of the classes around these snippets
     */
    public void restrictTo(Collection<String> wrappers) {
        showAll();
        all.putAll(files);
        files.clear();
        Set<String> seen = new HashSet<>(wrappers);
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            String wrapper = waiting.remove();
            // A class and those in it: '%' follows on '$'.
            all.subMap(wrapper, wrapper + "%").forEach((name, file) -> {
                files.put(name, file);
                for (String other : mentioned.computeIfAbsent(file, VisibleClasses::mentionedIn)) {
                    if (seen.add(other)) {
                        waiting.add(other);
                    }
                }
            });
        }
    }

    /** Brings all back; what has been compiled meanwhile stays. */
    public void showAll() {
        if (!all.isEmpty()) {
            all.putAll(files);
            files.clear();
            files.putAll(all);
            all.clear();
        }
    }

    private static Set<String> mentionedIn(JavaFileObject file) {
        try (InputStream code = file.openInputStream()) {
            Matcher name = WRAPPER.matcher(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1));
            return name.results().map(MatchResult::group).map(PACKAGE::concat).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
