package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rowan.sql.Token;

/**
 * Where the parts of a query stand in its text: its SELECTs, what each reads, and its conditions. A full parse is not
 * needed; what stands within an expression does not matter here, except further SELECTs.
 */
final class SqliteOutline {

    private static final Set<String> COMPOUND = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> BEHIND_WHERE = Set.of("GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT");
    private static final Set<String> JOIN_WORDS =
            Set.of("NATURAL", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "OUTER", "JOIN");

    /** A stretch of tokens, the last one excluded. */
    record Span(int from, int to) {}

    /** How something is joined to what stands left of it. */
    enum Joining {
        FIRST,
        INNER,
        LEFT,
        RIGHT_OR_FULL
    }

    /** What stands in a FROM clause. */
    enum Kind {
        /** A table, a view or a common table expression: something with a name. */
        NAMED,
        /** A function that gives rows. */
        FUNCTION,
        /** A query in parentheses. */
        SUBQUERY
    }

    /**
     * One thing that a SELECT reads.
     *
     * @param database the qualifier of the name; empty without one
     * @param name empty for a subquery
     * @param alias the name it has in the query
     * @param isAliased whether that name is written behind it
     * @param span its name or parentheses, without the alias
     * @param on the condition behind ON, if there is one
     * @param matched whether columns of the same name are joined: NATURAL or USING
     * @param nested whether it stands in a parenthesised join
     */
    record Source(
            Kind kind,
            String database,
            String name,
            String alias,
            boolean isAliased,
            Span span,
            Joining joining,
            Optional<Span> on,
            boolean matched,
            boolean nested) {}

    /**
     * One SELECT.
     *
     * @param whole from SELECT to its end
     * @param where the condition behind WHERE
     * @param fromEnd the token before which a WHERE may be written, if there is none
     * @param results the span between SELECT and FROM
     * @param order the terms behind ORDER BY, where this SELECT is no part of a compound
     * @param groups whether it has GROUP BY
     * @param commonTables those that it can see, by name
     */
    record Core(
            Span whole,
            List<Source> sources,
            Optional<Span> where,
            int fromEnd,
            Span results,
            Optional<Span> order,
            boolean groups,
            Map<String, CommonTable> commonTables) {}

    /**
     * What {@code WITH} defines.
     *
     * @param columns the names in parentheses behind its own; empty without them
     */
    record CommonTable(List<String> columns, Span body) {}

    private final List<Token> tokens;
    private final List<Core> cores = new ArrayList<>();

    private SqliteOutline(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The outline of a statement's significant tokens. */
    static SqliteOutline of(List<Token> significant) {
        SqliteOutline outline = new SqliteOutline(significant);
        outline.query(0, significant.size(), Map.of());
        return outline;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** All SELECTs, those within others behind them. */
    List<Core> cores() {
        return cores;
    }

    /** Whether a SELECT stands within a span. */
    boolean containsQuery(Span span) {
        return tokens.subList(span.from(), span.to()).stream().anyMatch(t -> t.is("SELECT"));
    }

    /**
     * A column of a query around this SELECT that it names, {@code o.id}; empty where there is none, or none that can be
     * told without knowing the columns of all tables.
     */
    Optional<String> outerColumn(Core core) {
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        cores.stream()
                .filter(c -> c.whole().from() >= core.whole().from()
                        && c.whole().to() <= core.whole().to())
                .flatMap(c -> c.sources().stream())
                .forEach(source -> own.add(source.alias()));
        for (int at = core.whole().from(); at + 2 < core.whole().to(); at++) {
            boolean column = tokens.get(at).isName()
                    && isText(at + 1, ".")
                    && tokens.get(at + 2).isName()
                    && !isText(at + 3, ".")
                    && !isText(at - 1, ".");
            boolean table = core.sources().stream().map(Source::span).toList().contains(new Span(at, at + 3));
            if (column && !table && !own.contains(tokens.get(at).name())) {
                return Optional.of(
                        tokens.get(at).text() + "." + tokens.get(at + 2).text());
            }
        }
        return Optional.empty();
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
    }

    private boolean isText(int at, String text) {
        return at >= 0 && at < tokens.size() && tokens.get(at).text().equals(text);
    }

    /** A keyword; not a name behind a dot. */
    private boolean isOneOf(int at, Set<String> words) {
        Token token = tokens.get(at);
        return token.kind() == Token.Kind.WORD
                && words.contains(token.text().toUpperCase(Locale.ROOT))
                && !isText(at - 1, ".");
    }

    /** Behind the parenthesis that closes the one at {@code open}. */
    private int behindGroup(int open, int end) {
        int depth = 0;
        for (int at = open; at < end; at++) {
            depth += isText(at, "(") ? 1 : isText(at, ")") ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return end;
    }

    private boolean beginsQuery(int at) {
        return is(at, "SELECT") || is(at, "WITH") || is(at, "VALUES");
    }

    /** A query with its common tables: compound or simple. */
    private void query(int from, int end, Map<String, CommonTable> outer) {
        int at = from;
        Map<String, CommonTable> visible = outer;
        if (is(at, "WITH")) {
            visible = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            visible.putAll(outer);
            at = commonTables(at, end, visible);
        }
        List<Integer> starts = new ArrayList<>();
        int orderBy = end;
        for (int i = at; i < end; i = next(i, end)) {
            if (is(i, "SELECT") && !isText(i - 1, ".")) {
                starts.add(i);
            } else if (is(i, "ORDER") && is(i + 1, "BY")) {
                orderBy = Math.min(orderBy, i);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int coreEnd = i + 1 < starts.size() ? starts.get(i + 1) : end;
            boolean alone = starts.size() == 1;
            core(starts.get(i), coreEnd, visible, alone ? orderBy : end);
        }
        if (starts.isEmpty()) {
            groups(at, end, visible);
        }
    }

    /** The next token at the same depth: groups are passed over. */
    private int next(int at, int end) {
        return isText(at, "(") ? behindGroup(at, end) : at + 1;
    }

    /** Takes in {@code WITH a AS (…), b(c) AS (…)}; where the query itself begins. */
    private int commonTables(int with, int end, Map<String, CommonTable> visible) {
        List<Span> bodies = new ArrayList<>();
        int at = with + (is(with + 1, "RECURSIVE") ? 2 : 1);
        while (at < end && tokens.get(at).isName()) {
            String name = tokens.get(at).name();
            at++;
            List<String> columns = isText(at, "(")
                    ? tokens.subList(at, behindGroup(at, end)).stream()
                            .filter(Token::isName)
                            .map(Token::name)
                            .toList()
                    : List.of();
            while (at < end && !is(at, "AS")) {
                at = next(at, end);
            }
            while (at < end && !isText(at, "(")) {
                at++;
            }
            int behind = behindGroup(at, end);
            Span body = new Span(Math.min(at + 1, end), Math.max(at + 1, behind - 1));
            bodies.add(body);
            visible.put(name, new CommonTable(columns, body));
            at = behind;
            if (!isText(at, ",")) {
                break;
            }
            at++;
        }
        bodies.forEach(body -> query(body.from(), Math.min(body.to(), end), visible));
        return at;
    }

    /** The name of the first column that a subquery or common table gives; empty where only the engine knows it. */
    Optional<String> firstColumn(Source source, Core core) {
        if (source.kind() == Kind.SUBQUERY) {
            return firstColumn(new Span(source.span().from() + 1, source.span().to() - 1));
        }
        CommonTable common = core.commonTables().get(source.name());
        if (common == null) {
            return Optional.empty();
        }
        return common.columns().isEmpty()
                ? firstColumn(common.body())
                : Optional.of(common.columns().get(0));
    }

    private Optional<String> firstColumn(Span body) {
        int at = body.from();
        while (at < body.to() && !is(at, "SELECT")) {
            at = next(at, body.to());
        }
        at += is(at + 1, "DISTINCT") || is(at + 1, "ALL") ? 2 : 1;
        int end = at;
        while (end < body.to() && !isText(end, ",") && !is(end, "FROM")) {
            end = next(end, body.to());
        }
        boolean named = end - 2 >= at && is(end - 2, "AS");
        boolean plain = end - at == 1 || end - at == 3 && isText(at + 1, ".");
        return (named || plain) && tokens.get(end - 1).isName()
                ? Optional.of(tokens.get(end - 1).name())
                : Optional.empty();
    }

    /** Queries in parentheses, at any depth. */
    private void groups(int from, int end, Map<String, CommonTable> visible) {
        for (int at = from; at < end; at++) {
            if (isText(at, "(") && beginsQuery(at + 1)) {
                int behind = behindGroup(at, end);
                query(at + 1, behind - 1, visible);
                at = behind - 1;
            }
        }
    }

    private void core(int select, int end, Map<String, CommonTable> visible, int orderBy) {
        int from = -1;
        int where = -1;
        int tail = end;
        boolean groups = false;
        for (int at = select + 1; at < end; at = next(at, end)) {
            if (isOneOf(at, COMPOUND)) {
                tail = Math.min(tail, at);
                break;
            }
            boolean isFrom = is(at, "FROM") && !is(at - 1, "DISTINCT") && !isText(at - 1, ".");
            if (isFrom || is(at, "FROM") && at == select + 2) {
                from = from < 0 ? at : from;
            } else if (is(at, "WHERE") && from >= 0 && where < 0) {
                where = at;
            } else if (from >= 0 && isOneOf(at, BEHIND_WHERE) && beginsClause(at)) {
                tail = Math.min(tail, at);
                groups |= is(at, "GROUP");
            }
        }
        int fromEnd = where >= 0 ? where : tail;
        List<Source> sources = from < 0 ? List.of() : new FromClause(from + 1, fromEnd).sources();
        Optional<Span> condition = where < 0 ? Optional.empty() : Optional.of(new Span(where + 1, tail));
        Optional<Span> order =
                orderBy < end ? Optional.of(new Span(orderBy + 2, orderEnd(orderBy + 2, end))) : Optional.empty();
        Span results = new Span(select + 1, from < 0 ? fromEnd : from);
        cores.add(new Core(new Span(select, end), sources, condition, fromEnd, results, order, groups, visible));
        groups(select + 1, end, visible);
    }

    /** {@code WINDOW} and the like may also be names; as clauses they are followed by what belongs to them. */
    private boolean beginsClause(int at) {
        if (is(at, "GROUP") || is(at, "ORDER")) {
            return is(at + 1, "BY");
        }
        return !is(at, "WINDOW") || is(at + 2, "AS");
    }

    private int orderEnd(int from, int end) {
        for (int at = from; at < end; at = next(at, end)) {
            if (is(at, "LIMIT")) {
                return at;
            }
        }
        return end;
    }

    /** Reads what stands between FROM and WHERE. */
    private final class FromClause {
        private final int end;
        private final List<Source> sources = new ArrayList<>();
        private int at;

        FromClause(int from, int end) {
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
                if (isText(at, ",")) {
                    at++;
                    joining = Joining.INNER;
                    natural = false;
                } else {
                    joining = Joining.INNER;
                    natural = false;
                    while (at < limit && isOneOf(at, JOIN_WORDS)) {
                        natural |= is(at, "NATURAL");
                        joining = is(at, "LEFT") ? Joining.LEFT : joining;
                        joining = is(at, "RIGHT") || is(at, "FULL") ? Joining.RIGHT_OR_FULL : joining;
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
            if (isText(at, "(") && !beginsQuery(at + 1)) {
                int behind = behindGroup(at, limit);
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
            if (isText(at, "(")) {
                kind = Kind.SUBQUERY;
                at = behindGroup(at, limit);
            } else {
                if (isText(at + 1, ".")) {
                    database = tokens.get(at).name();
                    at += 2;
                }
                if (at >= limit || !tokens.get(at).isName()) {
                    return;
                }
                name = tokens.get(at).name();
                at++;
                if (isText(at, "(")) {
                    kind = Kind.FUNCTION;
                    at = behindGroup(at, limit);
                }
            }
            Span span = new Span(begin, at);
            Optional<String> alias = alias(limit);
            if (is(at, "INDEXED")) {
                at += 3;
            } else if (is(at, "NOT") && is(at + 1, "INDEXED")) {
                at += 2;
            }
            boolean using = is(at, "USING");
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
            int place = is(at, "AS") ? at + 1 : at;
            if (place >= limit
                    || !(tokens.get(place).isName() || tokens.get(place).kind() == Token.Kind.STRING)) {
                return Optional.empty();
            }
            boolean keyword = place == at
                    && tokens.get(place).kind() == Token.Kind.WORD
                    && (isOneOf(place, JOIN_WORDS)
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
            if (is(at, "USING")) {
                at = behindGroup(at + 1, limit);
                return Optional.empty();
            }
            if (!is(at, "ON")) {
                return Optional.empty();
            }
            int begin = at + 1;
            at = begin;
            while (at < limit && !isText(at, ",") && !joinBegins(at)) {
                at = next(at, limit);
            }
            return Optional.of(new Span(begin, at));
        }

        /** {@code LEFT} and the like may also be names of columns; a join's words lead to JOIN. */
        private boolean joinBegins(int place) {
            int word = place;
            while (word < end && isOneOf(word, JOIN_WORDS)) {
                if (is(word, "JOIN")) {
                    return true;
                }
                word++;
            }
            return false;
        }
    }
}
