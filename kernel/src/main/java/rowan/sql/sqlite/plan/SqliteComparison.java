package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowan.sql.sqlite.plan.SqliteColumns.Column;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.sqlite.text.SqliteOutline.Span;
import rowan.sql.sqlite.text.SqliteTokens;
import rowan.sql.statement.Token;

/** Reads a condition that compares columns of a table with something. */
final class SqliteComparison {

    private static final Set<String> EQUAL = Set.of("=", "==", "IN", "IS", "ISNULL");
    private static final Set<String> RANGE = Set.of("<", "<=", ">", ">=", "BETWEEN");
    private static final Set<String> SYMMETRIC = Set.of("=", "==", "<", "<=", ">", ">=");

    /** Patterns that are a range as long as they begin with plain text, and the collation that the range is one of. */
    private static final Map<String, String> PATTERNS = Map.of("LIKE", " COLLATE NOCASE", "GLOB", "");

    private final SqliteTokens tokens;
    private final SqliteColumns columns;

    SqliteComparison(SqliteOutline outline, SqliteColumns columns) {
        this.tokens = outline.tokens();
        this.columns = columns;
    }

    enum Kind {
        EQUAL,
        RANGE
    }

    /**
     * What is compared.
     *
     * @param columns as an index needs them written
     */
    record Compared(List<String> columns, Kind kind) {}

    /** {@code column operator …} or, turned around, {@code … operator column}. */
    Optional<Compared> of(Span term) {
        int end = term.to();
        String collation = "";
        if (end - term.from() > 2 && tokens.is(end - 2, "COLLATE")) {
            collation = " COLLATE " + tokens.get(end - 1).text();
            end -= 2;
        }
        Optional<Compared> left = left(term.from(), end);
        String behind = collation;
        return left.isPresent()
                ? left.map(compared -> collated(compared, behind))
                : right(term.from(), end).map(compared -> collated(compared, behind));
    }

    private static Compared collated(Compared compared, String collation) {
        return new Compared(
                compared.columns().stream()
                        .map(c -> c.contains(" COLLATE ") ? c : c + collation)
                        .toList(),
                compared.kind());
    }

    private Optional<Compared> left(int from, int end) {
        if (tokens.isText(from, "(")) {
            int behind = tokens.behindGroup(from, end);
            List<String> row = new ArrayList<>();
            for (Span item : tokens.split(new Span(from + 1, behind - 1), Set.of(","))) {
                columns.collated(item.from(), item.to()).ifPresent(c -> row.add(c.name()));
            }
            return row.isEmpty() ? Optional.empty() : compared(row, behind, end);
        }
        return columns.collated(from, end).flatMap(column -> compared(List.of(column.name()), column.end(), end));
    }

    private Optional<Compared> compared(List<String> left, int operator, int end) {
        if (operator >= end || tokens.is(operator + 1, "NOT")) {
            return Optional.empty();
        }
        Token token = tokens.get(operator);
        String word = token.text().toUpperCase(Locale.ROOT);
        if (EQUAL.contains(word)) {
            return Optional.of(new Compared(left, Kind.EQUAL));
        }
        if (RANGE.contains(word)) {
            return Optional.of(new Compared(left.subList(0, 1), Kind.RANGE));
        }
        return PATTERNS.containsKey(word) && hasBeginning(operator + 1, end)
                ? Optional.of(new Compared(List.of(left.get(0) + PATTERNS.get(word)), Kind.RANGE))
                : Optional.empty();
    }

    /** Whether a pattern begins with plain text, or may. */
    private boolean hasBeginning(int at, int end) {
        if (at >= end) {
            return false;
        }
        Token pattern = tokens.get(at);
        return pattern.kind() == Token.Kind.PARAMETER
                || pattern.kind() == Token.Kind.STRING
                        && pattern.text().length() > 2
                        && "%_*?[".indexOf(pattern.text().charAt(1)) < 0;
    }

    private Optional<Compared> right(int from, int end) {
        for (int length : new int[] {3, 1}) {
            int begin = end - length;
            Optional<Column> column = begin > from ? columns.at(begin, end) : Optional.empty();
            if (column.filter(c -> c.end() == end).isPresent()
                    && SYMMETRIC.contains(tokens.get(begin - 1).text())) {
                Kind kind = tokens.get(begin - 1).text().startsWith("=") ? Kind.EQUAL : Kind.RANGE;
                return columns.collated(begin, end).map(c -> new Compared(List.of(c.name()), kind));
            }
        }
        return Optional.empty();
    }
}
