package rowan.model.plan;

import java.util.Objects;

/** A plan to be written for another program, or whole. */
public record PlanExport(QueryPlan plan, Format format) {
    public PlanExport {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(format);
    }

    /** The formats there are. */
    public enum Format {
        /** The drawing as text, with all steps however many there are. */
        TEXT,
        /** All that is known, for programs: a flat list of steps, each with the id of the one above. */
        JSON,
        /** A flowchart for Markdown. */
        MERMAID,
        /** A graph for Graphviz. */
        DOT
    }
}
