package rowan.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;

/** The sizes of tables that {@code --sizes} names. */
final class Sizes {

    private static final int FEWEST = 3;
    private static final int MOST = 20;

    private Sizes() {}

    /** {@code 1e3..1e6} by half decades, or a list; smallest first, each once. */
    static List<Long> of(String written) throws SqlFailure {
        List<Long> sizes = new ArrayList<>();
        int dots = written.indexOf("..");
        if (dots >= 0) {
            double from = size(written.substring(0, dots), written);
            double to = size(written.substring(dots + 2), written);
            for (int i = 0; i <= MOST; i++) {
                double size = from * Math.pow(10, i / 2.0);
                // A little more than the end is the end: √10 · √10 is not 10 in floating point.
                if (size <= to * 1.001) {
                    sizes.add(Math.round(size));
                }
            }
        } else {
            for (String each : written.split(",")) {
                sizes.add(Math.round(size(each, written)));
            }
        }
        List<Long> different = List.copyOf(new TreeSet<>(sizes));
        if (different.size() < FEWEST || different.size() > MOST) {
            throw new SqlFailure(Problem.usage(
                    "--sizes " + written + " names " + different.size() + " sizes; a curve needs " + FEWEST + " to "
                            + MOST + ".",
                    "1e3..1e6 means the seven half decades 1000, 3162, 10000 … 1000000."));
        }
        return different;
    }

    private static double size(String text, String written) throws SqlFailure {
        try {
            double size = Double.parseDouble(text.strip());
            if (size >= 1 && size <= 1e9) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new SqlFailure(Problem.usage(
                "--sizes cannot be read: " + written + ".",
                "Write 1e3..1e6 for half decades, or a list such as 1000,2000,5000; from 1 to 1e9."));
    }
}
