package rowan.advice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Reading;
import rowan.model.plan.QueryPlan.Wanted;
import rowan.sql.dialect.Plans;
import rowan.sql.run.Instruments;
import rowan.sql.statement.Lexicon;

/**
 * The indexes that come into question for a plan, in units: mostly one, and those for the sides of an OR together. Which are
 * there already, and which are of use, is for others to find out.
 */
final class IndexCandidates {

    /** Of one table no more are thought of. */
    private static final int MOST = 24;

    private final Schema schema;
    private final Lexicon lexicon;
    private final Plans plans;
    private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, CandidateIndex> known = new LinkedHashMap<>();

    private IndexCandidates(Schema schema, Instruments instruments) {
        this.schema = schema;
        this.lexicon = instruments.dialect().lexicon();
        this.plans = instruments.plans();
        for (Schema.Relation relation : schema.relations()) {
            taken.add(relation.database() + "." + relation.name());
            relation.indexes().forEach(index -> taken.add(relation.database() + "." + index.name()));
        }
    }

    /** The units for each table that a plan reads; none where an index has nothing to spare. */
    static List<List<List<CandidateIndex>>> of(QueryPlan plan, Schema schema, Instruments instruments) {
        if (!new PlanShape(Map.of()).isImprovable(plan)) {
            return List.of();
        }
        IndexCandidates candidates = new IndexCandidates(schema, instruments);
        return plan.walk().stream()
                .filter(node -> node.reading().isPresent())
                .filter(node -> !node.reading().get().wanted().table().isEmpty())
                .map(candidates::of)
                .filter(units -> !units.isEmpty())
                .toList();
    }

    private List<List<CandidateIndex>> of(Node node) {
        Reading reading = node.reading().orElseThrow();
        Wanted wanted = reading.wanted();
        Set<List<String>> lists = new LinkedHashSet<>();
        if (reading.access() == Access.AUTOMATIC_INDEX) {
            // Such an index holds all that is read, and one that does not may be worse.
            lists.add(joined(bound(reading), wanted.used()));
            lists.add(bound(reading));
        }
        lists.addAll(columns(wanted));
        List<List<CandidateIndex>> units = new ArrayList<>();
        lists.stream()
                .filter(columns -> !columns.isEmpty())
                .limit(MOST)
                .map(columns -> index(node, wanted, columns))
                .distinct()
                .forEach(index -> units.add(List.of(index)));
        for (List<String> either : wanted.either()) {
            units.add(either.stream()
                    .map(column -> index(node, wanted, List.of(column)))
                    .toList());
        }
        return units.stream().filter(unit -> !unit.isEmpty()).toList();
    }

    private List<String> bound(Reading reading) {
        return reading.index().stream()
                .flatMap(index -> index.columns().stream())
                .filter(column -> column.bound().isPresent())
                .map(IndexColumn::name)
                .map(lexicon::quote)
                .toList();
    }

    /** Lists of columns: what must be equal first, each once in front, then a range or an order; and those alone. */
    private static Collection<List<String>> columns(Wanted wanted) {
        Set<List<String>> heads = new LinkedHashSet<>();
        heads.add(wanted.equal());
        for (String first : wanted.equal()) {
            heads.add(joined(List.of(first), wanted.equal()));
            heads.add(List.of(first));
        }
        heads.add(List.of());
        Set<List<String>> lists = new LinkedHashSet<>();
        for (List<String> head : heads) {
            wanted.range().forEach(range -> lists.add(joined(head, List.of(range))));
            wanted.orders().forEach(order -> lists.add(joined(head, order)));
            lists.add(head);
        }
        return lists;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }

    private CandidateIndex index(Node node, Wanted wanted, List<String> columns) {
        String on = (wanted.database().isEmpty() ? "" : wanted.database() + ".") + wanted.table() + columns;
        return known.computeIfAbsent(on, key -> named(node, wanted, columns));
    }

    private CandidateIndex named(Node node, Wanted wanted, List<String> columns) {
        List<String> parts = new ArrayList<>();
        for (String part : joined(List.of(wanted.table()), columns)) {
            parts.add(part.replaceFirst(" DESC$", "")
                    .replaceFirst(" COLLATE ", "_")
                    .replaceAll("[^\\p{L}\\p{N}_]", ""));
        }
        String plain = String.join("_", parts);
        String name = plain;
        String within = database(wanted) + ".";
        for (int i = 2; !taken.add(within + name); i++) {
            name = plain + "_" + i;
        }
        String database = wanted.database().isEmpty() ? "" : wanted.database() + ".";
        return new CandidateIndex(
                node.target().toString(),
                name,
                plans.createIndex(database, lexicon.quote(name), wanted.table(), columns),
                plans.analyze(database, lexicon.quote(name), wanted.table()));
    }

    /** The database that a table is in. */
    private String database(Wanted wanted) {
        return wanted.database().isEmpty()
                ? schema.relation(unquoted(wanted.table()))
                        .map(Schema.Relation::database)
                        .orElse("")
                : unquoted(wanted.database());
    }

    private String unquoted(String name) {
        return lexicon.tokenize(name).get(0).name();
    }
}
