package rowan.sql.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.sql.statement.Token;

/**
 * A place in a statement.
 *
 * @param expected what may stand there, in the order of the grammar; empty where nobody can tell
 * @param roles the names before it by the roles they have, in order: {@code target} is the table that is changed
 * @param rows further names for the rows of a table before it, each with the role of that table
 * @param listed the names that stand already where one of the same kind is expected
 */
public record Place(
        List<Expected> expected,
        Map<String, List<Token>> roles,
        Map<String, String> rows,
        Map<Expected.Name, List<Token>> listed) {

    /** The last name that has a role. */
    public Optional<Token> role(String role) {
        List<Token> names = roles.getOrDefault(role, List.of());
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
    }

    /** Whether a name of a kind is expected. */
    public boolean expects(String kind) {
        return expected.stream()
                .anyMatch(each ->
                        each instanceof Expected.Name name && name.kind().equals(kind));
    }
}
