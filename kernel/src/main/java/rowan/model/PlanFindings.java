package rowan.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Finding.Severity;
import rowan.model.QueryPlan.Access;
import rowan.model.QueryPlan.Bound;
import rowan.model.QueryPlan.IndexColumn;
import rowan.model.QueryPlan.IndexUse;
import rowan.model.QueryPlan.Measurement;
import rowan.model.QueryPlan.Measurement.Counted;
import rowan.model.QueryPlan.Node;
import rowan.model.QueryPlan.Operation;
import rowan.model.QueryPlan.Reading;
import rowan.model.QueryPlan.Wanted;

/** The rules by which a plan tells what is worth knowing about it. */
final class PlanFindings {

    /** So few rows that reading them all is as good as looking them up. */
    private static final long FEW_ROWS = 1_000;

    /** A scan that keeps no more than this share of the rows does work that an index could spare. */
    private static final double SMALL_SHARE = 0.1;

    /** A scan that keeps so many is the best way to find them. */
    private static final double LARGE_SHARE = 0.5;

    /** An estimate that is off by more than this may mislead the planner. */
    private static final double WRONG_FACTOR = 10;

    private static final Pattern LIMIT = Pattern.compile("\\bLIMIT\\b", Pattern.CASE_INSENSITIVE);

    private final QueryPlan plan;
    private final List<Finding> findings = new ArrayList<>();

    private PlanFindings(QueryPlan plan) {
        this.plan = plan;
    }

    static List<Finding> of(QueryPlan plan) {
        PlanFindings rules = new PlanFindings(plan);
        rules.plan.walk().forEach(rules::look);
        rules.sorts(plan.nodes());
        rules.statistics();
        return rules.findings.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private void warn(Node node, String sentence, Optional<String> remedy) {
        findings.add(new Finding(Severity.WARNING, node.target().toString(), sentence, remedy));
    }

    private void note(Node node, String sentence, Optional<String> remedy) {
        findings.add(new Finding(Severity.NOTE, node.target().toString(), sentence, remedy));
    }

    private void fine(Node node, String sentence) {
        findings.add(new Finding(Severity.FINE, node.target().toString(), sentence, Optional.empty()));
    }

    private void look(Node node) {
        if (node.operation() == Operation.CORRELATED_SUBQUERY) {
            correlated(node);
        }
        if (node.reading().isEmpty()) {
            return;
        }
        Reading reading = node.reading().get();
        switch (reading.access()) {
            case FULL_SCAN, INDEX_SCAN -> scan(node, reading);
            case AUTOMATIC_INDEX -> automatic(node, reading);
            case KEY_SEEK -> {
                if (isOneRow(reading)) {
                    fine(node, node.target() + " is reached by its primary key; nothing to gain.");
                }
            }
            case INDEX_SEEK -> seek(node, reading);
            default -> {
                // Nothing to advise.
            }
        }
        node.counted().ifPresent(counted -> estimate(node, counted));
    }

    private static boolean isOneRow(Reading reading) {
        return reading.index()
                .filter(index ->
                        index.columns().stream().allMatch(c -> c.bound().equals(Optional.of(Bound.EQUAL))))
                .isPresent();
    }

    private void scan(Node node, Reading reading) {
        boolean orderOnly = reading.access() == Access.INDEX_SCAN
                && reading.wanted().equal().isEmpty();
        if (node.counted().isEmpty()) {
            unmeasured(node, reading);
            return;
        }
        Counted counted = node.counted().get();
        long visited = counted.visited();
        OptionalLong loops = counted.loops().certain();
        OptionalLong kept = counted.kept().certain();
        if (visited <= FEW_ROWS) {
            fine(
                    node,
                    reading.whole()
                            ? node.target() + " is small: reading " + Quantity.count(visited, "row") + " is quick."
                            : "Reading " + Quantity.count(visited, "row") + " of " + node.target() + " is quick.");
            return;
        }
        String whole = reading.whole() ? " is read whole" : " is read";
        boolean again = loops.isPresent() && loops.getAsLong() > 1;
        if (again && kept.isPresent() && kept.getAsLong() * 2 <= visited) {
            warn(
                    node,
                    node.target() + whole + " " + Quantity.count(loops.getAsLong())
                            + " times, once for each row of the loop around: " + Quantity.count(visited, "row")
                            + " in all.",
                    index(reading.wanted()));
            return;
        }
        if (kept.isEmpty()) {
            return;
        }
        double share = (double) kept.getAsLong() / visited;
        if (share <= SMALL_SHARE) {
            warn(
                    node,
                    node.target() + whole + ", " + Quantity.count(visited, "row") + ", to keep "
                            + Quantity.count(kept.getAsLong()) + " of them ("
                            + Quantity.percent(share) + ").",
                    index(reading.wanted()));
        } else if (share >= LARGE_SHARE && !orderOnly && reading.whole()) {
            fine(
                    node,
                    "Most rows of " + node.target() + " are needed (" + Quantity.percent(share)
                            + "), so reading all of them is the best way.");
        }
    }

    private void unmeasured(Node node, Reading reading) {
        if (reading.access() == Access.INDEX_SCAN || node.measured().isPresent()) {
            return;
        }
        OptionalLong rows = reading.tableRows();
        if (rows.isPresent() && rows.getAsLong() <= FEW_ROWS) {
            fine(node, node.target() + " is small: reading " + Quantity.count(rows.getAsLong(), "row") + " is quick.");
            return;
        }
        boolean filtered =
                !reading.wanted().equal().isEmpty() || !reading.wanted().range().isEmpty();
        if (filtered || reading.whole()) {
            note(
                    node,
                    (reading.whole() ? "All of " + node.target() + " is read" : node.target() + " is read row by row")
                            + (filtered ? ", though only some rows are wanted." : "."),
                    index(reading.wanted()));
        }
    }

    private void automatic(Node node, Reading reading) {
        List<String> columns = reading.index().map(IndexUse::columns).orElse(List.of()).stream()
                .filter(c -> c.bound().isPresent())
                .map(IndexColumn::name)
                .toList();
        Optional<Count> loops = node.measured().map(Measurement::loops);
        if (loops.filter(l -> l.is(0)).isPresent()) {
            fine(node, "No row was looked up in " + node.target() + ", so no index was built on it.");
            return;
        }
        String built = loops.filter(l -> l.isMoreThan(0)).isPresent()
                ? " is built on every run"
                : " is built on every run that looks up a row here";
        String on = node.target().name() + "(" + String.join(", ", columns) + ")";
        if (reading.wanted().table().isEmpty()) {
            note(
                    node,
                    "An index on the rows of " + node.target() + built + ", since they are no table's.",
                    Optional.empty());
        } else {
            warn(
                    node,
                    "An index on " + on + built + ", and thrown away.",
                    index(reading.wanted()).or(() -> create(reading.wanted(), columns)));
        }
    }

    private void seek(Node node, Reading reading) {
        IndexUse index = reading.index().orElseThrow();
        if (index.covering()) {
            fine(node, node.target() + " is answered from the index " + index.name() + " alone.");
        } else if (node.counted().filter(c -> c.visited() > FEW_ROWS).isPresent()) {
            note(
                    node,
                    "Each of the " + Quantity.count(node.counted().get().visited()) + " entries found in "
                            + index.name()
                            + " leads to a look-up in " + node.target().name()
                            + "; an index that holds the other columns too would spare them.",
                    Optional.empty());
        }
    }

    private void correlated(Node node) {
        OptionalLong runs = node.walk()
                .flatMap(n -> n.counted().stream())
                .flatMap(c -> c.loops().certain().stream().boxed())
                .findFirst()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        String how = runs.isPresent() ? Quantity.count(runs.getAsLong(), "time") : "again";
        String sentence = "A subquery runs " + how
                + ", once for each row around it. If it can be written as a join, that may be quicker.";
        if (runs.isPresent() && runs.getAsLong() > FEW_ROWS / 10) {
            warn(node, sentence, Optional.empty());
        } else {
            note(node, sentence, Optional.empty());
        }
    }

    /** Looks for sorts, of which each belongs to the first table of its block. */
    private void sorts(List<Node> nodes) {
        List<Node> reads = nodes.stream().filter(n -> n.reading().isPresent()).toList();
        for (Node node : nodes) {
            sorts(node.children());
            if (node.operation() == Operation.TEMPORARY_SORT
                    && node.target().name().endsWith("ORDER BY")
                    && !reads.isEmpty()) {
                sort(node, reads.get(0), reads.get(reads.size() - 1));
            }
        }
    }

    private void sort(Node sort, Node first, Node last) {
        Wanted wanted = first.reading().orElseThrow().wanted();
        Optional<String> remedy =
                wanted.order().isEmpty() || !wanted.range().isEmpty() ? Optional.empty() : index(wanted);
        Optional<Finding> served = findings.stream()
                .filter(f -> remedy.isPresent() && f.remedy().equals(remedy))
                .findFirst();
        if (served.isPresent()) {
            Finding scan = served.get();
            findings.set(
                    findings.indexOf(scan),
                    new Finding(
                            scan.severity(),
                            scan.subject(),
                            scan.sentence() + " An index would spare the sort too.",
                            remedy));
            return;
        }
        OptionalLong sorted =
                last.counted().map(counted -> counted.kept().certain()).orElse(OptionalLong.empty());
        if (sorted.isEmpty() || sorted.getAsLong() > FEW_ROWS) {
            String rows = sorted.isPresent() ? Quantity.count(sorted.getAsLong(), "row") : "All rows found";
            note(
                    sort,
                    rows + " are sorted before the first comes out"
                            + (remedy.isPresent() ? "; an index in that order would spare it." : "."),
                    remedy);
        }
    }

    private void estimate(Node node, Counted counted) {
        OptionalDouble expected = node.estimate().rows();
        boolean guessed = node.reading().orElseThrow().tableRows().isEmpty();
        if (guessed || expected.isEmpty() || !counted.loops().isMoreThan(0)) {
            return;
        }
        long loops = counted.loops().certain().orElseThrow();
        double each = Math.max(1, (double) counted.visited() / loops);
        double factor = each / Math.max(1, expected.getAsDouble());
        boolean matters = Math.max(each, expected.getAsDouble()) > FEW_ROWS / 10;
        // LIMIT ends a loop before it has met what was expected.
        boolean tooMany =
                factor < 1 / WRONG_FACTOR && !LIMIT.matcher(plan.statement()).find();
        if (matters && (factor > WRONG_FACTOR || tooMany)) {
            note(
                    node,
                    "The planner expected " + Quantity.count(Math.round(expected.getAsDouble()), "row") + " of "
                            + node.target() + " and met " + Quantity.count(Math.round(each))
                            + (loops > 1 ? " each time." : "."),
                    Optional.of("ANALYZE;"));
        }
    }

    private void statistics() {
        List<Node> tables = plan.walk().stream()
                .filter(node -> node.reading()
                        .filter(r -> !r.wanted().table().isEmpty())
                        .isPresent())
                .toList();
        if (plan.execution().isEmpty()) {
            return;
        }
        boolean choice = tables.size() > 1
                || tables.stream().flatMap(n -> n.counted().stream()).anyMatch(c -> c.visited() > FEW_ROWS);
        List<String> unknown = names(tables.stream()
                .filter(n -> n.reading().orElseThrow().tableRows().isEmpty()));
        List<String> grown = names(tables.stream().filter(PlanFindings::hasGrown));
        if (choice && !unknown.isEmpty()) {
            whole("The planner has no statistics of " + String.join(", ", unknown) + " and guesses.");
        }
        if (!grown.isEmpty()) {
            whole("The statistics of " + String.join(", ", grown) + " are out of date.");
        }
    }

    private void whole(String sentence) {
        findings.add(new Finding(Severity.NOTE, "", sentence, Optional.of("ANALYZE;")));
    }

    private static List<String> names(Stream<Node> nodes) {
        return nodes.map(n -> n.target().name()).distinct().toList();
    }

    /** Whether one scan has met many more rows than the statistics say there are. */
    private static boolean hasGrown(Node node) {
        OptionalLong rows = node.reading().orElseThrow().tableRows();
        return node.isFullScan()
                && rows.isPresent()
                && node.counted()
                        .filter(c -> c.loops().is(1) && c.visited() > 2 * rows.getAsLong())
                        .isPresent();
    }

    /** The index that serves what a query wants: columns that are equal first, then the order, or a range. */
    private static Optional<String> index(Wanted wanted) {
        List<String> columns = new ArrayList<>(wanted.equal());
        if (wanted.range().isEmpty()) {
            wanted.order().stream().filter(c -> !columns.contains(c)).forEach(columns::add);
        } else {
            columns.add(wanted.range().get(0));
        }
        return create(wanted, columns);
    }

    private static Optional<String> create(Wanted wanted, List<String> columns) {
        String table = wanted.table();
        if (table.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        String name = Stream.concat(Stream.of(table), columns.stream())
                .map(part -> part.replaceFirst(" DESC$", "").replaceAll("[^\\p{L}\\p{N}_]", ""))
                .collect(Collectors.joining("_"));
        String database = wanted.database().isEmpty() ? "" : wanted.database() + ".";
        return Optional.of(
                "CREATE INDEX " + database + name + " ON " + table + "(" + String.join(", ", columns) + ");");
    }
}
