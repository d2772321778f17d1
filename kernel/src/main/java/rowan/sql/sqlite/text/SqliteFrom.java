package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.sql.sqlite.text.SqliteOutline.Joining;
import rowan.sql.sqlite.text.SqliteOutline.Kind;
import rowan.sql.sqlite.text.SqliteOutline.Source;
import rowan.sql.sqlite.text.SqliteOutline.Span;
import rowan.sql.statement.Token;

/** Reads what stands between FROM and WHERE. */
final class SqliteFrom {

    private static final Set<String> JOIN_WORDS =
            Set.of("NATURAL", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "OUTER", "JOIN");

    private final SqliteTokens tokens;
    private final int end;
    private final List<Source> sources = new ArrayList<>();
    private int at;

    SqliteFrom(SqliteTokens tokens, int from, int end) {
        this.tokens = tokens;
        this.at = from;
        this.end = end;
    }

    List<Source> sources() {
        list(end, false);
        return sources;
    }

    private void list(int limit, boolean nested) {
        Joining joining = Joining.FIRST;
        boolean natural = false;
        while (at < limit) {
            int before = at;
            item(limit, joining, natural, nested);
            if (tokens.isText(at, ",")) {
                at++;
                joining = Joining.INNER;
                natural = false;
            } else {
                joining = Joining.INNER;
                natural = false;
                while (at < limit && tokens.isOneOf(at, JOIN_WORDS)) {
                    natural |= tokens.is(at, "NATURAL");
                    joining = tokens.is(at, "LEFT") ? Joining.LEFT : joining;
                    joining = tokens.is(at, "RIGHT") || tokens.is(at, "FULL") ? Joining.RIGHT_OR_FULL : joining;
                    at++;
                }
            }
            if (at == before) {
                return; // Not understood; what has been read stands.
            }
        }
    }

    private void item(int limit, Joining joining, boolean natural, boolean nested) {
        int begin = at;
        if (tokens.isText(at, "(") && !tokens.beginsQuery(at + 1)) {
            int behind = tokens.behindGroup(at, limit);
            int first = sources.size();
            at++;
            list(behind - 1, true);
            at = behind;
            condition(limit);
            boolean outer = joining == Joining.LEFT || joining == Joining.RIGHT_OR_FULL;
            if (outer && first < sources.size()) {
                sources.set(first, joinedBy(joining, sources.get(first)));
            }
            return;
        }
        Kind kind = Kind.NAMED;
        String database = "";
        String name = "";
        if (tokens.isText(at, "(")) {
            kind = Kind.SUBQUERY;
            at = tokens.behindGroup(at, limit);
        } else {
            if (tokens.isText(at + 1, ".")) {
                database = tokens.get(at).name();
                at += 2;
            }
            if (at >= limit || !tokens.get(at).isName()) {
                return;
            }
            name = tokens.get(at).name();
            at++;
            if (tokens.isText(at, "(")) {
                kind = Kind.FUNCTION;
                at = tokens.behindGroup(at, limit);
            }
        }
        Span span = new Span(begin, at);
        Optional<String> alias = alias(limit);
        if (tokens.is(at, "INDEXED")) {
            at += 3;
        } else if (tokens.is(at, "NOT") && tokens.is(at + 1, "INDEXED")) {
            at += 2;
        }
        boolean using = tokens.is(at, "USING");
        Optional<Span> on = condition(limit);
        sources.add(new Source(
                kind,
                database,
                name,
                alias.orElse(name),
                alias.isPresent(),
                span,
                joining,
                on,
                natural || using,
                nested));
    }

    private Source joinedBy(Joining joining, Source source) {
        return new Source(
                source.kind(),
                source.database(),
                source.name(),
                source.alias(),
                source.isAliased(),
                source.span(),
                joining,
                source.on(),
                source.matched(),
                source.nested());
    }

    private Optional<String> alias(int limit) {
        int place = tokens.is(at, "AS") ? at + 1 : at;
        if (place >= limit || !(tokens.get(place).isName() || tokens.get(place).kind() == Token.Kind.STRING)) {
            return Optional.empty();
        }
        boolean keyword = place == at
                && tokens.get(place).kind() == Token.Kind.WORD
                && (tokens.isOneOf(place, JOIN_WORDS)
                        || Set.of("ON", "USING", "INDEXED", "NOT")
                                .contains(tokens.get(place).text().toUpperCase(Locale.ROOT)));
        if (keyword) {
            return Optional.empty();
        }
        at = place + 1;
        return Optional.of(tokens.get(place).name());
    }

    /** Passes ON or USING; the condition behind ON. */
    private Optional<Span> condition(int limit) {
        if (tokens.is(at, "USING")) {
            at = tokens.behindGroup(at + 1, limit);
            return Optional.empty();
        }
        if (!tokens.is(at, "ON")) {
            return Optional.empty();
        }
        int begin = at + 1;
        at = begin;
        while (at < limit && !tokens.isText(at, ",") && !joinBegins(at)) {
            at = tokens.next(at, limit);
        }
        return Optional.of(new Span(begin, at));
    }

    /** {@code LEFT} and the like may also be names of columns; a join's words lead to JOIN. */
    private boolean joinBegins(int place) {
        int word = place;
        while (word < end && tokens.isOneOf(word, JOIN_WORDS)) {
            if (tokens.is(word, "JOIN")) {
                return true;
            }
            word++;
        }
        return false;
    }
}
