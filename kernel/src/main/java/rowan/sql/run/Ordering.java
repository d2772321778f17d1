package rowan.sql.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * By which columns of its result the outermost ORDER BY of a query orders.
 *
 * @param orders whether there is one
 * @param columns those of its first terms that are columns of the result, from 0
 * @param isComplete whether these are all of its terms
 */
public record Ordering(boolean orders, List<Integer> columns, boolean isComplete) {

    private static final Ordering NONE = new Ordering(false, List.of(), true);
    private static final Set<String> BEHIND_SELECT =
            Set.of("FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT");
    private static final Set<String> BEHIND_TERM = Set.of("ASC", "DESC", "NULLS", "COLLATE");

    public Ordering {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a query's own ORDER BY.
     *
     * @param labels the names of the columns of its result
     */
    public static Ordering of(Statement query, List<String> labels) {
        return new Reading(query.significant(), labels).ordering();
    }

    /** The tokens of the query that stand in no parentheses are those of its outermost SELECT. */
    private record Reading(List<Token> tokens, List<String> labels) {

        Ordering ordering() {
            int order = -1;
            int select = -1;
            for (int at = 0; at < tokens.size(); at = next(at)) {
                if (tokens.get(at).is("ORDER")
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).is("BY")) {
                    order = at;
                } else if (select < 0 && tokens.get(at).is("SELECT")) {
                    select = at;
                }
            }
            if (order < 0) {
                return NONE;
            }
            List<List<Token>> results = select < 0 ? List.of() : parts(select + 1, BEHIND_SELECT);
            List<Integer> columns = new ArrayList<>();
            for (List<Token> term : parts(order + 2, Set.of("LIMIT"))) {
                OptionalInt column = column(bare(term), results);
                if (column.isEmpty()) {
                    return new Ordering(true, columns, false);
                }
                columns.add(column.getAsInt());
            }
            return new Ordering(true, columns, true);
        }

        /** The next token that stands in no parentheses that open here. */
        private int next(int at) {
            int depth = 0;
            int to = at;
            do {
                String text = tokens.get(to).text();
                depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
                to++;
            } while (depth > 0 && to < tokens.size());
            return to;
        }

        /** What stands between commas, up to one of these words. */
        private List<List<Token>> parts(int from, Set<String> end) {
            List<List<Token>> parts = new ArrayList<>();
            int start = from;
            int at = from;
            while (at < tokens.size() && end.stream().noneMatch(tokens.get(at)::is)) {
                int next = next(at);
                if (tokens.get(at).text().equals(",")) {
                    parts.add(tokens.subList(start, at));
                    start = next;
                }
                at = next;
            }
            parts.add(tokens.subList(start, at));
            return parts;
        }

        /** A term without its direction and collation. */
        private static List<Token> bare(List<Token> term) {
            int end = IntStream.range(1, term.size())
                    .filter(i -> BEHIND_TERM.stream().anyMatch(term.get(i)::is))
                    .findFirst()
                    .orElse(term.size());
            return term.subList(0, end);
        }

        private OptionalInt column(List<Token> term, List<List<Token>> results) {
            if (term.size() == 1 && term.get(0).kind() == Token.Kind.NUMBER) {
                return place(term.get(0).text());
            }
            if (term.size() == 1 && term.get(0).isName()) {
                OptionalInt named = only(labels, term.get(0).name());
                if (named.isPresent()) {
                    return named;
                }
            }
            List<String> written = results.stream().map(Reading::text).toList();
            if (written.stream().noneMatch(result -> result.equals("*") || result.endsWith(". *"))) {
                return only(written, text(term));
            }
            // Every column of a star has the name that it has in its table.
            boolean qualified = term.size() == 3 && term.get(1).text().equals(".");
            return qualified && written.size() == 1 ? only(labels, term.get(2).name()) : OptionalInt.empty();
        }

        private OptionalInt place(String number) {
            return number.matches("\\d{1,4}")
                            && Integer.parseInt(number) >= 1
                            && Integer.parseInt(number) <= labels.size()
                    ? OptionalInt.of(Integer.parseInt(number) - 1)
                    : OptionalInt.empty();
        }

        private static OptionalInt only(List<String> all, String wanted) {
            int[] found = IntStream.range(0, all.size())
                    .filter(i -> all.get(i).equalsIgnoreCase(wanted))
                    .toArray();
            return found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
        }

        /** As it is written but for blanks, and without the alias behind AS, DISTINCT and ALL. */
        private static String text(List<Token> expression) {
            int end = IntStream.range(0, expression.size())
                    .filter(i -> expression.get(i).is("AS") && i == expression.size() - 2)
                    .findFirst()
                    .orElse(expression.size());
            return expression.subList(0, end).stream()
                    .filter(token -> !token.is("DISTINCT") && !token.is("ALL"))
                    .map(Token::text)
                    .collect(Collectors.joining(" "));
        }
    }
}
