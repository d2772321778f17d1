package rowan.advice;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.model.plan.QueryPlan;

/**
 * The planner's judgement: an index is of use if the plan with it spares more than that without. It has to be chosen as it
 * would be once it is made; and, where there is a copy with all rows, also by a planner that knows what is in it.
 */
final class PlannerJudge implements IndexFilter.Judge {

    private final Rehearsal empty;
    private final Optional<Rehearsal> full;
    private final PlanShape shape;

    /**
     * @param empty a copy without rows, with the statistics that there are
     * @param full a copy with all rows and the statistics of all of them
     */
    PlannerJudge(Rehearsal empty, Optional<Rehearsal> full) throws SQLException {
        this.empty = empty;
        this.full = full;
        this.shape = new PlanShape(full.isPresent() ? full.get().tableRows() : Map.of());
    }

    @Override
    public Optional<IndexFilter.Standing> with(List<CandidateIndex> indexes) throws SQLException {
        QueryPlan plan = planned(empty, indexes, false);
        if (!areUsed(indexes, plan) || shape.isRisky(plan, planned(empty, List.of(), false))) {
            return Optional.empty();
        }
        QueryPlan informed = full.isPresent() ? planned(full.get(), indexes, true) : plan;
        if (!areUsed(indexes, informed)) {
            return Optional.empty();
        }
        return Optional.of(new IndexFilter.Standing(
                shape.cost(plan), shape.cost(informed), PlanShape.sorts(plan), Optional.empty()));
    }

    private static QueryPlan planned(Rehearsal on, List<CandidateIndex> indexes, boolean informed) throws SQLException {
        Stream<String> made = indexes.stream().map(CandidateIndex::sql);
        Stream<String> known = informed ? indexes.stream().map(CandidateIndex::analyze) : Stream.empty();
        return on.with(Stream.concat(made, known).toList(), connection -> on.plan());
    }

    static boolean areUsed(List<CandidateIndex> indexes, QueryPlan plan) {
        return indexes.stream().allMatch(index -> index.isUsedIn(plan));
    }

    @Override
    public boolean isBetter(IndexFilter.Standing one, IndexFilter.Standing other) {
        return one.cost() < other.cost() && one.informed() < other.informed();
    }
}
