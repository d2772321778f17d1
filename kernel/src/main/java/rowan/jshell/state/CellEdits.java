package rowan.jshell.state;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a cell declares, and which of it reads otherwise than what was there before: a static field that the same cell has
 * begins anew with what its initialiser uses. One of another cell keeps its state.
 */
final class CellEdits {

    private final Set<String> snippets = new HashSet<>();
    private final Set<StateMember> changed = new HashSet<>();
    /** The fields that have begun anew in this cell, behind their snippets. */
    private final Set<String> begun = new HashSet<>();

    CellEdits() {}

    CellEdits(CellEdits before) {
        snippets.addAll(before.snippets);
        changed.addAll(before.changed);
        begun.addAll(before.begun);
    }

    /** The cell has this snippet, as it was or edited. */
    void declares(String snippet) {
        snippets.add(snippet);
    }

    /** The cell has replaced a declaration. */
    void edited(InitialState before, InitialState now) {
        changed.addAll(now.members());
        changed.removeAll(before.members());
    }

    /**
     * The fields of a snippet that are to begin anew and have not yet.
     *
     * @param states of what the cell has declared, by snippet
     */
    Set<String> anew(String snippet, Function<String, InitialState> states) {
        if (changed.isEmpty() || !snippets.contains(snippet)) {
            return Set.of();
        }
        Set<StateMember> members = snippets.stream()
                .flatMap(each -> states.apply(each).members().stream())
                .collect(Collectors.toSet());
        Set<String> fields = states.apply(snippet).using(members, changed);
        fields.removeIf(field -> begun.contains(snippet + " " + field));
        return fields;
    }

    /** As {@link #anew}, and from now on they have begun. */
    Set<String> begin(String snippet, Function<String, InitialState> states) {
        Set<String> fields = anew(snippet, states);
        fields.forEach(field -> begun.add(snippet + " " + field));
        return fields;
    }
}
