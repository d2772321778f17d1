package rowan.advice;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Remedy;
import rowan.model.plan.QueryPlan;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.StatementWork;
import rowan.sql.run.Adviser.Question;
import rowan.workspace.TimeLimit;

/** The judgement of the statement itself: an index is of use if it takes clearly fewer steps with it, counted on a copy. */
final class StepJudge implements IndexFilter.Judge {

    private final Rehearsal copy;
    private final Question question;
    private final TimeLimit limit;
    private Optional<StatementWork> asItIs = Optional.empty();

    /** @param copy with all rows */
    StepJudge(Rehearsal copy, Question question, TimeLimit limit) {
        this.copy = copy;
        this.question = question;
        this.limit = limit;
    }

    @Override
    public Optional<IndexFilter.Standing> with(List<CandidateIndex> indexes) throws SQLException {
        List<String> made = indexes.stream().map(CandidateIndex::sql).toList();
        return after(made, plan -> PlannerJudge.areUsed(indexes, plan));
    }

    /** What gathering statistics brings. */
    Optional<Remedy.Effect> analyzed() throws SQLException {
        with(List.of());
        return after(List.of(Remedy.ANALYZE), plan -> true).flatMap(IndexFilter.Standing::effect);
    }

    private interface Condition {
        boolean holds(QueryPlan plan);
    }

    private Optional<IndexFilter.Standing> after(List<String> changes, Condition condition) throws SQLException {
        if (limit.hasPassed()) {
            return Optional.empty();
        }
        try {
            return copy.with(changes, connection -> {
                QueryPlan plan = copy.plan();
                if (!condition.holds(plan)) {
                    return Optional.empty();
                }
                StatementWork work = question.instruments()
                        .measuring()
                        .count(connection, question.statement(), Counting.EXACT_STEPS, limit);
                if (asItIs.isEmpty()) {
                    asItIs = Optional.of(work);
                }
                // Another answer is no better one.
                return work.rows() != asItIs.get().rows()
                        ? Optional.empty()
                        : Optional.of(new IndexFilter.Standing(
                                work.steps().number().orElse(Long.MAX_VALUE),
                                work.steps().number().orElse(Long.MAX_VALUE),
                                PlanShape.sorts(plan),
                                Optional.of(new Remedy.Effect(asItIs.get().steps(), work.steps()))));
            });
        } catch (SQLException e) {
            question.interrupt().check();
            if (limit.hasPassed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean isBetter(IndexFilter.Standing one, IndexFilter.Standing other) {
        return new Remedy.Effect(
                        other.effect().orElseThrow().after(),
                        one.effect().orElseThrow().after())
                .isWorthwhile();
    }
}
