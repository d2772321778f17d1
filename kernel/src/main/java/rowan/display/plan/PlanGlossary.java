package rowan.display.plan;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.plan.QueryPlan.Node;

/**
 * The words for steps that read no table, by what the engine calls them. The table holds SQLite's, as of the calls of
 * {@code ExplainQueryPlan} in its source 3.54; what it does not know is told by the kind of step and shown in the engine's
 * words.
 */
final class PlanGlossary {

    private PlanGlossary() {}

    /**
     * What a step is called.
     *
     * @param manner how it is done, a few words; may be empty
     * @param sentence the same for someone who has never seen a plan
     */
    record Entry(String subject, String manner, String sentence) {}

    private record Term(Pattern detail, Function<MatchResult, Entry> entry) {}

    private static final List<Term> TERMS = List.of(
            term(
                    "CO-ROUTINE (.*)",
                    m -> new Entry(
                            called(m),
                            "runs row by row",
                            "Makes its rows one at a time, whenever the query around asks for the next.")),
            term(
                    "MATERIALIZE (.*)",
                    m -> new Entry(
                            called(m),
                            "runs once, its rows are kept",
                            "Runs to its end first; its rows wait in a temporary table.")),
            term(
                    "CORRELATED SCALAR SUBQUERY (\\d+)",
                    m -> new Entry(
                            "subquery " + m.group(1),
                            "correlated: runs for each row",
                            "Gives one value, and depends on the row outside: it runs anew for each of them.")),
            term(
                    "CORRELATED LIST SUBQUERY (\\d+)",
                    m -> new Entry(
                            "subquery " + m.group(1),
                            "correlated: a list for each row",
                            "Makes a list for IN, and depends on the row outside: it runs anew for each of them.")),
            term(
                    "SCALAR SUBQUERY (\\d+)",
                    m -> new Entry(
                            "subquery " + m.group(1),
                            "one value, once",
                            "Runs once; its one value is kept for all rows.")),
            term(
                    "LIST SUBQUERY (\\d+)",
                    m -> new Entry(
                            "subquery " + m.group(1),
                            "a list, once",
                            "Runs once; its values are kept as a list for IN.")),
            term(
                    "REUSE (?:LIST )?SUBQUERY (\\d+)",
                    m -> new Entry(
                            "subquery " + m.group(1), "used again", "Takes what the subquery has given before.")),
            term(
                    "COMPOUND QUERY",
                    m -> new Entry(
                            "several queries",
                            "one after the other",
                            "The rows of the queries below become one result.")),
            term(
                    "MERGE \\((.*)\\)",
                    m -> new Entry(
                            m.group(1),
                            "merges two sorted results",
                            "Both sides arrive in the same order and are compared row by row, like two sorted piles of cards.")),
            term("LEFT-MOST SUBQUERY", m -> new Entry("first query", "", "Its rows come first.")),
            term("UNION ALL", m -> new Entry("UNION ALL", "next query", "Its rows follow, duplicates and all.")),
            term(
                    "(UNION|INTERSECT|EXCEPT) USING TEMP B-TREE",
                    m -> new Entry(
                            m.group(1),
                            "temporary B-tree",
                            "Rows are compared with those before by a temporary, sorted copy.")),
            term("LEFT", m -> new Entry("left side", "", "The first of the two results.")),
            term("RIGHT", m -> new Entry("right side", "", "The second of the two results.")),
            term(
                    "MULTI-INDEX OR",
                    m -> new Entry(
                            "OR",
                            "each side by its own search",
                            "Searches once for each side of the OR; a row found twice counts once.")),
            term("INDEX (\\d+)", m -> new Entry("search " + m.group(1), "", "One side of the OR.")),
            term("SETUP", m -> new Entry("start", "", "The rows that the recursion begins with.")),
            term(
                    "RECURSIVE STEP",
                    m -> new Entry(
                            "recursive step", "", "Runs again for each row it has given, until no new one comes.")),
            term(
                    "RIGHT-JOIN (.*)",
                    m -> new Entry(
                            called(m),
                            "RIGHT JOIN",
                            "Goes through the table again for the rows that found no partner, and adds them with NULLs.")),
            term(
                    "BLOOM FILTER ON (.*?) \\((.*)\\)",
                    m -> new Entry(
                            "Bloom filter on " + called(m),
                            "on " + m.group(2).replace("=?", ""),
                            "A small bitmap made beforehand: most rows without a partner are thrown out before they are looked up.")),
            term(
                    "CREATE BLOOM FILTER",
                    m -> new Entry(
                            "Bloom filter",
                            "built for this run only",
                            "A small bitmap is made: most values that will not match can be told by it.")),
            term(
                    "USING ROWID SEARCH ON TABLE (.*) FOR IN-OPERATOR",
                    m -> new Entry(
                            called(m),
                            "serves IN by its row ids",
                            "Each value of IN is looked up by row id; no list has to be built.")),
            term(
                    "USING INDEX (.*) FOR IN-OPERATOR",
                    m -> new Entry(
                            called(m),
                            "index that serves IN",
                            "Each value of IN is looked up in an index that is there; no list has to be built.")));

    private static Term term(String detail, Function<MatchResult, Entry> entry) {
        return new Term(Pattern.compile(detail, Pattern.DOTALL), entry);
    }

    private static String called(MatchResult match) {
        return PlanWords.named(PlanWords.name(match.group(1)));
    }

    /** The words for a step that reads no table. */
    static Entry of(Node node) {
        for (Term term : TERMS) {
            Matcher matcher = term.detail().matcher(node.detail());
            if (matcher.matches()) {
                return term.entry().apply(matcher.toMatchResult());
            }
        }
        String subject = node.target().name().isEmpty()
                ? PlanWords.detail(node)
                : PlanWords.named(PlanWords.name(node.target().toString()));
        return switch (node.operation()) {
            case SUBQUERY -> new Entry(subject, "subquery, once", "Runs once.");
            case CORRELATED_SUBQUERY ->
                new Entry(subject, "correlated subquery", "Depends on the row outside: it runs anew for each of them.");
            case REUSED_SUBQUERY -> new Entry(subject, "used again", "Takes what the subquery has given before.");
            case COMPOUND -> new Entry(subject, "", "The rows of the queries below become one result.");
            case PART -> new Entry(subject, "", "A part of the step above.");
            case PREPARE -> new Entry(subject, "", "Made beforehand, to spare work later.");
            default -> new Entry(subject, "", "The database's own words; Rowan has no better ones for this step.");
        };
    }
}
