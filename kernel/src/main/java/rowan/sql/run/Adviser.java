package rowan.sql.run;

import java.sql.Connection;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/** Looks for what would make a statement quicker, and puts it into its plan. Changes nothing of the database. */
public interface Adviser {

    /**
     * A statement about which advice is asked.
     *
     * @param connection the user's, which is not written to
     * @param largeAllowed whether a copy may be as large as the database is
     * @param steps hears how far the copying is, and the making of indexes
     */
    record Question(
            Connection connection,
            Instruments instruments,
            Schema schema,
            BoundStatement statement,
            boolean largeAllowed,
            Interrupt interrupt,
            LongStep.Listener steps) {

        /** The engine. */
        public Dialect dialect() {
            return instruments.dialect();
        }
    }

    /** The plan with what may help: the planner would use it; what is quickly run is also run, on a private copy. */
    QueryPlan foreseen(QueryPlan plan, Question question);

    /** The plan of a statement that was measured, with what has made it quicker on a private copy. */
    QueryPlan tried(QueryPlan plan, Question question);
}
