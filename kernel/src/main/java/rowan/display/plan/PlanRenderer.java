package rowan.display.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.TextWidth;
import rowan.display.markup.Values;
import rowan.model.Finding;
import rowan.model.Finding.Severity;
import rowan.model.Quantity;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Node;

/**
 * Draws a {@link QueryPlan}: what the run took, the tree with what each step does and did, what is worth knowing about it,
 * and what it cannot show. Text and HTML say the same.
 */
public final class PlanRenderer {

    /** More steps than this nobody reads; the rest is one sentence. */
    static final int SHOWN_STEPS = 200;

    /** The most serious findings come first; those behind these many are one sentence too. */
    static final int SHOWN_FINDINGS = 20;

    /** Names and ways that are longer than this push what follows to the right, alone. */
    private static final int WIDEST_COLUMN = 84;

    private static final int SENTENCE_LIMIT = 500;
    private static final String NOTHING = "Nothing is read.";
    private static final String GAP = "   ";

    private final QueryPlan plan;
    private final List<Finding> findings;
    private final int findingsLeft;
    private final List<PlanTree.Row> rows;
    private final int shown;
    private final Map<String, Severity> marks = new HashMap<>();
    private final long visited;

    private PlanRenderer(QueryPlan plan, List<Finding> findings, boolean whole) {
        this.plan = plan;
        this.findings = whole ? findings : findings.subList(0, Math.min(findings.size(), SHOWN_FINDINGS));
        this.findingsLeft = findings.size() - this.findings.size();
        this.rows = PlanTree.rows(plan.nodes());
        this.shown = whole ? rows.size() : Math.min(rows.size(), SHOWN_STEPS);
        this.visited = PlanNumbers.visited(plan);
        for (Finding finding : findings) {
            if (!finding.subject().isEmpty()) {
                marks.merge(finding.subject(), finding.severity(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
    }

    public static MimeBundle draw(QueryPlan plan) {
        return draw(plan, plan.findings());
    }

    /** The drawing with what was found, which is known already. */
    public static MimeBundle draw(QueryPlan plan, List<Finding> findings) {
        PlanRenderer renderer = new PlanRenderer(plan, findings, false);
        return MimeBundle.text(renderer.plain())
                .with(MimeBundle.HTML, renderer.html().source());
    }

    public static String plain(QueryPlan plan) {
        return new PlanRenderer(plan, plan.findings(), false).plain();
    }

    public static Html html(QueryPlan plan) {
        return new PlanRenderer(plan, plan.findings(), false).html();
    }

    /** All steps as text, however many there are. */
    static String whole(QueryPlan plan) {
        return new PlanRenderer(plan, plan.findings(), true).plain();
    }

    /** The sign of a finding and what it says, on one line, whatever things are called. */
    private static String sentence(Finding finding) {
        return mark(finding.severity()) + " " + Values.oneLine(finding.sentence(), SENTENCE_LIMIT);
    }

    /** The sign of a severity. */
    static String mark(Severity severity) {
        return switch (severity) {
            case WARNING -> "▲";
            case NOTE -> "●";
            case FINE -> "○";
        };
    }

    /** The most serious of what was found about a step. */
    private Optional<Severity> severity(Node node) {
        return switch (node.operation()) {
            case READ, TEMPORARY_SORT, CORRELATED_SUBQUERY ->
                Optional.ofNullable(marks.get(node.target().toString()))
                        .or(() -> Optional.ofNullable(marks.get(PlanWords.subject(node))));
            default -> Optional.empty();
        };
    }

    private OptionalDouble share(Node node) {
        return PlanNumbers.share(node, visited);
    }

    /** What stands for the steps that are not drawn; empty if all are. */
    private Optional<String> more() {
        return shown == rows.size()
                ? Optional.empty()
                : Optional.of("… and " + Quantity.count(rows.size() - shown, "more step")
                        + "; %%plan --format text shows all " + Quantity.count(rows.size()) + ".");
    }

    /** What stands for the findings that are not drawn; empty if all are. */
    private Optional<String> moreFindings() {
        return findingsLeft == 0
                ? Optional.empty()
                : Optional.of("… and " + Quantity.count(findingsLeft, "more finding")
                        + "; %%plan --format text shows all of them.");
    }

    /** What the plan says beside its steps, and why some of their counts are only bounds. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>(plan.notes());
        if (rows.stream().anyMatch(row -> PlanNumbers.counts(row.node()).contains("≤ "))) {
            notes.add("≤: a condition is checked behind the last place where these rows can be counted.");
        }
        return notes;
    }

    private String plain() {
        List<String> lines = new ArrayList<>();
        plan.execution().ifPresent(execution -> lines.add(PlanNumbers.headline(execution)));
        if (rows.isEmpty()) {
            lines.add(NOTHING);
        }
        tree(lines);
        more().ifPresent(lines::add);
        if (!findings.isEmpty() && !lines.isEmpty()) {
            lines.add("");
        }
        for (Finding finding : findings) {
            lines.add(sentence(finding));
            finding.remedy().ifPresent(sql -> lines.add("  try   " + sql.strip().replace("\n", "\n        ")));
        }
        moreFindings().ifPresent(lines::add);
        List<String> notes = notes();
        if (!notes.isEmpty() && !lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(notes);
        return String.join("\n", lines);
    }

    private void tree(List<String> lines) {
        List<PlanTree.Row> drawn = rows.subList(0, shown);
        boolean marked = drawn.stream().anyMatch(row -> severity(row.node()).isPresent());
        int names = 0;
        int manners = 0;
        for (PlanTree.Row row : drawn) {
            names = Math.max(names, Math.min(WIDEST_COLUMN, TextWidth.of(title(row))));
            manners = Math.max(manners, Math.min(WIDEST_COLUMN, TextWidth.of(PlanWords.manner(row.node()))));
        }
        for (PlanTree.Row row : drawn) {
            Node node = row.node();
            String mark = !marked ? "" : severity(node).map(PlanRenderer::mark).orElse(" ") + " ";
            lines.add((mark
                            + TextWidth.left(title(row), names)
                            + GAP
                            + TextWidth.left(PlanWords.manner(node), manners)
                            + GAP
                            + work(node))
                    .stripTrailing());
            lines.add((marked ? "  " : "") + TextWidth.left(row.continued(), names) + GAP + PlanSentences.of(row));
        }
    }

    private static String title(PlanTree.Row row) {
        return row.stem() + PlanWords.glyph(row.node()) + " " + PlanWords.subject(row.node());
    }

    private String work(Node node) {
        String bar = visited == 0
                ? ""
                : TextWidth.left(
                                share(node).isPresent()
                                        ? PlanNumbers.bar(share(node).getAsDouble())
                                        : "",
                                10)
                        + " ";
        String counts = PlanNumbers.counts(node);
        String estimate = PlanNumbers.estimate(node);
        return bar + counts + (counts.isEmpty() || estimate.isEmpty() ? "" : GAP) + estimate;
    }

    private Html html() {
        List<Html> parts = new ArrayList<>();
        if (rows.isEmpty()) {
            plan.execution().ifPresent(e -> parts.add(Html.element("div", Html.text(PlanNumbers.headline(e)))));
            parts.add(Html.element("div", Html.text(NOTHING)));
        } else {
            parts.add(table());
        }
        more().ifPresent(sentence -> parts.add(Html.element("p", Html.text(sentence))));
        findings.forEach(finding -> parts.add(html(finding)));
        moreFindings().ifPresent(sentence -> parts.add(Html.element("p", Html.text(sentence))));
        notes().forEach(note ->
                parts.add(Html.tag("p").with("style", "opacity: 0.75").of(note)));
        return Html.element("div", Html.join(parts));
    }

    private Html table() {
        List<Html> body = new ArrayList<>();
        for (PlanTree.Row row : rows.subList(0, shown)) {
            body.add(new Html("\n" + row(row).source()));
        }
        Html caption = plan.execution()
                .map(execution -> Html.tag("caption")
                        .with("style", "text-align: left; white-space: nowrap; opacity: 0.75")
                        .of(PlanNumbers.headline(execution)))
                .orElse(Html.NOTHING);
        return Html.tag("table").with("style", "margin: 4px 0").of(caption, Html.element("tbody", Html.join(body)));
    }

    private Html row(PlanTree.Row row) {
        Node node = row.node();
        Optional<Severity> severity = severity(node);
        Html step = Html.tag("th")
                .with("scope", "row")
                .with(
                        "style",
                        "text-align: left; vertical-align: top; white-space: pre; font-weight: normal;"
                                + " font-family: monospace")
                .of(
                        Html.tag("span").with("style", "opacity: 0.5").of(row.stem() + PlanWords.glyph(node) + " "),
                        Html.element("b", Html.text(PlanWords.subject(node))));
        Html.Tag manner = Html.tag("span").with("title", PlanWords.detail(node));
        severity.ifPresent(s -> manner.with("style", chip(s)));
        Html how = Html.tag("td")
                .with("style", "text-align: left; vertical-align: top")
                .of(
                        manner.of(
                                Html.text(severity.map(s -> mark(s) + " ").orElse("")),
                                Html.join(PlanWords.phrase(node).stream()
                                        .map(PlanRenderer::html)
                                        .toList())),
                        Html.tag("div")
                                .with("style", "opacity: 0.7; font-size: 90%")
                                .of(PlanSentences.of(row)));
        return Html.element("tr", step, how, numbers(node));
    }

    private Html numbers(Node node) {
        String counts = PlanNumbers.counts(node);
        String estimate = PlanNumbers.estimate(node);
        List<Html> lines = new ArrayList<>();
        share(node)
                .ifPresent(share -> lines.add(Html.tag("meter")
                        .with("min", "0")
                        .with("max", "1")
                        .with("value", Quantity.ratio(share))
                        .with(
                                "title",
                                Quantity.count(node.counted().orElseThrow().visited()) + " of "
                                        + Quantity.count(visited) + " rows visited in all")
                        .with("style", "width: 90px")
                        .of(PlanNumbers.bar(share))));
        if (!counts.isEmpty()) {
            lines.add(Html.text((lines.isEmpty() ? "" : " ") + counts));
        }
        if (!estimate.isEmpty()) {
            lines.add(
                    counts.isEmpty()
                            ? Html.text(estimate)
                            : Html.tag("div")
                                    .with("style", "opacity: 0.7; font-size: 90%")
                                    .of(estimate));
        }
        String style =
                "text-align: left; vertical-align: top" + (node.counted().isPresent() ? "; white-space: nowrap" : "");
        return Html.tag("td").with("style", style).of(Html.join(lines));
    }

    private static Html html(PlanWords.Word word) {
        return switch (word.tone()) {
            case PLAIN -> Html.text(word.text());
            case BOUND -> Html.element("b", Html.text(word.text()));
            case FADED -> Html.tag("span").with("style", "opacity: 0.6").of(word.text());
        };
    }

    private static String chip(Severity severity) {
        return "background: " + ground(severity) + "; padding: 1px 6px; border-radius: 3px";
    }

    private static String ground(Severity severity) {
        return switch (severity) {
            case WARNING -> Palette.BAD_GROUND;
            case NOTE -> Palette.NOTE_GROUND;
            case FINE -> Palette.GOOD_GROUND;
        };
    }

    private static Html html(Finding finding) {
        Html sentence = Html.tag("div")
                .with("style", "background: " + ground(finding.severity()) + "; padding: 4px 10px; border-radius: 3px")
                .of(sentence(finding));
        Html remedy = finding.remedy()
                .map(sql -> Html.tag("div")
                        .with("style", "padding: 4px 10px")
                        .of(
                                Html.text("try"),
                                Html.tag("pre")
                                        .with(
                                                "style",
                                                "background: " + Palette.CODE_GROUND
                                                        + "; padding: 6px 10px; border-radius: 3px; margin: 4px 0;"
                                                        + " white-space: pre-wrap")
                                        .of(sql.strip())))
                .orElse(Html.NOTHING);
        return Html.tag("div").with("style", "margin: 6px 0; text-align: left").of(sentence, remedy);
    }
}
