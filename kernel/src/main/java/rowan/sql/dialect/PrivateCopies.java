package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import rowan.sql.statement.NamesUsed;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/** Copies of a database that nobody else sees: experiments and advice work on them. A server has none. */
public interface PrivateCopies {

    /**
     * A private copy of a connection's databases.
     *
     * @param mostBytes how large they may be together
     * @param listener hears how far this copy is, and each copy that is made of it
     * @throws SqlFailure where there can be none, with the reason: an open transaction, temporary objects, their size
     */
    PrivateCopy copy(Connection connection, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure;

    /**
     * As {@link #copy(Connection, long, Interrupt, LongStep.Listener)}, for statements that are known.
     *
     * @param used what stands in them; temporary objects that do not are left out
     */
    PrivateCopy copy(
            Connection connection, NamesUsed used, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure;

    /**
     * A copy in memory of what a connection's databases contain, without their rows, on which statements are planned as on
     * the originals. The caller closes it.
     */
    Connection emptyCopy(Connection connection, Interrupt interrupt) throws SqlFailure, SQLException;
}
