package rowan.jshell.internals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A capability that Rowan lacks where this Java does not have, or does not open, an {@link Internal} that it needs. All else
 * works as ever. The first cell that is affected says so, once in a virtual machine, and {@code rowan doctor} names what is
 * missing.
 */
public enum Loss {
    STATEMENTS("Java cells take longer: their statements are compiled one by one."),
    MEMORY("Java cells take longer, and more memory, the longer the notebook has run: nothing is forgotten."),
    ANONYMOUS_CLASSES(
            "After a type that does not compile, Java 25 may refuse anonymous classes of interfaces; restart the kernel then."),
    LATE_INDEX("The first Java cells take longer: the names of all types are collected beside them."),
    EARLIER_DECLARATIONS("Where the compiler fails over a declaration, the earlier one of its name is gone."),
    IMPORTS_ABOVE("Tab does not know what a cell imports."),
    INNER_CLASSES("A class within a type stays an inner class where it is declared anew as a static one."),
    MISSPELT_TYPES("For a misspelt type no other is proposed."),
    MEANINGS("Names of Java are offered without their types and parameters."),
    SOURCES("Javadoc of libraries, and the names of their parameters, are not shown."),
    SIGNALS("Ctrl+C where Jupyter was started ends the kernel.");

    /** The losses that have affected a cell and of which the user has not been told. */
    private static final Set<Loss> MET = new ConcurrentSkipListSet<>();

    private static final Set<Loss> TOLD = new ConcurrentSkipListSet<>();

    private final String sentence;

    Loss(String sentence) {
        this.sentence = sentence;
    }

    /** One plain sentence for users. */
    public String sentence() {
        return sentence;
    }

    /** The internals that are missing in this Java; none where the capability is there. */
    public List<Internal> missing() {
        return Arrays.stream(Internal.values())
                .filter(each -> each.losses().contains(this) && !each.isThere())
                .toList();
    }

    /** Whether the capability is missing; if it is, the cell that asks will tell the user. */
    public boolean isMet() {
        boolean isMet = !missing().isEmpty();
        if (isMet && !TOLD.contains(this)) {
            MET.add(this);
        }
        return isMet;
    }

    /** The sentences of losses that have affected a cell since the last call; the caller shows them to the user. */
    public static List<String> untold() {
        List<String> sentences = new ArrayList<>();
        for (Loss met : MET) {
            MET.remove(met);
            if (TOLD.add(met)) {
                sentences.add(met.sentence);
            }
        }
        return sentences;
    }
}
