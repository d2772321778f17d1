package rowan.workspace;

import java.nio.file.Path;
import java.util.Optional;
import rowan.files.GrowingFile;
import rowan.model.table.ResultTable;

/** What the user has set for this notebook. Shared by the workspace, its languages and its commands. */
public final class Settings {

    private volatile String defaultLanguage = "java";
    private volatile int pageRows = ResultTable.DEFAULT_PAGE_ROWS;
    private volatile boolean plansShown;
    private Optional<GrowingFile> export = Optional.empty();
    private boolean exportStays;
    private final GivenParameters parameters = new GivenParameters();

    /** The language of a cell that does not say: {@code java} unless set. */
    public String defaultLanguage() {
        return defaultLanguage;
    }

    public void defaultLanguage(String name) {
        defaultLanguage = name;
    }

    /** How many rows of a result are shown. */
    public int pageRows() {
        return pageRows;
    }

    public void pageRows(int rows) {
        pageRows = rows;
    }

    /** Whether every query shows its plan, as {@code .eqp on} asks. */
    public boolean plansShown() {
        return plansShown;
    }

    public void plansShown(boolean shown) {
        plansShown = shown;
    }

    /** The values of parameters that were set by {@code .parameter}. */
    public GivenParameters parameters() {
        return parameters;
    }

    /** The file that the next result goes to instead of the notebook, if there is one; told once unless it stays. */
    public synchronized Optional<GrowingFile> takeExport() {
        Optional<GrowingFile> file = export;
        export = exportStays ? export : Optional.empty();
        return file;
    }

    /**
     * Sends results to a file, one behind the other.
     *
     * @param file empty to show results again
     * @param marked whether the file begins with a byte order mark
     * @param stays whether all further results go there and not just the next
     */
    public synchronized void export(Optional<Path> file, boolean marked, boolean stays) {
        export = file.map(path -> marked ? GrowingFile.marked(path) : new GrowingFile(path));
        exportStays = stays;
    }
}
