package rowan.sql.statement;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** All names that stand in some statements, whatever they name there: what is not among them is not used. */
public final class NamesUsed {

    private final Set<String> all = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    /**
     * @param statements queries and others
     * @param onlyReads whether one of them changes nothing
     */
    public NamesUsed(List<Statement> statements, Predicate<Statement> onlyReads) {
        for (Statement statement : statements) {
            for (Token token : statement.significant()) {
                if (token.isName()) {
                    String name = token.name().toLowerCase(Locale.ROOT);
                    all.add(name);
                    if (!onlyReads.test(statement)) {
                        written.add(name);
                    }
                }
            }
        }
    }

    /** Whether a name stands in any of the statements. */
    public boolean has(String name) {
        return all.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a name stands in one that may change something. */
    public boolean hasInWriting(String name) {
        return written.contains(name.toLowerCase(Locale.ROOT));
    }
}
