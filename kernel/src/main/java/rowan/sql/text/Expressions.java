package rowan.sql.text;

import java.util.Optional;
import rowan.workspace.contract.Run;

/** Evaluates what stands in {@code {{…}}} and is no plain name; Java does, where it is there. */
@FunctionalInterface
public interface Expressions {

    /** The value, or empty where it cannot be evaluated. */
    Optional<Object> evaluate(String expression, Run run);
}
