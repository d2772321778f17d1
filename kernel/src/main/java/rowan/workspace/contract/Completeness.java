package rowan.workspace.contract;

import java.util.Objects;

/**
 * Whether code could be run as it stands.
 *
 * @param indent what the next line should begin with; only with {@link Status#INCOMPLETE}
 */
public record Completeness(Status status, String indent) {

    public static final Completeness COMPLETE = new Completeness(Status.COMPLETE, "");
    public static final Completeness INVALID = new Completeness(Status.INVALID, "");

    public Completeness {
        Objects.requireNonNull(status);
        Objects.requireNonNull(indent);
    }

    /** More lines are needed. */
    public static Completeness incomplete(String indent) {
        return new Completeness(Status.INCOMPLETE, indent);
    }

    /** Jupyter's four answers. */
    public enum Status {
        COMPLETE,
        INCOMPLETE,
        INVALID,
        UNKNOWN
    }
}
