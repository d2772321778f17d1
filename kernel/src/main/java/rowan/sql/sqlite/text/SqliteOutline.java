package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rowan.sql.statement.Token;

/**
 * Where the parts of a statement stand in its text: its SELECTs, what each reads, and its conditions. A full parse is not
 * needed; what stands within an expression does not matter here, except further SELECTs.
 */
public final class SqliteOutline {

    private static final Set<String> COMPOUND = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> BEHIND_WRITE = Set.of("RETURNING", "ORDER", "LIMIT");
    private static final Set<String> BEHIND_WHERE = Set.of("GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT");

    /** What may follow GROUP BY, and ends it. */
    public static final Set<String> BEHIND_GROUP =
            Set.of("HAVING", "WINDOW", "ORDER", "LIMIT", "RETURNING", "UNION", "INTERSECT", "EXCEPT");

    /** A stretch of tokens, the last one excluded. */
    public record Span(int from, int to) {}

    /** How something is joined to what stands left of it. */
    public enum Joining {
        FIRST,
        INNER,
        LEFT,
        RIGHT_OR_FULL
    }

    /** What stands in a FROM clause. */
    public enum Kind {
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
    public record Source(
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
     * One SELECT; or the UPDATE or DELETE that a statement is, with what it changes as the first of its sources.
     *
     * @param whole from SELECT to its end
     * @param where the condition behind WHERE
     * @param fromEnd the token before which a WHERE may be written, if there is none
     * @param results the span between SELECT and FROM
     * @param order the terms behind ORDER BY, where this SELECT is no part of a compound
     * @param commonTables those that it can see, by name
     */
    public record Core(
            Span whole,
            List<Source> sources,
            Optional<Span> where,
            int fromEnd,
            Span results,
            Optional<Span> order,
            Map<String, CommonTable> commonTables) {}

    /**
     * What {@code WITH} defines.
     *
     * @param columns the names in parentheses behind its own; empty without them
     */
    public record CommonTable(List<String> columns, Span body) {}

    private final SqliteTokens tokens;
    private final List<Core> cores = new ArrayList<>();

    private SqliteOutline(SqliteTokens tokens) {
        this.tokens = tokens;
    }

    /** The outline of a statement's significant tokens. */
    public static SqliteOutline of(List<Token> significant) {
        SqliteOutline outline = new SqliteOutline(new SqliteTokens(significant));
        outline.query(0, significant.size(), Map.of());
        return outline;
    }

    public SqliteTokens tokens() {
        return tokens;
    }

    /** All SELECTs, those within others behind them. */
    public List<Core> cores() {
        return cores;
    }

    /** Whether a SELECT stands within a span. */
    boolean containsQuery(Span span) {
        return tokens.all().subList(span.from(), span.to()).stream().anyMatch(t -> t.is("SELECT"));
    }

    /**
     * Whether the engine may add conditions that hold a query to those of a SELECT: it merges a query in FROM with the
     * one around it, and an EXISTS with the one that asks it.
     */
    public boolean mayGainSubquery(Core core) {
        List<Span> bodies = core.commonTables().values().stream()
                .map(CommonTable::body)
                .filter(body -> covers(body, core))
                .toList();
        return cores.stream()
                .filter(other -> conditions(other).stream().anyMatch(this::containsQuery))
                .anyMatch(other -> bodies.stream().anyMatch(body -> !covers(body, other))
                        || other.sources().stream().anyMatch(source -> covers(source.span(), core))
                        || conditions(core).stream().anyMatch(condition -> covers(condition, other)));
    }

    /** Whether a SELECT belongs to a condition of another, or may, being a common table. */
    public boolean isWithinCondition(Core core) {
        boolean common = core.commonTables().values().stream().anyMatch(table -> covers(table.body(), core));
        return cores.stream()
                .flatMap(other -> conditions(other).stream())
                .anyMatch(condition -> common ? containsQuery(condition) : covers(condition, core));
    }

    private static List<Span> conditions(Core core) {
        List<Span> conditions = new ArrayList<>(core.where().stream().toList());
        core.sources().forEach(source -> source.on().ifPresent(conditions::add));
        return conditions;
    }

    private static boolean covers(Span span, Core core) {
        return span.from() <= core.whole().from() && core.whole().to() <= span.to();
    }

    /**
     * A column of a query around this SELECT that it names, {@code o.id}; empty where there is none, or none that can be
     * told without knowing the columns of all tables.
     */
    public Optional<String> outerColumn(Core core) {
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        cores.stream()
                .filter(c -> c.whole().from() >= core.whole().from()
                        && c.whole().to() <= core.whole().to())
                .flatMap(c -> c.sources().stream())
                .forEach(source -> own.add(source.alias()));
        for (int at = core.whole().from(); at + 2 < core.whole().to(); at++) {
            boolean column = tokens.get(at).isName()
                    && tokens.isText(at + 1, ".")
                    && tokens.get(at + 2).isName()
                    && !tokens.isText(at + 3, ".")
                    && !tokens.isText(at - 1, ".");
            boolean table = core.sources().stream().map(Source::span).toList().contains(new Span(at, at + 3));
            if (column && !table && !own.contains(tokens.get(at).name())) {
                return Optional.of(
                        tokens.get(at).text() + "." + tokens.get(at + 2).text());
            }
        }
        return Optional.empty();
    }

    /** A query with its common tables: compound or simple. */
    private void query(int from, int end, Map<String, CommonTable> outer) {
        int at = from;
        Map<String, CommonTable> visible = outer;
        if (tokens.is(at, "WITH")) {
            visible = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            visible.putAll(outer);
            at = commonTables(at, end, visible);
        }
        List<Integer> starts = new ArrayList<>();
        int orderBy = end;
        for (int i = at; i < end; i = tokens.next(i, end)) {
            if (tokens.is(i, "SELECT") && !tokens.isText(i - 1, ".")) {
                starts.add(i);
            } else if (tokens.is(i, "ORDER") && tokens.is(i + 1, "BY")) {
                orderBy = Math.min(orderBy, i);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int coreEnd = i + 1 < starts.size() ? starts.get(i + 1) : end;
            boolean alone = starts.size() == 1;
            core(starts.get(i), coreEnd, visible, alone ? orderBy : end);
        }
        if (tokens.is(at, "UPDATE") || tokens.is(at, "DELETE")) {
            write(at, end, visible);
        } else if (starts.isEmpty()) {
            groups(at, end, visible);
        }
    }

    /** Takes in {@code UPDATE t SET … FROM … WHERE …} or {@code DELETE FROM t WHERE …}. */
    private void write(int verb, int end, Map<String, CommonTable> visible) {
        int target = verb + (tokens.is(verb + 1, "OR") ? 3 : tokens.is(verb, "DELETE") ? 2 : 1);
        int targetEnd = -1;
        int from = -1;
        int where = -1;
        int tail = end;
        for (int at = target; at < end && tail == end; at = tokens.next(at, end)) {
            if (tokens.is(at, "SET") && targetEnd < 0) {
                targetEnd = at;
            } else if (tokens.is(at, "FROM") && from < 0 && !tokens.is(at - 1, "DISTINCT")) {
                from = at;
            } else if (tokens.is(at, "WHERE") && where < 0) {
                where = at;
            } else if (tokens.isOneOf(at, BEHIND_WRITE)) {
                tail = at;
            }
        }
        int fromEnd = where < 0 ? tail : where;
        List<Source> sources =
                new ArrayList<>(new SqliteFrom(tokens, target, targetEnd < 0 ? fromEnd : targetEnd).sources());
        if (from >= 0) {
            sources.addAll(new SqliteFrom(tokens, from + 1, fromEnd).sources());
        }
        Optional<Span> condition = where < 0 ? Optional.empty() : Optional.of(new Span(where + 1, tail));
        Span none = new Span(verb, verb);
        cores.add(new Core(new Span(verb, end), sources, condition, fromEnd, none, Optional.empty(), visible));
        groups(verb, end, visible);
    }

    /** Takes in {@code WITH a AS (…), b(c) AS (…)}; where the query itself begins. */
    private int commonTables(int with, int end, Map<String, CommonTable> visible) {
        List<Span> bodies = new ArrayList<>();
        int at = with + (tokens.is(with + 1, "RECURSIVE") ? 2 : 1);
        while (at < end && tokens.get(at).isName()) {
            String name = tokens.get(at).name();
            at++;
            List<String> columns = tokens.isText(at, "(")
                    ? tokens.all().subList(at, tokens.behindGroup(at, end)).stream()
                            .filter(Token::isName)
                            .map(Token::name)
                            .toList()
                    : List.of();
            while (at < end && !tokens.is(at, "AS")) {
                at = tokens.next(at, end);
            }
            while (at < end && !tokens.isText(at, "(")) {
                at++;
            }
            int behind = tokens.behindGroup(at, end);
            Span body = new Span(Math.min(at + 1, end), Math.max(at + 1, behind - 1));
            bodies.add(body);
            visible.put(name, new CommonTable(columns, body));
            at = behind;
            if (!tokens.isText(at, ",")) {
                break;
            }
            at++;
        }
        bodies.forEach(body -> query(body.from(), Math.min(body.to(), end), visible));
        return at;
    }

    /** The name of the first column that a subquery or common table gives; empty where only the engine knows it. */
    public Optional<String> firstColumn(Source source, Core core) {
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
        while (at < body.to() && !tokens.is(at, "SELECT")) {
            at = tokens.next(at, body.to());
        }
        at += tokens.is(at + 1, "DISTINCT") || tokens.is(at + 1, "ALL") ? 2 : 1;
        int end = at;
        while (end < body.to() && !tokens.isText(end, ",") && !tokens.is(end, "FROM")) {
            end = tokens.next(end, body.to());
        }
        boolean named = end - 2 >= at && tokens.is(end - 2, "AS");
        boolean plain = end - at == 1 || end - at == 3 && tokens.isText(at + 1, ".");
        return (named || plain) && tokens.get(end - 1).isName()
                ? Optional.of(tokens.get(end - 1).name())
                : Optional.empty();
    }

    /** Queries in parentheses, at any depth. */
    private void groups(int from, int end, Map<String, CommonTable> visible) {
        for (int at = from; at < end; at++) {
            if (tokens.isText(at, "(") && tokens.beginsQuery(at + 1)) {
                int behind = tokens.behindGroup(at, end);
                query(at + 1, behind - 1, visible);
                at = behind - 1;
            }
        }
    }

    private void core(int select, int end, Map<String, CommonTable> visible, int orderBy) {
        int from = -1;
        int where = -1;
        int tail = end;
        for (int at = select + 1; at < end; at = tokens.next(at, end)) {
            if (tokens.isOneOf(at, COMPOUND)) {
                tail = Math.min(tail, at);
                break;
            }
            boolean isFrom = tokens.is(at, "FROM") && !tokens.is(at - 1, "DISTINCT") && !tokens.isText(at - 1, ".");
            if (isFrom || tokens.is(at, "FROM") && at == select + 2) {
                from = from < 0 ? at : from;
            } else if (tokens.is(at, "WHERE") && from >= 0 && where < 0) {
                where = at;
            } else if (from >= 0 && tokens.isOneOf(at, BEHIND_WHERE) && beginsClause(at)) {
                tail = Math.min(tail, at);
            }
        }
        int fromEnd = where >= 0 ? where : tail;
        List<Source> sources = from < 0 ? List.of() : new SqliteFrom(tokens, from + 1, fromEnd).sources();
        Optional<Span> condition = where < 0 ? Optional.empty() : Optional.of(new Span(where + 1, tail));
        Optional<Span> order =
                orderBy < end ? Optional.of(new Span(orderBy + 2, orderEnd(orderBy + 2, end))) : Optional.empty();
        Span results = new Span(select + 1, from < 0 ? fromEnd : from);
        cores.add(new Core(new Span(select, end), sources, condition, fromEnd, results, order, visible));
        groups(select + 1, end, visible);
    }

    /** {@code WINDOW} and the like may also be names; as clauses they are followed by what belongs to them. */
    private boolean beginsClause(int at) {
        if (tokens.is(at, "GROUP") || tokens.is(at, "ORDER")) {
            return tokens.is(at + 1, "BY");
        }
        return !tokens.is(at, "WINDOW") || tokens.is(at + 2, "AS");
    }

    private int orderEnd(int from, int end) {
        for (int at = from; at < end; at = tokens.next(at, end)) {
            if (tokens.is(at, "LIMIT")) {
                return at;
            }
        }
        return end;
    }
}
