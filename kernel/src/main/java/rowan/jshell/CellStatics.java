package rowan.jshell;

/** Called by the code of cells when a class has run its static initialiser. */
public final class CellStatics {

    private CellStatics() {}

    /** A class that was declared anew takes over the static state of its version before. */
    public static void inherit(Class<?> type) {
        if (type.getClassLoader() instanceof CellClassLoader cells) {
            cells.versions().inheritStatics(type);
        }
    }
}
