package rowan.workspace;

import rowan.model.ResultTable;

/** What the user has set for this notebook. Shared by the workspace, its languages and its commands. */
public final class Settings {

    private volatile String defaultLanguage = "java";
    private volatile int pageRows = ResultTable.DEFAULT_PAGE_ROWS;
    private volatile boolean plansShown;

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
}
