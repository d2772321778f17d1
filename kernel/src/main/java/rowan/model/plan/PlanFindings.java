package rowan.model.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowan.model.Count;
import rowan.model.Finding;
import rowan.model.Finding.Severity;
import rowan.model.Quantity;
import rowan.model.Remedy;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Join;
import rowan.model.plan.QueryPlan.Measurement;
import rowan.model.plan.QueryPlan.Measurement.Counted;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Reading;

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

    /** The least or greatest value is the first one of an index. */
    private static final Pattern EXTREME = Pattern.compile("\\b(MIN|MAX)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private static final Pattern LIMIT = Pattern.compile("\\bLIMIT\\b", Pattern.CASE_INSENSITIVE);

    private final QueryPlan plan;
    private final List<Finding> findings = new ArrayList<>();
    private boolean asksForStatistics;

    private PlanFindings(QueryPlan plan) {
        this.plan = plan;
    }

    /** What is worth saying about a plan, the most serious first. */
    static List<Finding> of(QueryPlan plan) {
        PlanFindings rules = new PlanFindings(plan);
        rules.plan.walk().forEach(rules::look);
        rules.sorts(plan.nodes());
        rules.statistics();
        plan.remedies().stream().filter(remedy -> !remedy.isAnalyze()).forEach(rules::remedy);
        return rules.findings.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** Whether something about a plan makes one ask for new statistics. */
    static boolean asksForStatistics(QueryPlan plan) {
        PlanFindings rules = new PlanFindings(plan);
        rules.plan.walk().forEach(rules::look);
        rules.statistics();
        return rules.asksForStatistics;
    }

    private void add(Severity severity, String subject, String sentence) {
        findings.add(new Finding(severity, subject, sentence, Optional.empty()));
    }

    private void warn(Node node, String sentence) {
        add(Severity.WARNING, node.target().toString(), sentence);
    }

    private void note(Node node, String sentence) {
        add(Severity.NOTE, node.target().toString(), sentence);
    }

    private void fine(Node node, String sentence) {
        add(Severity.FINE, node.target().toString(), sentence);
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
                if (isOneRow(reading) && keepsMost(node)) {
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

    /** Whether not many rows are looked up for nothing: beginning with those that are wanted would spare that. */
    private static boolean keepsMost(Node node) {
        return node.counted()
                .filter(counted -> counted.kept().certain().orElse(counted.visited()) < LARGE_SHARE * counted.visited())
                .isEmpty();
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
        if (visited <= FEW_ROWS && !hasRemedy(node)) {
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
                            + " in all.");
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
                            + Quantity.percent(share) + ").");
        } else if (share >= LARGE_SHARE && !orderOnly && reading.whole() && allAreNeeded(node)) {
            fine(
                    node,
                    "Most rows of " + node.target() + " are needed (" + Quantity.percent(share)
                            + "), so reading all of them is the best way.");
        }
    }

    private boolean hasRemedy(Node node) {
        return plan.remedies().stream()
                .anyMatch(remedy -> remedy.subject().equals(node.target().toString()));
    }

    /**
     * Whether all rows that a step keeps are part of the result: it is the only one that is read beside others of its
     * query, whose conditions could be met first, they need not be sorted, which an index could spare, and no single row
     * of it is looked for, such as the last.
     */
    private boolean allAreNeeded(Node node) {
        return !hasRemedy(node)
                && plan.walk().stream().filter(n -> n.reading().isPresent()).count() == 1
                && plan.walk().stream().noneMatch(n -> n.operation() == Operation.TEMPORARY_SORT)
                && !EXTREME.matcher(plan.statement()).find();
    }

    private void unmeasured(Node node, Reading reading) {
        if (reading.access() == Access.INDEX_SCAN || node.measured().isPresent()) {
            return;
        }
        OptionalLong rows = reading.tableRows();
        if (rows.isPresent() && rows.getAsLong() <= FEW_ROWS && !hasRemedy(node)) {
            fine(node, node.target() + " is small: reading " + Quantity.count(rows.getAsLong(), "row") + " is quick.");
            return;
        }
        boolean filtered = reading.wanted().filtered();
        if (filtered || reading.whole()) {
            note(
                    node,
                    (reading.whole() ? "All of " + node.target() + " is read" : node.target() + " is read row by row")
                            + (filtered ? ", though only some rows are wanted." : "."));
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
            note(node, "An index on the rows of " + node.target() + built + ", since they are no table's.");
        } else {
            warn(node, "An index on " + on + built + ", and thrown away.");
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
                            + "; an index that holds the other columns too would spare them.");
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
            warn(node, sentence);
        } else {
            note(node, sentence);
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
        String subject = first.target().toString();
        boolean spared = plan.remedies().stream()
                .anyMatch(r -> r.sparesSort() && r.subject().equals(subject));
        if (spared && about(subject).isPresent()) {
            return; // What is worth trying says so.
        }
        // A row without a partner is sorted too, and is no row of the table that has none for it.
        boolean inner = last.reading().orElseThrow().join() == Join.INNER;
        OptionalLong sorted = last.counted()
                .filter(c -> inner)
                .map(counted -> counted.kept().certain())
                .orElse(OptionalLong.empty());
        if (spared || sorted.isEmpty() || sorted.getAsLong() > FEW_ROWS) {
            String rows = sorted.isPresent() ? Quantity.count(sorted.getAsLong(), "row") : "All rows found";
            boolean whole = sort.target().name().equals("ORDER BY");
            add(
                    Severity.NOTE,
                    spared ? subject : sort.target().toString(),
                    rows
                            + (whole
                                    ? " are sorted before the first comes out."
                                    : " are sorted, those with equal first columns at a time."));
        }
    }

    /** The finding about a step for which there may be something to try. */
    private Optional<Finding> about(String subject) {
        return findings.stream()
                .filter(f -> f.subject().equals(subject)
                        && f.severity() != Severity.FINE
                        && f.remedy().isEmpty())
                .findFirst();
    }

    /** Puts what is worth trying to what it is good for. */
    private void remedy(Remedy remedy) {
        Optional<Finding> about = about(remedy.subject());
        String before = about.map(f -> f.sentence() + " ").orElse("");
        Finding told = new Finding(
                about.map(Finding::severity).orElse(Severity.NOTE),
                remedy.subject(),
                before + help(remedy),
                Optional.of(remedy.sql()));
        if (about.isPresent()) {
            findings.set(findings.indexOf(about.get()), told);
        } else {
            findings.add(told);
        }
    }

    private static String help(Remedy remedy) {
        boolean one = remedy.statements().size() == 1;
        if (remedy.effect().isPresent()) {
            return (one ? "With this index" : "With these indexes together") + ", tried on a private copy: "
                    + remedy.effect().get().words() + (remedy.sparesSort() ? ", and no sort." : ".");
        }
        return (one ? "An index" : "These indexes together") + " may help"
                + (remedy.sparesSort() ? ", and spare the sort." : ".");
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
            statistics(
                    node.target().toString(),
                    "By its statistics the planner expected "
                            + Quantity.count(Math.round(expected.getAsDouble()), "row") + " of " + node.target()
                            + " and met " + Quantity.count(Math.round(each)) + (loops > 1 ? " each time." : "."));
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
            statistics("", "The planner has no statistics of " + String.join(", ", unknown) + " and guesses.");
        }
        if (!grown.isEmpty()) {
            statistics("", "The statistics of " + String.join(", ", grown) + " are out of date.");
        }
    }

    /** Tells what is wrong with the statistics, and what new ones would do, where that was tried. */
    private void statistics(String subject, String sentence) {
        asksForStatistics = true;
        Optional<Remedy> analyze =
                plan.remedies().stream().filter(Remedy::isAnalyze).findFirst();
        Optional<Remedy.Effect> effect = analyze.flatMap(Remedy::effect);
        boolean helps = effect.filter(Remedy.Effect::isWorthwhile).isPresent();
        String told = effect.map(e -> helps
                        ? " With new ones, gathered on a private copy: " + e.words() + "."
                        : " New ones, gathered on a private copy, bring nothing here.")
                .orElse("");
        findings.add(new Finding(
                Severity.NOTE,
                subject,
                sentence + told,
                analyze.filter(a -> helps).map(Remedy::sql)));
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
}
