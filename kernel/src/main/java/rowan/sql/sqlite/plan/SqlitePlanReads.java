package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Estimate;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Join;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Reading;
import rowan.model.plan.QueryPlan.Target;
import rowan.model.plan.QueryPlan.Wanted;
import rowan.sql.sqlite.plan.SqlitePlanLine.Way;

/** Makes nodes of the lines that read something, with what the catalog knows of it. */
final class SqlitePlanReads {

    /** SQLite calls a row id so, whatever the name of the column that it is. */
    private static final String ROWID = "rowid";

    private static final Pattern FILTER_TERMS = Pattern.compile(" \\([^(]*=\\?\\)$|$", Pattern.DOTALL);

    private final SqlitePlanNames names;
    private final SqliteEstimates estimates;
    private final List<String> items;
    private final List<String> indexes;

    SqlitePlanReads(SqlitePlanNames names, SqliteEstimates estimates) {
        this.names = names;
        this.estimates = estimates;
        this.items = names.items();
        this.indexes = names.indexes();
    }

    /** What a line reads, and by which index. */
    private record Read(
            SqlitePlanLine line,
            SqlitePlanNames.Meaning meaning,
            Optional<Schema.Index> index,
            List<IndexColumn> bound) {}

    /**
     * The node of a line.
     *
     * @param cost a {@link LogEst}, 0 where there is none
     * @return empty if the line reads nothing
     */
    Optional<Node> read(String detail, int cost, List<Node> children) {
        return SqlitePlanLine.of(detail, items, indexes).map(this::read).map(read -> {
            Access access = access(read, cost);
            Reading reading = new Reading(
                    access,
                    use(read),
                    join(read.line()),
                    !read.line().exists() && !names.mayEnd(),
                    read.meaning().relation().map(Schema.Relation::rowCount).orElse(OptionalLong.empty()),
                    Wanted.NOTHING);
            Estimate estimate = new Estimate(
                    cost == 0 ? OptionalDouble.empty() : OptionalDouble.of(LogEst.value(cost)),
                    rows(read, access, cost));
            return new Node(
                    Operation.READ,
                    read.meaning().target(),
                    Optional.of(reading),
                    detail,
                    estimate,
                    Optional.empty(),
                    children);
        });
    }

    /** What a Bloom filter is for, of {@code item (a=? AND b=?)}. */
    Target filtered(String text) {
        String item = items.stream()
                .filter(name -> text.regionMatches(true, 0, name, 0, name.length())
                        && FILTER_TERMS.matcher(text.substring(name.length())).matches())
                .findFirst()
                .orElseGet(() -> FILTER_TERMS.matcher(text).replaceFirst(""));
        return names.meaning(item, any -> true).target();
    }

    private Read read(SqlitePlanLine line) {
        SqlitePlanNames.Meaning meaning = names.meaning(line.item(), table -> fits(line, table));
        Optional<Schema.Index> index = meaning.relation().filter(r -> line.way().isNamed()).stream()
                .flatMap(r -> r.indexes().stream())
                .filter(i -> i.name().equals(line.index()))
                .findFirst();
        List<IndexColumn> bound = line.terms()
                .map(terms -> bound(terms, line, meaning.relation(), index))
                .orElse(List.of());
        return new Read(line, meaning, index, bound);
    }

    private static boolean fits(SqlitePlanLine line, Schema.Relation table) {
        return switch (line.way()) {
            case INDEX, COVERING_INDEX ->
                table.indexes().stream().anyMatch(i -> i.name().equals(line.index()));
            case VIRTUAL_TABLE -> table.kind() == Schema.Kind.VIRTUAL_TABLE;
            case WHOLE, PRIMARY_KEY, INTEGER_PRIMARY_KEY -> table.kind() == Schema.Kind.TABLE;
            case AUTOMATIC_INDEX, PARTIAL_AUTOMATIC_INDEX -> true;
        };
    }

    private static Join join(SqlitePlanLine line) {
        return line.exists() ? Join.EXISTS : line.left() ? Join.LEFT : Join.INNER;
    }

    private Access access(Read read, int cost) {
        SqlitePlanLine line = read.line();
        if (line.way() == Way.WHOLE && read.meaning().subquery()) {
            return Access.SUBQUERY_SCAN;
        }
        // A cost that is none: the plan of count(*), which looks at no row.
        boolean counts = !line.search() && cost == 0 && line.terms().isEmpty();
        // A SEARCH without terms is min() or max(): the first entry if they are in order, else all of them.
        boolean seeks = line.terms().isPresent()
                || line.search()
                        && leading(read)
                                .filter(c -> names.isExtreme(line.item(), c))
                                .isPresent();
        return switch (line.way()) {
            case WHOLE, PRIMARY_KEY -> counts ? Access.COUNT : seeks ? Access.KEY_SEEK : Access.FULL_SCAN;
            case INTEGER_PRIMARY_KEY -> Access.KEY_SEEK;
            case INDEX, COVERING_INDEX -> counts ? Access.COUNT : seeks ? Access.INDEX_SEEK : Access.INDEX_SCAN;
            case AUTOMATIC_INDEX, PARTIAL_AUTOMATIC_INDEX -> Access.AUTOMATIC_INDEX;
            case VIRTUAL_TABLE -> Access.VIRTUAL_TABLE;
        };
    }

    /** The column by which the rows come in order. */
    private static Optional<String> leading(Read read) {
        return read.line().way().isNamed()
                ? read.index().map(index -> index.names().get(0))
                : read.meaning().relation().map(table -> key(table).get(0));
    }

    /** The columns of a table's primary key, or its row id. */
    private static List<String> key(Schema.Relation table) {
        SqliteWidths widths = new SqliteWidths(table);
        if (!widths.withoutRowid()) {
            return List.of(widths.rowidAlias().map(Schema.Attribute::name).orElse(ROWID));
        }
        return table.attributes().stream()
                .filter(a -> a.primaryKeyPosition() > 0)
                .sorted(Comparator.comparingInt(Schema.Attribute::primaryKeyPosition))
                .map(Schema.Attribute::name)
                .toList();
    }

    private static Optional<IndexUse> use(Read read) {
        SqlitePlanLine line = read.line();
        Optional<Schema.Relation> table = read.meaning().relation();
        return switch (line.way()) {
            case WHOLE -> Optional.empty();
            case VIRTUAL_TABLE -> Optional.of(new IndexUse(line.index(), List.of(), false, Optional.empty()));
            case PRIMARY_KEY, INTEGER_PRIMARY_KEY ->
                Optional.of(new IndexUse(
                        "",
                        columns(table.map(SqlitePlanReads::key).orElse(List.of()), read.bound()),
                        false,
                        Optional.empty()));
            case AUTOMATIC_INDEX, PARTIAL_AUTOMATIC_INDEX ->
                Optional.of(new IndexUse("", read.bound(), true, Optional.empty()));
            case INDEX, COVERING_INDEX ->
                Optional.of(new IndexUse(
                        line.index(),
                        columns(read.index().map(Schema.Index::names).orElse(List.of()), read.bound()),
                        line.way() == Way.COVERING_INDEX,
                        read.index().flatMap(Schema.Index::where)));
        };
    }

    /** The columns of an index, the first ones bound, the others not; and those bound behind its own, the row's key. */
    private static List<IndexColumn> columns(List<String> columns, List<IndexColumn> bound) {
        List<IndexColumn> all = new ArrayList<>(bound);
        columns.stream()
                .skip(bound.size())
                .map(column -> new IndexColumn(column, Optional.empty()))
                .forEach(all::add);
        return all;
    }

    /** The bound columns by their own names: an expression by its text, the row id by that of its column. */
    private static List<IndexColumn> bound(
            String terms, SqlitePlanLine line, Optional<Schema.Relation> table, Optional<Schema.Index> index) {
        List<String> attributes = table.map(Schema.Relation::attributes).orElse(List.of()).stream()
                .map(Schema.Attribute::name)
                .toList();
        List<String> key = line.way() == Way.PRIMARY_KEY
                ? table.map(SqlitePlanReads::key).orElse(List.of())
                : index.map(Schema.Index::names).orElse(List.of());
        List<String> written = key.stream()
                .map(column -> line.way() == Way.PRIMARY_KEY
                                || column.equals(ROWID)
                                || attributes.stream().anyMatch(column::equalsIgnoreCase)
                        ? column
                        : SqlitePlanTerms.EXPRESSION)
                .toList();
        String rowid = table.map(t -> key(t).get(0))
                .filter(name -> attributes.stream().noneMatch(ROWID::equalsIgnoreCase))
                .orElse(ROWID);
        List<IndexColumn> bound = new SqlitePlanTerms(written, attributes).columns(terms);
        List<IndexColumn> named = new ArrayList<>();
        for (int i = 0; i < bound.size(); i++) {
            String name = bound.get(i).name();
            boolean isExpression = name.equals(SqlitePlanTerms.EXPRESSION) && i < key.size();
            named.add(new IndexColumn(
                    isExpression ? key.get(i) : name.equals(ROWID) ? rowid : name,
                    bound.get(i).bound()));
        }
        return named;
    }

    private OptionalDouble rows(Read read, Access access, int cost) {
        SqlitePlanLine line = read.line();
        if (access == Access.AUTOMATIC_INDEX) {
            return SqliteEstimates.automaticRows(cost);
        }
        if (access == Access.SUBQUERY_SCAN) {
            return names.isRecursive(read.meaning().target().name())
                    ? OptionalDouble.empty()
                    : SqliteEstimates.subqueryRows(cost);
        }
        return read.meaning()
                .relation()
                .map(table -> estimates.rows(
                        cost,
                        access,
                        table,
                        read.index(),
                        line.way() == Way.COVERING_INDEX,
                        read.bound(),
                        names.hasAlternatives()))
                .orElse(OptionalDouble.empty());
    }
}
