package rowan.sql.dialect;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import rowan.model.Problem;
import rowan.workspace.contract.Interrupt;

/** What concerns the files of databases: of engines that keep each database in one. */
public interface DatabaseFiles {

    /** Watches the file of a connection that has just been opened. */
    ContentWatch watch(Connection connection, Path file);

    /**
     * The engine's own JDBC driver, with nothing of Rowan's settings.
     *
     * @param directory what relative paths in URLs start from
     */
    Driver driver(Path directory);

    /** The file that a statement makes, if it is to be whole or not to be. */
    Optional<MadeFile> makes(Connection connection, BoundStatement statement) throws SQLException;

    /** An error that a statement has met which was to make a file; empty where it is about something else than a state. */
    Optional<Problem> problem(Connection connection, SQLException error, Path file);

    /**
     * Copies a database of a connection into a file, which is whole then, or as it was.
     *
     * @param database its name, as the connection knows it; empty for the one that was opened
     * @throws SqlFailure where there is no such database, a transaction is open, or the file cannot be written
     */
    void save(Connection connection, Optional<String> database, Path file, Interrupt interrupt)
            throws SqlFailure, SQLException;

    /** How a user saves what a connection still has of a file that is gone, as a half sentence. */
    String saving();

    /** What is told where a connection has lost its file, or the file its content; {@code sentence} says so. */
    Problem moved(String sentence);

    /**
     * Why nothing can be written into a connection's database.
     *
     * @return empty where it can be, as far as that can be told without waiting for others
     */
    Optional<Problem> unwritable(Connection connection) throws SQLException;

    /** Watches whether what stands in the open file of a database has been written by its engine. */
    interface ContentWatch {

        /**
         * Whether somebody else has written into the file, such as {@code cp}, as far as that can be told for certain. Takes no
         * longer than a look at the file's size and date, as long as nobody at all has written.
         */
        boolean isOverwritten();

        /**
         * Sees to it that nothing of the old content gets into the file when the connection is closed, or when the next one is
         * opened.
         */
        void abandon() throws IOException;
    }
}
