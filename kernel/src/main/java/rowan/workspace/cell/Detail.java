package rowan.workspace.cell;

/** How much an inspection should tell: Jupyter's {@code detail_level} 0 and 1. */
public enum Detail {
    BRIEF,
    FULL
}
