package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexColumn;

/**
 * The terms by which a plan says how the columns of an index are bound, {@code a=? AND ANY(b) AND c>? AND c<?}, or with
 * row values {@code (a,b)>(?,?)}; as {@code explainIndexRange} in SQLite's source writes them. Names are not quoted and may
 * look like terms themselves, so those of the index are tried first, then those of the table, the longest first.
 */
final class SqlitePlanTerms {

    private static final Pattern OPERATOR = Pattern.compile("[<>=]\\?");
    private static final Pattern ROW = Pattern.compile("\\((.+?)\\)[<>]\\((\\?(?:,\\?)+)\\)", Pattern.DOTALL);
    private static final String AND = " AND ";
    private static final String SKIP = "ANY(";
    /** What a plan calls a column that is an expression. */
    static final String EXPRESSION = "<expr>";

    private final List<String> key;
    private final List<String> names;

    /**
     * @param key the columns of the index in order, as the plan calls them
     * @param names further names that a column may have
     */
    SqlitePlanTerms(List<String> key, List<String> names) {
        this.key = key;
        this.names = Stream.concat(Stream.of(EXPRESSION, "rowid"), names.stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The columns that the terms bind, in the order of the index; a text that is no terms is one column, not bound. */
    List<IndexColumn> columns(String terms) {
        return from(terms, 0, List.of()).orElse(List.of(new IndexColumn(terms, Optional.empty())));
    }

    private Optional<List<IndexColumn>> from(String terms, int at, List<IndexColumn> before) {
        return candidates(terms, at, before)
                .flatMap(term -> behind(terms, term, before).stream())
                .findFirst();
    }

    /** A term as far as it is read: the columns it binds and where it ends. */
    private record Term(List<IndexColumn> columns, int end) {}

    private Optional<List<IndexColumn>> behind(String terms, Term term, List<IndexColumn> before) {
        List<IndexColumn> columns = new ArrayList<>(before);
        // A lower and an upper bound of one column are one range.
        term.columns().stream()
                .filter(column -> column.bound().get() != Bound.RANGE || !columns.contains(column))
                .forEach(columns::add);
        if (term.end() == terms.length()) {
            return Optional.of(columns);
        }
        return terms.startsWith(AND, term.end()) ? from(terms, term.end() + AND.length(), columns) : Optional.empty();
    }

    private Stream<Term> candidates(String terms, int at, List<IndexColumn> before) {
        Stream<Term> row = terms.startsWith("(", at) ? row(terms, at) : Stream.empty();
        Stream<Term> skip = terms.startsWith(SKIP, at)
                ? names(before).flatMap(name -> term(terms, at, SKIP + name + ")", name, Bound.SKIP))
                : Stream.empty();
        Stream<Term> single = names(before)
                .flatMap(name -> Stream.concat(
                        term(terms, at, name + "=?", name, Bound.EQUAL),
                        Stream.of(">?", "<?").flatMap(end -> term(terms, at, name + end, name, Bound.RANGE))));
        return Stream.of(skip, single, row, unknown(terms, at)).flatMap(s -> s);
    }

    /** The name that is due first. A range names its last column once more. */
    private Stream<String> names(List<IndexColumn> before) {
        Stream<String> due = key.stream().skip(before.size()).limit(1);
        return Stream.concat(due, names.stream());
    }

    private static Stream<Term> term(String terms, int at, String text, String name, Bound bound) {
        return terms.startsWith(text, at)
                ? Stream.of(new Term(List.of(new IndexColumn(name, Optional.of(bound))), at + text.length()))
                : Stream.empty();
    }

    /** {@code (a,b)>(?,?)}; a comma in a name cannot be told from one between two, unless the index knows. */
    private Stream<Term> row(String terms, int at) {
        Matcher row = ROW.matcher(terms).region(at, terms.length());
        if (!row.lookingAt()) {
            return Stream.empty();
        }
        int width = (row.group(2).length() + 1) / 2;
        for (int first = 0; first + width <= key.size(); first++) {
            List<String> columns = key.subList(first, first + width);
            if (String.join(",", columns).equals(row.group(1))) {
                return Stream.of(new Term(ranges(columns), row.end()));
            }
        }
        return Stream.of(new Term(ranges(List.of(row.group(1).split(","))), row.end()));
    }

    private static List<IndexColumn> ranges(List<String> columns) {
        return columns.stream()
                .map(column -> new IndexColumn(column, Optional.of(Bound.RANGE)))
                .toList();
    }

    /** A name that nobody knows ends where the first operator is. */
    private static Stream<Term> unknown(String terms, int at) {
        Matcher operator = OPERATOR.matcher(terms);
        if (!operator.find(at) || operator.start() == at) {
            return Stream.empty();
        }
        String name = terms.substring(at, operator.start());
        Bound bound = terms.charAt(operator.start()) == '=' ? Bound.EQUAL : Bound.RANGE;
        return Stream.of(new Term(List.of(new IndexColumn(name, Optional.of(bound))), operator.end()));
    }
}
