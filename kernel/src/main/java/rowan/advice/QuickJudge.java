package rowan.advice;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Remedy;
import rowan.model.plan.QueryPlan;
import rowan.sql.run.Adviser.Question;

/**
 * The judgement of a statement that is run, but only for so many steps that nobody notices; one that takes more is left to
 * the planner's.
 */
final class QuickJudge implements IndexFilter.Judge {

    /** A few hundredths of a second. A limit in time would give other advice on a busy machine. */
    private static final long MOST_STEPS = 2_000_000;

    private final Rehearsal copy;
    private final Question question;

    /** @param copy with all rows */
    QuickJudge(Rehearsal copy, Question question) {
        this.copy = copy;
        this.question = question;
    }

    /** Whether the statement, as it is, takes no more steps. */
    boolean isPossible() throws SQLException {
        return with(List.of()).isPresent();
    }

    @Override
    public Optional<IndexFilter.Standing> with(List<CandidateIndex> indexes) throws SQLException {
        List<String> made = indexes.stream().map(CandidateIndex::sql).toList();
        return copy.with(made, connection -> {
            QueryPlan plan = copy.plan();
            if (!PlannerJudge.areUsed(indexes, plan)) {
                return Optional.empty();
            }
            OptionalLong steps = question.instruments()
                    .measuring()
                    .countUpTo(MOST_STEPS, connection, question.statement(), question.interrupt());
            return steps.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new IndexFilter.Standing(
                            steps.getAsLong(), steps.getAsLong(), PlanShape.sorts(plan), Optional.empty()));
        });
    }

    @Override
    public boolean isBetter(IndexFilter.Standing one, IndexFilter.Standing other) {
        return Remedy.isWorthwhile(other.cost(), one.cost());
    }
}
