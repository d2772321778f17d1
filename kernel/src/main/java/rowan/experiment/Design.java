package rowan.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rowan.model.experiment.Comparison.Cache;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.statement.Statement;

/**
 * What is to be measured, and how.
 *
 * @param query as things are; it only reads
 * @param setup prepares the copy that all arms are made from
 * @param arms what is compared with the query as things are
 * @param captured results that are tables on every copy, by name
 */
public record Design(
        Prepared query,
        List<Prepared> setup,
        List<Arm> arms,
        Map<String, ResultTable> captured,
        Conditions conditions) {

    public Design {
        captured = Map.copyOf(captured);
        setup = List.copyOf(setup);
        arms = List.copyOf(arms);
    }

    /** A statement with its values, and as it was written, to point at its mistakes. */
    public record Prepared(Statement written, BoundStatement bound) {}

    /**
     * An arm that is to be measured: a change, or another query.
     *
     * @param label in the author's words
     * @param preparation what is done to the private copy, such as {@code CREATE INDEX}
     * @param query what is run on it: the design's own query, or another in its place
     */
    public record Arm(String label, List<Prepared> preparation, Prepared query) {
        public Arm {
            preparation = List.copyOf(preparation);
        }
    }

    /** All that is run. */
    List<Statement> statements() {
        List<Prepared> all = new ArrayList<>(setup);
        all.add(query);
        for (Arm arm : arms) {
            all.addAll(arm.preparation());
            all.add(arm.query());
        }
        return all.stream().map(Prepared::written).toList();
    }

    /** The query as things are, under the name that it has in reports. */
    Arm baseline(String label) {
        return new Arm(label, List.of(), query);
    }

    /**
     * How it is measured.
     *
     * @param budget how long samples may be taken
     * @param exact whether all steps are counted one by one, however many they are
     * @param largeAllowed whether a database of more than a gigabyte may be copied
     */
    public record Conditions(Duration budget, Cache cache, long seed, boolean exact, boolean largeAllowed) {

        /** Unless the user says otherwise: the order of samples is arbitrary, and the same in every run. */
        public static final long SEED = 20_261_121;
    }
}
