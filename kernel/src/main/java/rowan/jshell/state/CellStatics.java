package rowan.jshell.state;

/** Called by the code of cells where a class's static initialiser begins, and at its end. */
public final class CellStatics {

    private CellStatics() {}

    /** Records that a class begins to run its static initialiser, which may still fail. */
    public static void begins(Class<?> type) {
        if (type.getClassLoader() instanceof VersionedLoader cells) {
            cells.versions().begins(type);
        }
    }

    /**
     * Chooses the value of a static field when its class has been declared again.
     *
     * @param initial the value that the field's initialiser has computed
     * @return the value that the earlier version of the field held, where that is kept; else {@code initial}
     */
    public static Object kept(Class<?> type, String field, Object initial) {
        return type.getClassLoader() instanceof VersionedLoader cells
                ? cells.versions().kept(type, field, initial)
                : initial;
    }

    /** Records that a class has run its static initialiser to its end. */
    public static void initialised(Class<?> type) {
        if (type.getClassLoader() instanceof VersionedLoader cells) {
            cells.versions().initialised(type);
        }
    }
}
