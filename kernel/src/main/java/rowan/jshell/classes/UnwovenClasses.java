package rowan.jshell.classes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import rowan.jshell.internals.CellClassName;

/**
 * Classes that cannot be woven, such as those of a Java that is newer than the library which reads class files, or with a method
 * that has no room for checks. They run as they are; what that means is said once of cells and once of libraries.
 */
final class UnwovenClasses {

    private static final String OF_ANY =
            ": an interrupt waits until its code comes to an end, and System.exit in it ends the kernel";
    private static final String OF_A_CELL =
            "; traces show other lines than the cell's, and static fields begin anew when their type is declared anew";

    private final Set<Boolean> told = new HashSet<>();
    private final List<String> untold = new ArrayList<>();

    /** What weaving gives; the code as it is where it fails. */
    byte[] wovenOr(byte[] code, String name, Supplier<byte[]> weaving) {
        try {
            return weaving.get();
        } catch (
                RuntimeException
                        unreadable) { // What ASM throws over a class file that it does not understand may be any.
            System.getLogger(UnwovenClasses.class.getName())
                    .log(System.Logger.Level.DEBUG, name + " is not woven", unreadable);
            tell(name, unreadable instanceof MethodTooLargeException || unreadable instanceof ClassTooLargeException);
            return code;
        }
    }

    private synchronized void tell(String name, boolean isTooLarge) {
        boolean isCell = CellClassName.of(name).isPresent();
        if (told.add(isCell)) {
            untold.add((isCell ? "The code of this cell" : name)
                    + " runs as it is, since "
                    + (isTooLarge
                            ? "it would be too large with checks for an interrupt"
                            : "Rowan cannot read its class file, which may be of a later Java")
                    + OF_ANY
                    + (isCell ? OF_A_CELL : "")
                    + ".");
        }
    }

    /** The sentences that have come since the last call. */
    synchronized List<String> untold() {
        List<String> sentences = List.copyOf(untold);
        untold.clear();
        return sentences;
    }
}
