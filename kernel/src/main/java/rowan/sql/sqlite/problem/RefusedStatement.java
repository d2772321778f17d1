package rowan.sql.sqlite.problem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * A statement that SQLite's parser refuses, as the rules that look for its mistake read it.
 *
 * @param tokens those that mean something
 */
record RefusedStatement(SqliteParser parser, SqliteLexicon lexicon, String text, List<Token> tokens) {

    /** What was found out: the token at fault, and what to do about it. */
    record Finding(int at, String sentence) {
        static Optional<Finding> of(int at, String sentence) {
            return Optional.of(new Finding(at, sentence));
        }
    }

    static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", ">", "<=", ">=");

    static RefusedStatement of(SqliteParser parser, Statement statement) {
        return new RefusedStatement(parser, new SqliteLexicon(), statement.text(), statement.significant());
    }

    /** Whether the parser accepts the statement with other text in place of some tokens. */
    boolean accepts(int from, int to, String instead) {
        int begin = tokens.get(from).from();
        int end = to > from ? tokens.get(to - 1).to() : begin;
        return parser.accepts(text.substring(0, begin) + " " + instead + " " + text.substring(end));
    }

    boolean is(int at, String sign) {
        return at >= 0 && at < tokens.size() && tokens.get(at).text().equals(sign);
    }

    String upper(int at) {
        return tokens.get(at).kind() == Token.Kind.WORD ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
    }

    boolean isKeyword(int at) {
        return lexicon.keywords().contains(upper(at));
    }

    String name(int at) {
        return shortened(tokens.get(at).text());
    }

    /** As much of a text as a sentence carries. */
    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    boolean isTogether(int at) {
        return tokens.get(at).to() == tokens.get(at + 1).from();
    }

    boolean isBareWord(int at) {
        return at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD && !isKeyword(at);
    }

    List<Token> significant(String other) {
        return lexicon.tokenize(other).stream().filter(Token::isSignificant).toList();
    }
}
