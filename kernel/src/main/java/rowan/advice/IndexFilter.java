package rowan.advice;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.model.Remedy;

/**
 * Decides which indexes are worth trying: those with which a statement does better, by somebody's judgement, one after the
 * other, each as long as it brings something beside those before it. One that helps only beside others is told with them.
 */
final class IndexFilter {

    /**
     * How a statement does with some indexes.
     *
     * @param cost the less the better
     * @param informed the same by somebody who knows the data; the cost itself where that is nobody else
     * @param sorts how much is sorted
     * @param effect the steps without and with them, where they were counted
     */
    record Standing(long cost, long informed, long sorts, Optional<Remedy.Effect> effect) {
        private boolean isAsGoodAs(Standing other) {
            return cost <= other.cost && informed <= other.informed;
        }
    }

    /** Whose judgement it is. */
    interface Judge {

        /** How the statement does with these indexes; empty where not all of them are used, or nothing can be told. */
        Optional<Standing> with(List<CandidateIndex> indexes) throws SQLException;

        /** Whether one standing is enough better than another to be worth a change. */
        boolean isBetter(Standing one, Standing other);
    }

    private final Judge judge;

    IndexFilter(Judge judge) {
        this.judge = judge;
    }

    /**
     * What is worth trying.
     *
     * @param units indexes that make sense alone; where there are several in one, only together
     */
    List<Remedy> remedies(List<List<CandidateIndex>> units) throws SQLException {
        Optional<Standing> before = judge.with(List.of());
        if (before.isEmpty()) {
            return List.of();
        }
        Map<List<CandidateIndex>, Standing> alone = new LinkedHashMap<>();
        for (List<CandidateIndex> unit : units) {
            judge.with(unit).ifPresent(standing -> alone.put(unit, standing));
        }
        List<Remedy> remedies = new ArrayList<>();
        List<CandidateIndex> chosen = List.of();
        Standing now = before.get();
        List<List<CandidateIndex>> left = new ArrayList<>(units);
        Optional<Step> step = best(chosen, now, left, alone);
        while (step.isPresent()) {
            List<CandidateIndex> unit = step.get().unit();
            boolean byItself = alone.containsKey(unit) && judge.isBetter(alone.get(unit), before.get());
            chosen = joined(chosen, unit);
            remedies.add(
                    byItself
                            ? remedy(unit, before.get(), alone.get(unit))
                            : remedy(chosen, before.get(), step.get().standing()));
            now = step.get().standing();
            left.remove(unit);
            step = best(chosen, now, left, alone);
        }
        return remedies.isEmpty() ? together(units, before.get()) : remedies;
    }

    private record Step(List<CandidateIndex> unit, Standing standing) {}

    /** The unit that brings most beside those that are chosen. */
    private Optional<Step> best(
            List<CandidateIndex> chosen,
            Standing now,
            List<List<CandidateIndex>> left,
            Map<List<CandidateIndex>, Standing> alone)
            throws SQLException {
        List<Step> better = new ArrayList<>();
        for (List<CandidateIndex> unit : left) {
            Optional<Standing> standing = chosen.isEmpty()
                    ? Optional.ofNullable(alone.get(unit))
                    : chosen.containsAll(unit) ? Optional.empty() : judge.with(joined(chosen, unit));
            standing.filter(s -> judge.isBetter(s, now)).ifPresent(s -> better.add(new Step(unit, s)));
        }
        return better.stream().min(Comparator.comparingLong(s -> s.standing().cost()));
    }

    /** Those that help only all together, without those that are not needed for it. */
    private List<Remedy> together(List<List<CandidateIndex>> units, Standing before) throws SQLException {
        List<CandidateIndex> all =
                units.stream().flatMap(List::stream).distinct().toList();
        Optional<Standing> standing = all.size() < 2 ? Optional.empty() : judge.with(all);
        if (standing.isEmpty() || !judge.isBetter(standing.get(), before)) {
            return List.of();
        }
        Standing best = standing.get();
        for (CandidateIndex index : all) {
            List<CandidateIndex> fewer =
                    all.stream().filter(other -> other != index).toList();
            Optional<Standing> without = fewer.isEmpty() ? Optional.empty() : judge.with(fewer);
            if (without.isPresent() && without.get().isAsGoodAs(best)) {
                all = fewer;
                best = without.get();
            }
        }
        return List.of(remedy(all, before, best));
    }

    private static List<CandidateIndex> joined(List<CandidateIndex> some, List<CandidateIndex> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static Remedy remedy(List<CandidateIndex> indexes, Standing before, Standing after) {
        return new Remedy(
                indexes.get(indexes.size() - 1).subject(),
                indexes.stream().map(CandidateIndex::sql).toList(),
                after.sorts() < before.sorts(),
                after.effect());
    }
}
