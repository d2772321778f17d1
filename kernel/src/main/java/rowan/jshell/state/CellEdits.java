package rowan.jshell.state;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Remembers what a cell has declared, and which of these declarations the user has edited. When a declaration has been
 * edited, the static fields of the same cell whose initialisers use it are initialised again. Static fields of other cells
 * keep their values.
 */
final class CellEdits {

    private final Set<String> snippets = new HashSet<>();
    private final Set<StateMember> changed = new HashSet<>();
    /** The fields that have been initialised again in this cell: the snippet, a blank, and the field. */
    private final Set<String> begun = new HashSet<>();

    CellEdits() {}

    CellEdits(CellEdits before) {
        snippets.addAll(before.snippets);
        changed.addAll(before.changed);
        begun.addAll(before.begun);
    }

    /** Records that the cell contains this snippet, edited or not. */
    void declares(String snippet) {
        snippets.add(snippet);
    }

    /** Records that the cell has replaced a declaration by another version of it. */
    void edited(InitialState before, InitialState now) {
        changed.addAll(now.members());
        changed.removeAll(before.members());
    }

    /**
     * Finds the fields of a snippet that have to be initialised again and have not been yet.
     *
     * @param states gives the initial state of a snippet that the cell has declared
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

    /** As {@link #anew}, and records that these fields have been initialised again. */
    Set<String> begin(String snippet, Function<String, InitialState> states) {
        Set<String> fields = anew(snippet, states);
        fields.forEach(field -> begun.add(snippet + " " + field));
        return fields;
    }
}
