package rowan.sql.editor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Completeness;

/** Whether SQL could be run as it stands, for consoles in which Enter may mean either. A semicolon ends all doubt. */
public final class SqlCompleteness {

    /** Words of standard SQL that something must follow. */
    private static final Set<String> DANGLING = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "ON",
            "BY",
            "GROUP",
            "ORDER",
            "HAVING",
            "JOIN",
            "LEFT",
            "INNER",
            "CROSS",
            "IN",
            "LIKE",
            "INTO",
            "VALUES",
            "SET",
            "AS",
            "WITH",
            "UPDATE",
            "DELETE",
            "INSERT",
            "CREATE",
            "DROP",
            "ALTER",
            "TABLE",
            "INDEX",
            "VIEW",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "LIMIT",
            "OFFSET",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "BETWEEN",
            "IS",
            "USING",
            "RETURNING",
            "EXPLAIN");

    private SqlCompleteness() {}

    public static Completeness of(String text, Lexicon lexicon) {
        List<Token> tokens =
                lexicon.tokenize(text).stream().filter(Token::isSignificant).toList();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth < 0) {
                return Completeness.INVALID;
            }
            if (token.kind() == Token.Kind.UNFINISHED) {
                return Completeness.incomplete("");
            }
        }
        if (tokens.isEmpty() || (depth == 0 && lexicon.isComplete(text))) {
            return Completeness.COMPLETE;
        }
        if (depth > 0) {
            return Completeness.incomplete("  ");
        }
        List<Statement> statements = lexicon.split(Source.of(text));
        Statement last = statements.get(statements.size() - 1);
        boolean isTrigger = last.significant().stream().limit(4).anyMatch(t -> t.is("TRIGGER"));
        return isTrigger || dangles(last, lexicon) || expectsFrom(last, lexicon)
                ? Completeness.incomplete("  ")
                : Completeness.COMPLETE;
    }

    private static boolean dangles(Statement statement, Lexicon lexicon) {
        List<Token> tokens = statement.significant();
        Token end = tokens.get(tokens.size() - 1);
        boolean star = end.text().equals("*")
                && tokens.size() > 1
                && tokens.get(tokens.size() - 2).is("SELECT");
        boolean operator = end.kind() == Token.Kind.OPERATOR
                && !end.text().equals(")")
                && !end.text().equals("*");
        String word = end.text().toUpperCase(Locale.ROOT);
        return star
                || operator
                || DANGLING.contains(word)
                || lexicon.unfinishedWords().contains(word);
    }

    /** {@code SELECT title} most likely goes on with FROM on the next line. */
    private static boolean expectsFrom(Statement statement, Lexicon lexicon) {
        List<Token> tokens = statement.significant();
        boolean reads = statement.verb().equals("SELECT") && tokens.stream().noneMatch(t -> t.is("FROM"));
        for (int i = 1; reads && i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Optional<Token> next = i + 1 < tokens.size() ? Optional.of(tokens.get(i + 1)) : Optional.empty();
            boolean isFunction = next.filter(t -> t.text().equals("(")).isPresent();
            boolean isAlias = tokens.get(i - 1).is("AS");
            boolean isKeyword = lexicon.keywords().contains(token.text().toUpperCase(Locale.ROOT));
            if (token.isName() && !isFunction && !isAlias && !isKeyword) {
                return true;
            }
        }
        return false;
    }
}
