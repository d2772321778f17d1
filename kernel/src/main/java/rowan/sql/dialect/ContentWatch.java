package rowan.sql.dialect;

import java.io.IOException;

/** Watches whether what stands in the open file of a database has been written by its engine. */
public interface ContentWatch {

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
