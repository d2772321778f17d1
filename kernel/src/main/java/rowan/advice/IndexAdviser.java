package rowan.advice;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.model.Remedy;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.connection.Cancelling;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Adviser;
import rowan.sql.statement.Effect;
import rowan.sql.statement.NamesUsed;
import rowan.workspace.TimeLimit;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.LongStep;

/**
 * Advises indexes and statistics for one statement: first the planner is asked; then the statement is run on a private copy,
 * where it was asked to be measured, or where that is quickly done.
 */
public final class IndexAdviser implements Adviser {

    /** A copy of so much takes a fifth of a second, and so does an index on it. */
    private static final long QUICKLY_COPIED = 16_000_000;

    /** What is copied to try something on it, where nobody has said that it may be more. */
    private static final long MOST_COPIED = 100_000_000;

    /** So long things are tried. */
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    /** More indexes than that are not tried. */
    private static final int MOST_UNITS = 8;

    @Override
    public QueryPlan foreseen(QueryPlan plan, Question question) {
        try (Connection empty =
                question.instruments().copies().emptyCopy(question.connection(), question.interrupt())) {
            Rehearsal planner = rehearsal(empty, question, LongStep.Listener.NOBODY);
            List<List<CandidateIndex>> units = promising(plan, question, planner, limit(question));
            return units.isEmpty() ? plan : plan.advised(foreseen(units, planner, question), Optional.empty());
        } catch (SQLException | SqlFailure e) {
            return unadvised(plan, question, e);
        }
    }

    private List<Remedy> foreseen(List<List<CandidateIndex>> units, Rehearsal planner, Question question)
            throws SQLException {
        Optional<PrivateCopy> copy = quickCopy(question);
        try {
            Optional<Rehearsal> rows =
                    copy.map(made -> rehearsal(made.connection(), question, LongStep.Listener.NOBODY));
            if (rows.isPresent()) {
                Optional<List<Remedy>> quickly = quicklyTried(units, copy.get(), rows.get(), question);
                if (quickly.isPresent()) {
                    return quickly.get();
                }
                rows.get().keep(Remedy.ANALYZE);
            }
            return new IndexFilter(new PlannerJudge(planner, rows)).remedies(units);
        } finally {
            copy.ifPresent(PrivateCopy::close);
        }
    }

    /** Empty where the statement takes too long for that, or calls a Java function. */
    private static Optional<List<Remedy>> quicklyTried(
            List<List<CandidateIndex>> units, PrivateCopy copy, Rehearsal rows, Question question) {
        Cancelling cancelling = Cancelling.on(question.interrupt(), copy::cancel);
        try {
            QuickJudge judge = new QuickJudge(rows, question);
            // A Java function may do anything, and take any time.
            boolean own = question.instruments()
                    .measuring()
                    .workElsewhere(copy.connection(), question.statement())
                    .isEmpty();
            return own && judge.isPossible() ? Optional.of(new IndexFilter(judge).remedies(units)) : Optional.empty();
        } catch (SQLException e) {
            question.interrupt().check();
            return Optional.empty();
        } finally {
            cancelling.close();
        }
    }

    private Optional<PrivateCopy> quickCopy(Question question) {
        try {
            return Optional.of(question.instruments()
                    .copies()
                    .copy(
                            question.connection(),
                            used(question),
                            QUICKLY_COPIED,
                            question.interrupt(),
                            LongStep.Listener.NOBODY));
        } catch (SqlFailure none) {
            return Optional.empty();
        }
    }

    @Override
    public QueryPlan tried(QueryPlan plan, Question question) {
        try (Connection empty =
                question.instruments().copies().emptyCopy(question.connection(), question.interrupt())) {
            TimeLimit limit = limit(question);
            List<List<CandidateIndex>> units =
                    promising(plan, question, rehearsal(empty, question, LongStep.Listener.NOBODY), limit);
            return units.isEmpty() && !plan.asksForStatistics() && !limit.hasPassed()
                    ? plan
                    : tried(plan, units, question, limit);
        } catch (SQLException | SqlFailure e) {
            return unadvised(plan, question, e);
        }
    }

    private static NamesUsed used(Question question) {
        Dialect dialect = question.dialect();
        return new NamesUsed(
                dialect.lexicon().split(Source.of(question.statement().sql())),
                statement -> dialect.effect(statement) == Effect.READ);
    }

    private static TimeLimit limit(Question question) {
        return new TimeLimit(question.interrupt(), MOST_TIME);
    }

    private QueryPlan tried(QueryPlan plan, List<List<CandidateIndex>> units, Question question, TimeLimit limit)
            throws SQLException {
        long most = question.largeAllowed() ? Long.MAX_VALUE : MOST_COPIED;
        PrivateCopy copy;
        try {
            copy = question.instruments()
                    .copies()
                    .copy(question.connection(), used(question), most, question.interrupt(), question.steps());
        } catch (SqlFailure none) {
            return plan.advised(
                    List.of(),
                    Optional.of("No index was tried, and no statistics. "
                            + none.problem().message() + " "
                            + String.join(" ", none.problem().notes())));
        }
        Cancelling cancelling = Cancelling.on(limit, copy::cancel);
        try {
            StepJudge judge = new StepJudge(rehearsal(copy.connection(), question, question.steps()), question, limit);
            List<Remedy> remedies =
                    new ArrayList<>(units.isEmpty() ? List.of() : new IndexFilter(judge).remedies(units));
            if (plan.asksForStatistics()) {
                judge.analyzed()
                        .map(effect -> new Remedy("", List.of(Remedy.ANALYZE), false, Optional.of(effect)))
                        .ifPresent(remedies::add);
            }
            return plan.advised(
                    remedies,
                    limit.hasPassed()
                            ? Optional.of(
                                    "Not everything was tried: after " + MOST_TIME.toSeconds() + " seconds no more is.")
                            : Optional.empty());
        } finally {
            cancelling.close();
            copy.close();
        }
    }

    /** The units that the planner would use, of all that come into question, as far as there is time to ask. */
    private static List<List<CandidateIndex>> promising(
            QueryPlan plan, Question question, Rehearsal planner, TimeLimit limit) throws SQLException {
        List<List<List<CandidateIndex>>> tables =
                missing(IndexCandidates.of(plan, question.schema(), question.instruments()), planner);
        Set<List<CandidateIndex>> used = new LinkedHashSet<>();
        List<List<CandidateIndex>> singles = new ArrayList<>();
        for (List<List<CandidateIndex>> units : tables) {
            List<List<CandidateIndex>> single =
                    units.stream().filter(unit -> unit.size() == 1).toList();
            limit.check();
            used.addAll(limit.hasPassed() ? List.of() : used(single, planner));
            singles.addAll(single);
            for (List<CandidateIndex> unit : units) {
                if (unit.size() > 1 && !limit.hasPassed()) {
                    used.addAll(used(List.of(unit), planner));
                }
            }
        }
        used.addAll(limit.hasPassed() ? List.of() : used(singles, planner));
        return used.stream().limit(MOST_UNITS).toList();
    }

    /** The units for each table without what an index that is there does already; the engine knows what it has made. */
    private static List<List<List<CandidateIndex>>> missing(List<List<List<CandidateIndex>>> tables, Rehearsal planner)
            throws SQLException {
        List<String> made = tables.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .distinct()
                .map(CandidateIndex::sql)
                .toList();
        if (made.isEmpty()) {
            return tables;
        }
        Set<String> present = new HashSet<>();
        planner.schema().relations().forEach(table -> table.indexes().forEach(index -> present.add(index.name())));
        Set<String> needless = new HashSet<>();
        for (Schema.Relation table :
                planner.with(made, connection -> planner.schema()).relations()) {
            for (Schema.Index index : table.indexes()) {
                boolean replaced = table.indexes().stream()
                        .anyMatch(other -> present.contains(other.name()) && other.replaces(index));
                if (replaced && !present.contains(index.name())) {
                    needless.add(index.name());
                }
            }
        }
        return tables.stream()
                .map(units -> units.stream()
                        .map(unit -> unit.stream()
                                .filter(index -> !needless.contains(index.name()))
                                .toList())
                        .filter(unit -> !unit.isEmpty())
                        .toList())
                .toList();
    }

    private static List<List<CandidateIndex>> used(List<List<CandidateIndex>> units, Rehearsal planner)
            throws SQLException {
        List<String> made = units.stream()
                .flatMap(List::stream)
                .distinct()
                .map(CandidateIndex::sql)
                .toList();
        QueryPlan plan = planner.with(made, connection -> planner.plan());
        return units.stream().filter(unit -> PlannerJudge.areUsed(unit, plan)).toList();
    }

    private static Rehearsal rehearsal(Connection connection, Question question, LongStep.Listener steps) {
        return new Rehearsal(connection, question.instruments(), question.statement(), steps);
    }

    /** A plan is worth showing without advice too. */
    private static QueryPlan unadvised(QueryPlan plan, Question question, Exception reason) {
        question.interrupt().check();
        System.getLogger(IndexAdviser.class.getName()).log(System.Logger.Level.DEBUG, "no advice", reason);
        return plan;
    }
}
