package rowan.sql.dialect;

import java.sql.SQLException;

/** Ends results that are still read: of engines on which an open one stands in the way of other statements. */
public interface Cursors {

    /** Ends what a statement is reading. It can be run again. */
    void endReading(java.sql.Statement statement) throws SQLException;
}
