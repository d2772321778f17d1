package rowan.sql.sqlite.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.sql.text.Scope;

/**
 * One query of a statement, without the queries in it, since each gives aliases of its own.
 *
 * @param tokens those that mean something
 */
record SqlitePlanQuery(List<Token> tokens, Scope scope) {

    private static final Set<String> MORE_THAN_ONE_TABLE =
            Set.of(",", "(", "WHERE", "JOIN", "GROUP", "HAVING", "WINDOW");

    private SqlitePlanQuery(List<Token> tokens) {
        this(tokens, Scope.of(tokens));
    }

    /** The queries of a statement apart; those of a compound too. */
    static List<SqlitePlanQuery> of(Lexicon lexicon, String sql) {
        List<Token> tokens =
                lexicon.tokenize(sql).stream().filter(Token::isSignificant).toList();
        List<SqlitePlanQuery> queries = new ArrayList<>();
        Deque<List<Token>> open = new ArrayDeque<>(List.of(new ArrayList<>()));
        Deque<Boolean> brackets = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean closesQuery = token.text().equals(")") && !brackets.isEmpty() && brackets.pop();
            if (closesQuery || token.is("UNION") || token.is("INTERSECT") || token.is("EXCEPT")) {
                queries.add(new SqlitePlanQuery(open.pop()));
            }
            if (!closesQuery && (token.is("UNION") || token.is("INTERSECT") || token.is("EXCEPT"))) {
                open.push(new ArrayList<>());
            }
            open.getFirst().add(token);
            if (token.text().equals("(")) {
                Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
                boolean opensQuery = next.is("SELECT") || next.is("WITH") || next.is("VALUES");
                brackets.push(opensQuery);
                if (opensQuery) {
                    open.push(new ArrayList<>());
                }
            }
        }
        open.forEach(rest -> queries.add(new SqlitePlanQuery(rest)));
        return queries;
    }

    /** Whether it asks for a least or a greatest value. */
    boolean hasExtreme() {
        return IntStream.range(1, tokens.size())
                .anyMatch(i -> tokens.get(i).text().equals("(")
                        && (tokens.get(i - 1).is("MIN") || tokens.get(i - 1).is("MAX")));
    }

    /** Whether it asks for the least or the greatest value of a column in one whole table, and for nothing else. */
    boolean isExtremeOf(String column) {
        String text = text(tokens);
        int from = 0;
        while (from < tokens.size() && !tokens.get(from).is("FROM")) {
            from++;
        }
        String wanted = text(new SqliteLexicon().tokenize(column));
        boolean asked = List.of("min(", "max(").stream()
                .anyMatch(f -> text.contains(f + wanted + ")")
                        || Pattern.compile(Pattern.quote(f) + "[^()]*\\." + Pattern.quote(wanted + ")"))
                                .matcher(text)
                                .find());
        return asked
                && tokens.subList(from, tokens.size()).stream()
                        .noneMatch(t -> MORE_THAN_ONE_TABLE.contains(t.text().toUpperCase(Locale.ROOT)));
    }

    /** The tokens as they are compared: without blanks, quotes and case. */
    private static String text(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isSignificant)
                .map(Token::name)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }
}
