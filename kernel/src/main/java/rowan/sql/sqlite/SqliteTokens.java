package rowan.sql.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import rowan.sql.Token;

/** The significant tokens of a statement, and what can be asked about the one at a place. */
record SqliteTokens(List<Token> all) {

    Token get(int at) {
        return all.get(at);
    }

    int size() {
        return all.size();
    }

    boolean beginsQuery(int at) {
        return is(at, "SELECT") || is(at, "WITH") || is(at, "VALUES");
    }

    boolean is(int at, String word) {
        return at >= 0 && at < all.size() && all.get(at).is(word);
    }

    boolean isText(int at, String text) {
        return at >= 0 && at < all.size() && all.get(at).text().equals(text);
    }

    /** A keyword; not a name behind a dot. */
    boolean isOneOf(int at, Set<String> words) {
        Token token = all.get(at);
        return token.kind() == Token.Kind.WORD
                && words.contains(token.text().toUpperCase(Locale.ROOT))
                && !isText(at - 1, ".");
    }

    /** Behind the parenthesis that closes the one at {@code open}. */
    int behindGroup(int open, int end) {
        int depth = 0;
        for (int at = open; at < end; at++) {
            depth += isText(at, "(") ? 1 : isText(at, ")") ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return end;
    }

    /** The next token at the same depth: groups are passed over. */
    int next(int at, int end) {
        return isText(at, "(") ? behindGroup(at, end) : at + 1;
    }
}
