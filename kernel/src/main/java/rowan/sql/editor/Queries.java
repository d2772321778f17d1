package rowan.sql.editor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.statement.Token;

/**
 * The queries in the tokens of a statement, one within the other: what each reads, what it gives, and which of it can be named
 * at a place. The tokens may be wrong or end anywhere.
 */
final class Queries {

    private static final Set<String> COMPOUNDS = Set.of("UNION", "INTERSECT", "EXCEPT");

    /** What ends the list of tables. */
    private static final Set<String> BEHIND_FROM =
            Set.of("SELECT", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "SET", "RETURNING", "VALUES");

    /** The clauses in which the names of the result mean something. */
    private static final Set<String> BEHIND_RESULT = Set.of("GROUP", "HAVING", "ORDER");

    private final List<Token> tokens;
    private final KnownTables known;
    private final int[] closes;
    private final Set<Integer> sources = new HashSet<>();

    /** The columns of what WITH defines, by its names. */
    private record Common(Map<String, List<Schema.Attribute>> tables) {
        static final Common NONE = new Common(new TreeMap<>());

        Common with(Common more) {
            Map<String, List<Schema.Attribute>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(tables);
            all.putAll(more.tables);
            return new Common(all);
        }
    }

    /**
     * A query around a place.
     *
     * @param tables what it reads
     * @param merged the columns that a join takes for one
     * @param results the names of its result, where they can be used
     */
    record Level(List<ReadTable> tables, Set<String> merged, List<Schema.Attribute> results) {}

    /**
     * What can be named at a place.
     *
     * @param levels the innermost query first
     * @param commonTables what WITH defines
     * @param isSelecting whether the innermost query has no FROM yet
     */
    record Visible(List<Level> levels, Set<String> commonTables, boolean isSelecting) {}

    Queries(List<Token> tokens, KnownTables known) {
        this.tokens = tokens;
        this.known = known;
        this.closes = new int[tokens.size()];
        Arrays.fill(closes, tokens.size());
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isSign(i, "(")) {
                open.push(i);
            } else if (isSign(i, ")") && !open.isEmpty()) {
                closes[open.pop()] = i;
            } else if (isFrom(i)) {
                // Only a query has it; other parentheses are still to be closed: count(| FROM posts
                while (!open.isEmpty() && !beginsQuery(open.peek() + 1, i)) {
                    closes[open.pop()] = i - 1;
                }
            }
        }
    }

    /** The columns of a query that is all there is. */
    List<Schema.Attribute> columns() {
        return results(0, tokens.size(), Common.NONE, true);
    }

    /** What can be named before a token. */
    Visible visible(int place) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < place; i++) {
            if (isSign(i, "(") && closes[i] >= place) {
                starts.add(i + 1);
            }
        }
        Common common = Common.NONE;
        List<Level> levels = new ArrayList<>();
        boolean isSelecting = false;
        for (int start : starts) {
            int end = start == 0 ? tokens.size() : closes[start - 1];
            if (start > 0 && !beginsQuery(start, end)) {
                continue;
            }
            common = common.with(defined(start, end, common));
            int from = segmentStart(start, place);
            int to = segmentEnd(place, end);
            if (sources.contains(start - 1) || isDefinition(start - 1)) {
                levels.clear(); // It cannot see what stands beside it.
            }
            List<ReadTable> tables = tables(from, to, false, common);
            String clause = clause(from, place);
            List<Schema.Attribute> results =
                    BEHIND_RESULT.contains(clause) ? results(start, end, common, !clause.equals("GROUP")) : List.of();
            levels.add(0, new Level(tables, merged(from, to, tables), results));
            isSelecting = has("SELECT", from, place) && !has("FROM", from, to);
        }
        return new Visible(levels, common.tables().keySet(), isSelecting);
    }

    private boolean isSign(int at, String sign) {
        return tokens.get(at).text().equals(sign);
    }

    private boolean isFrom(int at) {
        boolean isComparison = is(at - 1, "DISTINCT") && (is(at - 2, "IS") || is(at - 2, "NOT"));
        return is(at, "FROM") && !isComparison;
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
    }

    private boolean isName(int at, int end) {
        return at < end && known.grammar().isName(tokens.get(at));
    }

    private static String upper(Token token) {
        return token.kind() == Token.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
    }

    private boolean beginsQuery(int at, int end) {
        return at < end && (is(at, "SELECT") || is(at, "WITH") || is(at, "VALUES"));
    }

    private boolean isDefinition(int open) {
        return is(open - 1, "AS") || is(open - 1, "MATERIALIZED");
    }

    /** The next token that is not within parentheses. */
    private int next(int at, int end) {
        return Math.min(end, isSign(at, "(") ? closes[at] + 1 : at + 1);
    }

    private int segmentStart(int start, int place) {
        int from = start;
        for (int i = start; i < place; i = next(i, place)) {
            boolean cuts = COMPOUNDS.contains(upper(tokens.get(i)))
                    || tokens.get(i).kind() == Token.Kind.SEMICOLON
                    || is(i, "BEGIN");
            from = cuts ? i + 1 : from;
        }
        return from;
    }

    private int segmentEnd(int place, int end) {
        for (int i = place; i < end; i = next(i, end)) {
            if (COMPOUNDS.contains(upper(tokens.get(i))) || tokens.get(i).kind() == Token.Kind.SEMICOLON) {
                return i;
            }
        }
        return end;
    }

    private boolean has(String word, int from, int to) {
        for (int i = from; i < to; i = next(i, to)) {
            if (is(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** The last word before a place that begins a clause. */
    private String clause(int from, int place) {
        String clause = "";
        for (int i = from; i < place; i = next(i, place)) {
            String word = upper(tokens.get(i));
            clause = BEHIND_FROM.contains(word) || word.equals("FROM") ? word : clause;
        }
        return clause;
    }

    /** What WITH defines at the beginning of a query: {@code name(a, b) AS (…), name AS (…)}. */
    private Common defined(int from, int to, Common outer) {
        int at = from;
        while (at < to && !is(at, "WITH")) {
            at = next(at, to);
        }
        at += is(at + 1, "RECURSIVE") ? 2 : 1;
        Common common = outer;
        while (isName(at, to)) {
            String name = tokens.get(at).name();
            List<Schema.Attribute> columns = new ArrayList<>();
            at++;
            if (at < to && isSign(at, "(")) {
                for (int i = at + 1; i < Math.min(to, closes[at]); i++) {
                    if (isName(i, to)) {
                        columns.add(KnownTables.named(tokens.get(i).name()));
                    }
                }
                at = next(at, to);
            }
            while (at < to && (is(at, "AS") || is(at, "NOT") || is(at, "MATERIALIZED"))) {
                at++;
            }
            if (at >= to || !isSign(at, "(")) {
                break;
            }
            Map<String, List<Schema.Attribute>> one = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            one.put(name, columns.isEmpty() ? results(at + 1, Math.min(to, closes[at]), common, true) : columns);
            common = common.with(new Common(one));
            at = next(at, to);
            at += at < to && isSign(at, ",") ? 1 : 0;
        }
        return common;
    }

    /** The tables of a list behind FROM and of the joins in it. */
    private List<ReadTable> tables(int from, int to, boolean isWithinFrom, Common common) {
        List<ReadTable> tables = new ArrayList<>();
        boolean isListed = isWithinFrom;
        boolean isExpected = isWithinFrom;
        int at = from;
        while (at < to) {
            String word = upper(tokens.get(at));
            if (isExpected && isSign(at, "(")) {
                at = inParentheses(at, to, common, tables);
                isExpected = false;
            } else if (isExpected && isName(at, to)) {
                at = table(at, to, common, tables);
                isExpected = false;
            } else {
                if (isFrom(at) || word.equals("JOIN") || word.equals("UPDATE")) {
                    isListed = !word.equals("UPDATE");
                    isExpected = true;
                } else if (BEHIND_FROM.contains(word)) {
                    isListed = false;
                    isExpected = false;
                } else if (word.equals("ON") || word.equals("OF")) {
                    isExpected = false; // UPDATE ON and UPDATE OF are events of triggers.
                } else if (isSign(at, ",")) {
                    isExpected = isListed;
                }
                at = next(at, to);
            }
        }
        return tables;
    }

    /** A query in parentheses or a list of tables in such; the place behind it and its alias. */
    private int inParentheses(int open, int to, Common common, List<ReadTable> tables) {
        sources.add(open);
        int end = Math.min(to, closes[open]);
        int behind = next(open, to);
        if (!beginsQuery(open + 1, end)) {
            tables.addAll(tables(open + 1, end, true, common));
            return behind;
        }
        int alias = alias(behind, to);
        if (alias < to) {
            List<Schema.Attribute> columns = results(open + 1, end, common, true);
            tables.add(new ReadTable(tokens.get(alias).name(), "", columns, Optional.empty()));
        }
        return alias < to ? alias + 1 : behind;
    }

    /** A table with its database, the arguments of a function and an alias; the place behind it. */
    private int table(int from, int to, Common common, List<ReadTable> tables) {
        boolean isQualified = from + 2 < to && isSign(from + 1, ".") && isName(from + 2, to);
        String database = isQualified ? tokens.get(from).name() : "";
        int at = isQualified ? from + 2 : from;
        String name = tokens.get(at).name();
        at++;
        at = at < to && isSign(at, "(") ? next(at, to) : at;
        int alias = alias(at, to);
        List<Schema.Attribute> columns = isQualified ? null : common.tables().get(name);
        tables.add(new ReadTable(
                alias < to ? tokens.get(alias).name() : name,
                name,
                columns != null ? columns : known.columns(database, name),
                columns != null ? Optional.empty() : known.schema().relation(database, name)));
        return alias < to ? alias + 1 : at;
    }

    /** The place of the alias that a place begins with; the end where there is none. */
    private int alias(int at, int to) {
        if (is(at, "AS")) {
            return isName(at + 1, to) ? at + 1 : to;
        }
        return at < to && known.grammar().isPlainName(tokens.get(at)) ? at : to;
    }

    /** The columns that a join takes for one, by USING or NATURAL. */
    private Set<String> merged(int from, int to, List<ReadTable> tables) {
        Set<String> merged = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = from; i < to; i = next(i, to)) {
            if (is(i, "USING") && i + 1 < to && isSign(i + 1, "(")) {
                for (int column = i + 2; column < Math.min(to, closes[i + 1]); column++) {
                    merged.add(tokens.get(column).name());
                }
            } else if (is(i, "NATURAL")) {
                tables.forEach(table -> table.columns().forEach(column -> merged.add(column.name())));
            }
        }
        return merged;
    }

    /**
     * The columns of a query's result, as far as they have names; those of its first part count.
     *
     * @param aggregates whether those that sum up rows are wanted too
     */
    private List<Schema.Attribute> results(int from, int to, Common outer, boolean aggregates) {
        Common common = outer.with(defined(from, to, outer));
        int at = from;
        while (at < to && !is(at, "SELECT") && !is(at, "VALUES")) {
            at = next(at, to);
        }
        if (is(at, "VALUES")) {
            return values(at + 1, to);
        }
        int end = segmentEnd(Math.min(at, to), to);
        List<ReadTable> tables = tables(at, end, false, common);
        List<Schema.Attribute> results = new ArrayList<>();
        at += is(at + 1, "DISTINCT") || is(at + 1, "ALL") ? 2 : 1;
        int start = at;
        while (at < end && !BEHIND_FROM.contains(upper(tokens.get(at))) && !is(at, "FROM")) {
            if (isSign(at, ",")) {
                if (aggregates || !isAggregate(start, at)) {
                    add(start, at, tables, results);
                }
                start = at + 1;
            }
            at = next(at, end);
        }
        if (aggregates || !isAggregate(start, Math.min(at, end))) {
            add(start, Math.min(at, end), tables, results);
        }
        return results;
    }

    /** Lists of values have columns all the same, {@code column1} and so on. */
    private List<Schema.Attribute> values(int open, int to) {
        List<Schema.Attribute> columns = new ArrayList<>();
        if (open < to && isSign(open, "(")) {
            int end = Math.min(to, closes[open]);
            for (int i = open + 1; i <= end; i = i < end ? next(i, end) : end + 1) {
                if (i == end || isSign(i, ",")) {
                    columns.add(KnownTables.named("column" + (columns.size() + 1)));
                }
            }
        }
        return columns;
    }

    /** What one item of a result adds. */
    private void add(int from, int to, List<ReadTable> tables, List<Schema.Attribute> results) {
        int last = to - 1;
        if (last < from) {
            return;
        }
        if (isSign(last, "*")) {
            Optional<String> of = last > from && isSign(last - 1, ".")
                    ? Optional.of(tokens.get(from).name())
                    : Optional.empty();
            tables.stream()
                    .filter(table -> of.isEmpty() || table.alias().equalsIgnoreCase(of.get()))
                    .forEach(table -> results.addAll(table.columns()));
            return;
        }
        boolean isColumn = last == from || last == from + 2 && isSign(from + 1, ".");
        boolean isNamed = isName(last, to) && (isColumn || !isSign(last - 1, ".") && !isOperator(last - 1));
        if (isNamed) {
            String name = tokens.get(last).name();
            results.add((isColumn
                            ? tables.stream().flatMap(table -> table.column(name).stream())
                            : Stream.<Schema.Attribute>empty())
                    .findFirst()
                    .orElse(KnownTables.named(name)));
        }
    }

    private boolean isAggregate(int from, int to) {
        List<String> aggregates = known.grammar().list("aggregates");
        for (int i = from; i + 1 < to; i++) {
            if (isSign(i + 1, "(") && aggregates.contains(tokens.get(i).text().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOperator(int at) {
        Token token = tokens.get(at);
        return token.kind() == Token.Kind.OPERATOR && !token.text().equals(")")
                || token.kind() == Token.Kind.WORD
                        && !token.is("AS")
                        && !token.is("END")
                        && !known.grammar().isName(token);
    }
}
