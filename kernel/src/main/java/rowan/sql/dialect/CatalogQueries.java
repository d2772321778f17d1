package rowan.sql.dialect;

import java.util.Optional;
import rowan.model.Schema;

/**
 * Queries that list what a database contains, for {@code .tables} and its like. They are run and shown as if the user had
 * written them. Patterns are those of LIKE.
 */
public interface CatalogQueries {

    /** The tables and views whose names fit a pattern: {@code name}, {@code type}. */
    String tables(String pattern);

    /** The indexes of the tables whose names fit a pattern. */
    String indexes(String pattern);

    /** The columns of a table. */
    String columns(Schema.Relation table);

    /** The statements that made the tables whose names fit a pattern, and all that belongs to them; one column, in order. */
    String definitions(String pattern);

    /**
     * The databases, or the schemas, that statements of the connection can name.
     *
     * @param opened what is told of the place of the one that was opened, where that is not its own name
     */
    String databases(Optional<String> opened);

    /**
     * One row for each column of a table: how many values, how many different ones, the smallest, the largest, and the mean and
     * the standard deviation of its numbers. Empty where the engine has no functions for that.
     */
    default Optional<String> profile(Schema.Relation table) {
        return Optional.empty();
    }
}
