package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rowan.sql.statement.Token;

/** The significant tokens of a statement, and what can be asked about the one at a place. */
public record SqliteTokens(List<Token> all) {

    public Token get(int at) {
        return all.get(at);
    }

    int size() {
        return all.size();
    }

    boolean beginsQuery(int at) {
        return is(at, "SELECT") || is(at, "WITH") || is(at, "VALUES");
    }

    public boolean is(int at, String word) {
        return at >= 0 && at < all.size() && all.get(at).is(word);
    }

    public boolean isText(int at, String text) {
        return at >= 0 && at < all.size() && all.get(at).text().equals(text);
    }

    /** A keyword; not a name behind a dot. */
    public boolean isOneOf(int at, Set<String> words) {
        Token token = all.get(at);
        return token.kind() == Token.Kind.WORD
                && words.contains(token.text().toUpperCase(Locale.ROOT))
                && !isText(at - 1, ".");
    }

    /** Behind the parenthesis that closes the one at {@code open}. */
    public int behindGroup(int open, int end) {
        int depth = 0;
        for (int at = open; at < end; at++) {
            depth += isText(at, "(") ? 1 : isText(at, ")") ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return end;
    }

    /** The parts of a span between words that stand at its own depth; the AND of BETWEEN divides nothing, nor does that of CASE. */
    public List<SqliteOutline.Span> split(SqliteOutline.Span span, Set<String> words) {
        List<SqliteOutline.Span> parts = new ArrayList<>();
        int from = span.from();
        int cases = 0;
        boolean between = false;
        for (int at = span.from(); at < span.to(); at = next(at, span.to())) {
            cases += is(at, "CASE") ? 1 : is(at, "END") ? -1 : 0;
            boolean divides = cases == 0 && words.contains(get(at).text().toUpperCase(Locale.ROOT));
            if (divides && !(between && is(at, "AND"))) {
                parts.add(new SqliteOutline.Span(from, at));
                from = at + 1;
            }
            between = is(at, "BETWEEN") || between && !is(at, "AND");
        }
        parts.add(new SqliteOutline.Span(from, span.to()));
        return parts;
    }

    /** What stands in the parentheses around a span; the span itself where there are none, or a query is in them. */
    public SqliteOutline.Span unwrapped(SqliteOutline.Span span) {
        boolean wrapped = isText(span.from(), "(")
                && behindGroup(span.from(), span.to()) == span.to()
                && !beginsQuery(span.from() + 1);
        return wrapped ? new SqliteOutline.Span(span.from() + 1, span.to() - 1) : span;
    }

    /** The next token at the same depth: groups are passed over. */
    public int next(int at, int end) {
        return isText(at, "(") ? behindGroup(at, end) : at + 1;
    }
}
