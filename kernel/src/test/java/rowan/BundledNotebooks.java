package rowan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of the bundled notebooks are run on this JDK: all of them on the oldest that Rowan supports, every third on later ones,
 * where the course would take more time than it tells. {@code -Dnotebooks.all=true} runs all.
 */
public final class BundledNotebooks {

    private static final int OLDEST = 17;
    private static final int STEP = 3;

    private BundledNotebooks() {}

    /** Of all of them, those for this JDK; said where they are not all. */
    public static <T> List<T> forThisJdk(List<T> all) {
        int version = Runtime.version().feature();
        if (version == OLDEST || Boolean.getBoolean("notebooks.all")) {
            return all;
        }
        List<T> some = IntStream.range(0, all.size())
                .filter(i -> i % STEP == 0)
                .mapToObj(all::get)
                .toList();
        System.out.println("JDK " + version + ": every third notebook, " + some + "; -Dnotebooks.all=true runs all.");
        return some;
    }
}
