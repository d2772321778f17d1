package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Token;

/**
 * SQLite's own parser, asked whether it understands a text. Nothing is run: a statement is prepared and given back. A PRAGMA,
 * of which some act when they are prepared, is never asked about.
 */
final class SqliteParser {

    /** What the parser itself says; everything else it can only say once it has understood the text. */
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile(
            "near \"(?<near>.*)\": syntax error|incomplete input|unrecognized token: .*|a JOIN clause is required before .*|unknown table option: .*",
            Pattern.DOTALL);

    /** These look a table up before they are read to their end, so that nothing is known of the rest where it is not there. */
    private static final Pattern LOOKED_UP_EARLY = Pattern.compile("no such table: .*");

    private final Connection connection;
    private final SqliteLexicon lexicon = new SqliteLexicon();

    SqliteParser(Connection connection) {
        this.connection = connection;
    }

    /** Whether a text is a statement, whatever may be wrong with the names in it. */
    boolean accepts(String text) {
        return asks(text) && complaint(text).isEmpty();
    }

    /** Which token a complaint is about: the first behind which the text, cut off there, meets the same complaint. */
    OptionalInt place(String complaint, String near, String text, List<Token> tokens) {
        int[] same = IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).text().equals(near))
                .toArray();
        if (same.length == 1) {
            return OptionalInt.of(same[0]);
        }
        for (int each : same) {
            if (asks(text)
                    && complaint(text.substring(0, tokens.get(each).to())).equals(complaint)) {
                return OptionalInt.of(each);
            }
        }
        return OptionalInt.empty();
    }

    /** Which token of a text the parser stumbles over; empty where it does not, or at the end. */
    OptionalInt stop(String text, List<Token> tokens) {
        String complaint = asks(text) ? complaint(text) : "";
        Matcher matcher = NOT_UNDERSTOOD.matcher(complaint);
        return matcher.matches() && matcher.group("near") != null
                ? place(complaint, matcher.group("near"), text, tokens)
                : OptionalInt.empty();
    }

    private boolean asks(String text) {
        return lexicon.tokenize(text).stream()
                .filter(Token::isSignificant)
                .limit(4)
                .noneMatch(token -> token.is("PRAGMA"));
    }

    /** What the parser says against a text; empty where it understands it. */
    private String complaint(String text) {
        try {
            connection.prepareStatement(text).close();
            return "";
        } catch (SQLException e) {
            String reason = SqliteErrors.reason(e);
            boolean unknown = LOOKED_UP_EARLY.matcher(reason).matches() && looksUpEarly(text);
            return unknown || NOT_UNDERSTOOD.matcher(reason).matches() ? reason : "";
        }
    }

    private boolean looksUpEarly(String text) {
        List<Token> tokens = lexicon.tokenize(text).stream()
                .filter(Token::isSignificant)
                .limit(3)
                .toList();
        return tokens.get(0).is("ALTER")
                || tokens.get(0).is("CREATE") && tokens.stream().anyMatch(token -> token.is("TRIGGER"));
    }
}
