package rowan.jshell;

import java.sql.SQLException;
import rowan.display.MimeBundle;
import rowan.model.Check;
import rowan.model.ResultTable;
import rowan.workspace.Databases;

/** What a Java cell can call without an import. */
public final class CellFunctions {

    /** The current database: the very connection that SQL cells use. */
    public static final Databases db = new CurrentDatabases();

    private CellFunctions() {}

    private static CellContext cell() {
        return CellContext.current().orElseThrow(() -> new IllegalStateException("no cell has run yet"));
    }

    static Databases databases() {
        return cell().databases();
    }

    /**
     * All rows of a query.
     *
     * @param parameters for the {@code ?} in it, in order
     */
    public static ResultTable sql(String query, Object... parameters) throws SQLException {
        return databases().query(query, parameters);
    }

    /**
     * Shows whether a claim holds; the cell fails where it does not.
     *
     * @throws AssertionError with the claim
     */
    public static void check(String claim, boolean holds) {
        cell().run().output().show(new Check(claim, holds, ""));
        if (!holds) {
            throw new AssertionError(claim);
        }
    }

    /**
     * Shows a value.
     *
     * @return the id under which {@link #updateDisplay} redraws it
     */
    public static String display(Object value) {
        return cell().run().output().open(value).id();
    }

    /** How a value is drawn, without showing it. */
    public static MimeBundle render(Object value) {
        return cell().render(value);
    }

    /** Redraws what {@link #display} has shown. */
    public static void updateDisplay(String id, Object value) {
        cell().run().output().update(id, value);
    }

    /**
     * Removes what the cell has shown.
     *
     * @param wait until the next output comes, so that the cell does not flicker
     */
    public static void clearOutput(boolean wait) {
        cell().run().output().clear(wait);
    }

    /** The value that was bound to a name outside of Java; called by the declaration of its variable. */
    public static Object boundValue(String name) {
        return cell().bound(name);
    }
}
