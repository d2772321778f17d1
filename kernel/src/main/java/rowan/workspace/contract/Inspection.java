package rowan.workspace.contract;

import java.util.Objects;

/** What is known about the thing under the cursor, as a value to be drawn; mostly a {@link rowan.model.Card}. */
public record Inspection(Object value) {
    public Inspection {
        Objects.requireNonNull(value);
    }
}
