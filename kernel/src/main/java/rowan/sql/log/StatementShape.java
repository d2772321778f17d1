package rowan.sql.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/**
 * What statements have in common that differ in nothing but their values.
 *
 * @param text the statement on one line, with {@code ?} for each value, lists cut to their first, comments left out
 * @param key the same for statements that differ in no more than values, how many a list has, case, blanks, and quotes
 *     around names
 * @param slots where values stand, in order; those of lists and of further rows are left out
 */
record StatementShape(String text, String key, Statement statement, List<Slot> slots, boolean hasList) {

    private static final Set<Token.Kind> VALUES =
            Set.of(Token.Kind.NUMBER, Token.Kind.STRING, Token.Kind.BLOB, Token.Kind.PARAMETER);

    /** Keywords before which NULL is no value. */
    private static final Set<String> NO_VALUE_AFTER = Set.of("IS", "NOT", "SET");

    /**
     * A place where a value stands.
     *
     * @param text the literal, or the parameter as it is written
     * @param at which of the statement's significant tokens it is
     * @param column the column it is compared with by {@code =}, as it is written; empty for every other value
     */
    record Slot(String text, boolean isParameter, int at, Optional<String> column) {}

    StatementShape {
        slots = List.copyOf(slots);
    }

    /** The shape of the first statement of a text. */
    static StatementShape of(String sql, Lexicon lexicon) {
        Statement statement = lexicon.split(Source.of(sql)).stream()
                .findFirst()
                .orElseGet(() -> Statement.of(Source.of(sql.strip()), List.of()));
        return new Reading(statement, lexicon.keywords()).shape();
    }

    /**
     * The look-up that this is, if nothing but the values it looks up was different from one time to the next.
     *
     * @param varies for each slot whether its values were different
     */
    Optional<Lookup> lookup(boolean[] varies) {
        if (hasList || !statement.verb().equals("SELECT")) {
            return Optional.empty();
        }
        List<Slot> looked = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            if (varies[i] && slots.get(i).column().isEmpty()) {
                return Optional.empty();
            }
            if (varies[i]) {
                looked.add(slots.get(i));
            }
        }
        return looked.isEmpty() ? Optional.empty() : Optional.of(new Lookup(statement, looked));
    }

    /** One pass over the tokens. */
    private static final class Reading {
        private final Statement statement;
        private final List<Token> tokens;
        private final Set<String> keywords;
        private final StringBuilder text = new StringBuilder();
        private final StringJoiner key = new StringJoiner(" ");
        private final List<Slot> slots = new ArrayList<>();
        private boolean hasList;

        Reading(Statement statement, Set<String> keywords) {
            this.statement = statement;
            this.keywords = keywords;
            this.tokens = statement.significant();
        }

        StatementShape shape() {
            int end = 0;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (token.from() > end && !text.isEmpty()) {
                    text.append(' ');
                }
                if (isSign(i)) {
                    end = tokens.get(i + 1).from();
                    continue;
                }
                end = token.to();
                if (!isValue(i)) {
                    text.append(token.text());
                    key.add(folded(token));
                    continue;
                }
                text.append('?');
                key.add(isInList(i) ? "…" : "?");
                int last = list(i);
                if (last > i) {
                    hasList = true;
                    text.append(", …");
                    end = tokens.get(last).to();
                    i = last;
                } else {
                    slots.add(new Slot(token.text(), token.kind() == Token.Kind.PARAMETER, i, column(i)));
                }
                i = furtherRows(i);
                end = tokens.get(i).to();
            }
            return new StatementShape(text.toString(), key.toString(), statement, slots, hasList);
        }

        /** A token as all of its spellings have it; a name that only quotes make one keeps them. */
        private String folded(Token token) {
            if (!token.isName()) {
                return token.text();
            }
            String name = token.name();
            boolean isKeyword = keywords.contains(name.toUpperCase(Locale.ROOT));
            return (token.kind() == Token.Kind.QUOTED_NAME && isKeyword ? token.text() : name).toLowerCase(Locale.ROOT);
        }

        private boolean isValue(int i) {
            return i < tokens.size() && (VALUES.contains(tokens.get(i).kind()) || isNull(i));
        }

        /** {@code NULL} as a value, and not as part of {@code IS NULL}, {@code NOT NULL} or {@code SET NULL}. */
        private boolean isNull(int i) {
            return tokens.get(i).is("NULL") && i > 0 && isBeforeOperand(tokens.get(i - 1));
        }

        /** Whether a value can stand behind it, as behind an operator, {@code THEN} or {@code SELECT}. */
        private boolean isBeforeOperand(Token token) {
            return token.kind() == Token.Kind.OPERATOR && !token.text().equals(")")
                    || token.kind() == Token.Kind.WORD
                            && keywords.contains(token.text().toUpperCase(Locale.ROOT))
                            && !NO_VALUE_AFTER.contains(token.text().toUpperCase(Locale.ROOT));
        }

        private boolean is(int i, String operator) {
            return i >= 0 && i < tokens.size() && tokens.get(i).text().equals(operator);
        }

        /** A sign belongs to the number behind it when no operand stands before it. */
        private boolean isSign(int i) {
            boolean sign = is(i, "-") || is(i, "+");
            if (!sign || i + 1 >= tokens.size() || tokens.get(i + 1).kind() != Token.Kind.NUMBER || i == 0) {
                return false;
            }
            return isBeforeOperand(tokens.get(i - 1));
        }

        /** Whether this is the first of {@code IN (1, 2, 3)}. */
        private boolean isInList(int i) {
            int sign = i > 0 && isSign(i - 1) ? 1 : 0;
            return i >= sign + 2
                    && is(i - sign - 1, "(")
                    && tokens.get(i - sign - 2).is("IN");
        }

        /** The last value of {@code IN (1, 2, 3)}, where this is the first; else this place. */
        private int list(int first) {
            if (!isInList(first)) {
                return first;
            }
            int at = first;
            while (is(at + 1, ",") && (isValue(at + 2) || isSign(at + 2))) {
                at += isSign(at + 2) ? 3 : 2;
            }
            return at;
        }

        /** Behind the last value of the first row of VALUES: its parenthesis, and the rows that follow are left out. */
        private int furtherRows(int value) {
            if (!is(value + 1, ")") || !is(value + 2, ",") || !is(value + 3, "(")) {
                return value;
            }
            int open = value;
            int depth = 1;
            for (; open > 0 && depth > 0; open--) {
                depth += is(open, ")") ? 1 : is(open, "(") ? -1 : 0;
            }
            if (!tokens.get(open).is("VALUES")) {
                return value;
            }
            text.append("), …");
            key.add(")");
            int at = value + 1;
            for (depth = 0; at + 1 < tokens.size(); at++) {
                depth += is(at + 1, "(") ? 1 : is(at + 1, ")") ? -1 : 0;
                if (depth < 0 || depth == 0 && !is(at + 1, ",") && !is(at + 1, ")")) {
                    break;
                }
            }
            return at;
        }

        /** The column in {@code column = ?} or {@code ? = column}. */
        private Optional<String> column(int value) {
            if (isEquals(value - 1) && value >= 2 && isColumn(value - 2)) {
                return Optional.of(name(value - 2));
            }
            if (isEquals(value + 1) && isColumn(value + 2)) {
                int last = value + 2;
                while (is(last + 1, ".") && isColumn(last + 2)) {
                    last += 2;
                }
                return Optional.of(name(last));
            }
            return Optional.empty();
        }

        private boolean isEquals(int i) {
            return is(i, "=")
                    || is(i, "==")
                    || i >= 0 && i < tokens.size() && tokens.get(i).is("IS");
        }

        private boolean isColumn(int i) {
            return i >= 0 && i < tokens.size() && tokens.get(i).isName();
        }

        /** A name with what qualifies it, as it is written; {@code last} is its last part. */
        private String name(int last) {
            int first = last;
            while (is(first - 1, ".") && isColumn(first - 2)) {
                first -= 2;
            }
            StringBuilder name = new StringBuilder();
            for (int i = first; i <= last; i++) {
                name.append(tokens.get(i).text());
            }
            return name.toString();
        }
    }
}
