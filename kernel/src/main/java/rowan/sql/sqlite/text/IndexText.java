package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rowan.model.Schema;
import rowan.sql.statement.Token;

/**
 * What only the text of a {@code CREATE INDEX} says: the expressions it is on, and the condition of a partial one.
 *
 * @param terms the indexed terms as they were written
 * @param where the condition, if there is one
 */
public record IndexText(List<String> terms, Optional<String> where) {

    /** What stands for an expression until its text is known. */
    public static final String EXPRESSION = "<expr>";

    /** What the catalog tells beside the term. */
    private static final Pattern BEHIND_TERM = Pattern.compile("(?i)(\\s+COLLATE\\s+\\w+)?(\\s+(ASC|DESC))?$");

    public static IndexText of(String ddl) {
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
    public List<Schema.IndexedColumn> named(List<Schema.IndexedColumn> columns) {
        List<Schema.IndexedColumn> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Schema.IndexedColumn column = columns.get(i);
            boolean expression = column.name().equals(EXPRESSION) && i < terms.size();
            String text = expression ? BEHIND_TERM.matcher(terms.get(i)).replaceFirst("") : column.name();
            named.add(new Schema.IndexedColumn(text, column.collation(), column.descending()));
        }
        return named;
    }
}
