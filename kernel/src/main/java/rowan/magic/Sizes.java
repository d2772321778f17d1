package rowan.magic;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import rowan.workspace.command.ArgumentType;

/** The sizes of tables that {@code --sizes} names. */
final class Sizes {

    private static final int FEWEST = 3;
    private static final int MOST = 20;

    /** How {@code --sizes} is written. */
    static final ArgumentType<List<Long>> TYPE = ArgumentType.of(
            "FROM..TO",
            FEWEST + " to " + MOST + " sizes from 1 to 1e9",
            "1e3..1e6 means the seven half decades 1000, 3162, 10000 … 1000000; a list is 1000,2000,5000.",
            Sizes::of);

    private Sizes() {}

    /** {@code 1e3..1e6} by half decades, or a list; smallest first, each once. Empty where it is neither. */
    static Optional<List<Long>> of(String written) {
        TreeSet<Long> sizes = new TreeSet<>();
        try {
            int dots = written.indexOf("..");
            if (dots >= 0) {
                double from = size(written.substring(0, dots));
                double to = size(written.substring(dots + 2));
                for (int i = 0; i <= MOST; i++) {
                    double size = from * Math.pow(10, i / 2.0);
                    // A little more than the end is the end: √10 · √10 is not 10 in floating point.
                    if (size <= to * 1.001) {
                        sizes.add(Math.round(size));
                    }
                }
            } else {
                for (String each : written.split(",")) {
                    sizes.add(Math.round(size(each)));
                }
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(sizes)).filter(all -> all.size() >= FEWEST && all.size() <= MOST);
    }

    private static double size(String text) {
        double size = new BigDecimal(text.strip()).doubleValue(); // Double.parseDouble would take 1d, too.
        if (size >= 1 && size <= 1e9) {
            return size;
        }
        throw new NumberFormatException(text);
    }
}
