package rowan.jshell.state;

/** Called by the code of cells where a class's static initialiser begins, and at its end. */
public final class CellStatics {

    private CellStatics() {}

    /** A class begins to run its static initialiser, whether it comes to the end or not. */
    public static void begins(Class<?> type) {
        if (type.getClassLoader() instanceof VersionedLoader cells) {
            cells.versions().begins(type);
        }
    }

    /**
     * What a static field of a class that was declared anew holds from now on.
     *
     * @param initial what its initialiser has computed
     * @return the value of its version before, where that is kept
     */
    public static Object kept(Class<?> type, String field, Object initial) {
        return type.getClassLoader() instanceof VersionedLoader cells
                ? cells.versions().kept(type, field, initial)
                : initial;
    }

    /** All static fields of a class are as they should be. */
    public static void initialised(Class<?> type) {
        if (type.getClassLoader() instanceof VersionedLoader cells) {
            cells.versions().initialised(type);
        }
    }
}
