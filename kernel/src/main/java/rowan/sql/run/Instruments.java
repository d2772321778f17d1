package rowan.sql.run;

import java.util.Optional;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Measuring;
import rowan.sql.dialect.Plans;
import rowan.sql.dialect.PrivateCopies;
import rowan.sql.dialect.SqlFailure;

/** The parts of an engine that are needed to try a change on a private copy and see what it brings. */
public record Instruments(Dialect dialect, PrivateCopies copies, Plans plans, Measuring measuring, Catalog catalog) {

    /**
     * Those of an engine.
     *
     * @param purpose who asks, as the subject of a sentence: {@code An experiment}
     * @throws SqlFailure where it lacks one
     */
    public static Instruments of(Dialect dialect, String purpose) throws SqlFailure {
        return new Instruments(
                dialect,
                dialect.need(dialect.copies(), purpose + " runs on private copies of the database", "makes none"),
                dialect.need(dialect.plans(), purpose + " shows plans", "tells none"),
                dialect.need(dialect.measuring(), purpose + " counts what a query takes", "counts nothing"),
                dialect.need(dialect.catalog(), purpose + " looks at the tables of its copies", "lists none"));
    }

    /** Those of an engine, where it has all of them. */
    public static Optional<Instruments> in(Dialect dialect) {
        try {
            return Optional.of(of(dialect, "Advice"));
        } catch (SqlFailure lacking) {
            return Optional.empty();
        }
    }
}
