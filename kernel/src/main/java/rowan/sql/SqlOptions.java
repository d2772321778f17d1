package rowan.sql;

import java.util.List;
import java.util.Optional;
import rowan.sql.run.Expectations;

/**
 * How a piece of SQL is to be run, as the options of {@code %%sql} say.
 *
 * @param on the label of the connection, where it is not the current one
 * @param background whether the cell does not wait for it
 * @param confirmed whether UPDATE and DELETE without WHERE are meant
 * @param whole whether the last result is read to its end
 * @param capture the name the last result is captured under
 * @param with names of snippets the query builds on
 * @param expectations what must come of it
 * @param fromFile whether it is the text of a file, into which nothing of the notebook is put
 */
public record SqlOptions(
        Optional<String> on,
        boolean background,
        boolean confirmed,
        boolean whole,
        Optional<String> capture,
        List<String> with,
        Expectations expectations,
        boolean fromFile) {

    /** As SQL is run that stands in a cell by itself. */
    public static final SqlOptions PLAIN = new SqlOptions(
            Optional.empty(), false, false, false, Optional.empty(), List.of(), Expectations.NONE, false);

    public SqlOptions {
        with = List.copyOf(with);
    }

    /** The same for the statements of a file, which are all meant as they are. */
    SqlOptions ofFile() {
        return new SqlOptions(on, background, true, whole, capture, with, expectations, true);
    }
}
