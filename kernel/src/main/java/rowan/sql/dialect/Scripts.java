package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import rowan.workspace.contract.Interrupt;

/** What is needed to run long files of SQL quickly and without harm, and to write them. */
public interface Scripts {

    /**
     * Carries out a statement that adds rows, with nothing but that: what it would return, and the keys of the rows, are not
     * asked for.
     */
    void insert(Connection connection, String sql) throws SQLException;

    /** The settings that keep what is stored sound, as they are now. */
    Protection protection(Connection connection) throws SQLException;

    /**
     * Writes the statements that make a connection's database again; within a transaction, all of one moment.
     *
     * @param patterns of names, as LIKE takes them: what of the database is wanted; all of it where there are none
     * @param out gets whole lines
     * @throws SqlFailure where a pattern fits nothing
     */
    void dump(Connection connection, List<String> patterns, Consumer<CharSequence> out, Interrupt interrupt)
            throws SqlFailure, SQLException;

    /** The settings of a connection that keep what is stored sound, as they were before a file was run. */
    interface Protection {

        /**
         * Puts back what has been loosened since; what has been tightened stays. A setting that an open transaction keeps as
         * it is can be put back only after that.
         *
         * @return a sentence for each setting
         */
        List<String> restore() throws SQLException;
    }
}
