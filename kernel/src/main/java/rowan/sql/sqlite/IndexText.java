package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.sql.Token;

/**
 * What only the text of a {@code CREATE INDEX} says: the expressions it is on, and the condition of a partial one.
 *
 * @param terms the indexed terms as they were written
 * @param where the condition, if there is one
 */
record IndexText(List<String> terms, Optional<String> where) {

    static IndexText of(String ddl) {
        List<Token> tokens = new SqliteLexicon().tokenize(ddl);
        List<String> terms = new ArrayList<>();
        int depth = 0;
        int termStart = -1;
        for (Token token : tokens) {
            String text = token.text();
            if (text.equals("(")) {
                depth++;
                termStart = depth == 1 ? token.to() : termStart;
            } else if (depth == 1 && (text.equals(",") || text.equals(")"))) {
                terms.add(ddl.substring(termStart, token.from()).strip());
                termStart = token.to();
                depth -= text.equals(")") ? 1 : 0;
            } else if (text.equals(")")) {
                depth--;
            } else if (depth == 0 && token.is("WHERE")) {
                return new IndexText(
                        terms, Optional.of(ddl.substring(token.to()).strip()));
            }
        }
        return new IndexText(terms, Optional.empty());
    }

    /** The columns with each expression's text in its place. */
    List<String> named(List<String> columns) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean expression = columns.get(i).equals("<expr>") && i < terms.size();
            named.add(expression ? terms.get(i) : columns.get(i));
        }
        return named;
    }
}
