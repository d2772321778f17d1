package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.model.Schema;

/**
 * A copy of a database, in a temporary directory, that one can do anything to. Closing removes it.
 */
public interface PrivateCopy extends AutoCloseable {

    /** Bytes of a database that is copied without a question. */
    long LARGE = 1_000_000_000;

    /** Bytes that a copy may have. */
    static long most(boolean largeAllowed) {
        return largeAllowed ? Long.MAX_VALUE : LARGE;
    }

    /** The connection to the copy. */
    Connection connection();

    /** Stops what runs on the connection, from another thread. */
    void cancel();

    /**
     * A further copy of this copy, as it is now.
     *
     * @throws SqlFailure where there is no room for it
     */
    PrivateCopy duplicate() throws SqlFailure;

    /**
     * Brings what the engine keeps beside the rows into one state, whether or not the copy has been written to: each read
     * looks at it, so that of two copies with the same rows one would be faster.
     */
    void settle() throws SQLException;

    /** Empties the engine's own memory of pages, so that the next statement finds it cold. */
    void chill() throws SQLException;

    /** Bytes in use, of the main database and those attached; pages that are free again are not. */
    long size() throws SQLException;

    /** Bytes that each index occupies, by its name. */
    Map<String, Long> indexBytes() throws SQLException;

    /**
     * How rows that a table has can be inserted once more, to see what inserting costs. The copy checks no references from
     * now on: rows that others refer to could not be taken out.
     *
     * @param most so many rows at most
     * @return empty where there are no rows, or where that cannot be done
     */
    Optional<Reinsertion> reinsertion(Schema.Relation table, int most) throws SQLException;

    /**
     * Statements that take rows out of a table and put them back. The copy is left as it was by a rollback.
     *
     * @param before to be carried out first, in the same transaction
     * @param insert the statement that puts them back: the one to be measured
     * @param rows how many rows it inserts
     */
    record Reinsertion(List<String> before, String insert, long rows) {
        public Reinsertion {
            before = List.copyOf(before);
        }
    }

    /** What the engine and this connection are set to, by name, as far as it decides how fast something is. */
    Map<String, String> settings() throws SQLException;

    /** Never fails; what could not be removed now is removed when the next kernel starts. */
    @Override
    void close();
}
