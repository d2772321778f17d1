package rowan.sql.dialect;

import java.sql.SQLException;
import java.util.List;

/** The settings of a connection that keep what is stored sound, as they were before a file was run. */
public interface Protection {

    /**
     * Puts back what has been loosened since; what has been tightened stays. A setting that an open transaction keeps as it
     * is can be put back only after that.
     *
     * @return a sentence for each setting
     */
    List<String> restore() throws SQLException;
}
