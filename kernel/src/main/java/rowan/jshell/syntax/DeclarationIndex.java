package rowan.jshell.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;

/**
 * Which declarations there are by a name, and which have a name in their text: what a snippet may mean, and what has to be
 * compiled again with it, is found without a look at all the others.
 */
public final class DeclarationIndex {

    private static final Pattern NAME = Pattern.compile(JavaStatements.A_NAME);

    private final Map<Snippet, Set<String>> names = new WeakHashMap<>();
    private final Map<Snippet, Set<String>> freeNames = new WeakHashMap<>();
    private final Map<String, Set<DeclarationSnippet>> named = new HashMap<>();
    private final Map<String, Set<DeclarationSnippet>> mentioning = new HashMap<>();
    private List<Snippet> known = new ArrayList<>();

    /** All names and words in a text. */
    public static Set<String> namesIn(String text) {
        Set<String> names = new HashSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    /**
     * Takes note of what has been declared and what is no more.
     *
     * @param snippets all that there are by now, each in the place it keeps; null where there is none any more
     */
    public void learn(List<Snippet> snippets) {
        for (int i = 0; i < Math.max(snippets.size(), known.size()); i++) {
            Snippet before = i < known.size() ? known.get(i) : null;
            Snippet now = i < snippets.size() ? snippets.get(i) : null;
            if (before != now) {
                if (before instanceof DeclarationSnippet declaration) {
                    remove(declaration);
                }
                if (now instanceof DeclarationSnippet declaration) {
                    add(declaration);
                }
            }
        }
        known = new ArrayList<>(snippets);
    }

    private void add(DeclarationSnippet declaration) {
        named.computeIfAbsent(declaration.name(), name -> new LinkedHashSet<>()).add(declaration);
        for (String name : namesOf(declaration)) {
            mentioning.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(declaration);
        }
    }

    private void remove(DeclarationSnippet declaration) {
        remove(declaration, declaration.name(), named);
        namesOf(declaration).forEach(name -> remove(declaration, name, mentioning));
    }

    private static void remove(
            DeclarationSnippet declaration, String name, Map<String, Set<DeclarationSnippet>> declarations) {
        Set<DeclarationSnippet> ofName = declarations.getOrDefault(name, new HashSet<>());
        ofName.remove(declaration);
        if (ofName.isEmpty()) {
            declarations.remove(name);
        }
    }

    /** Adds to names all those in the texts of what they may mean, since the compiler may have to name its types. */
    public void addMeant(Set<String> names) {
        Deque<String> waiting = new ArrayDeque<>(names);
        while (!waiting.isEmpty()) {
            for (DeclarationSnippet declaration : named.getOrDefault(waiting.remove(), Set.of())) {
                for (String name : namesOf(declaration)) {
                    if (names.add(name)) {
                        waiting.add(name);
                    }
                }
            }
        }
    }

    /**
     * What means one of these names, what means one of those, and so on.
     *
     * @param others means them, too, whatever their texts say
     */
    public Set<DeclarationSnippet> dependents(Set<String> changed, Collection<DeclarationSnippet> others) {
        Set<DeclarationSnippet> found = new LinkedHashSet<>(others);
        Set<String> all = new HashSet<>(changed);
        others.forEach(other -> all.add(other.name()));
        Set<String> latest = all;
        while (!latest.isEmpty()) {
            Set<DeclarationSnippet> asked = new LinkedHashSet<>();
            latest.forEach(name -> asked.addAll(mentioning.getOrDefault(name, Set.of())));
            asked.removeAll(found);
            learnFreeNames(asked);
            asked.removeIf(one -> Collections.disjoint(freeNames.get(one), all));
            found.addAll(asked);
            Set<String> next = new HashSet<>();
            asked.forEach(one -> {
                if (all.add(one.name())) {
                    next.add(one.name());
                }
            });
            latest = next;
        }
        return found;
    }

    /** Whether a name means a variable of the declaration's own is only worth a look where its text has such a name. */
    private void learnFreeNames(Collection<DeclarationSnippet> declarations) {
        List<DeclarationSnippet> asked =
                declarations.stream().filter(one -> !freeNames.containsKey(one)).toList();
        if (asked.isEmpty()) {
            return;
        }
        List<Optional<Set<String>>> found =
                FreeNames.in(asked.stream().map(Snippet::source).toList());
        for (int i = 0; i < asked.size(); i++) {
            freeNames.put(asked.get(i), found.get(i).orElse(namesOf(asked.get(i))));
        }
    }

    public Set<String> namesOf(Snippet snippet) {
        return names.computeIfAbsent(snippet, one -> namesIn(one.source()));
    }
}
