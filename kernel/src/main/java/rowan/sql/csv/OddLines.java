package rowan.sql.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.model.Quantity;

/** Lines of a file that are not as the others: how many, and where the first of them are. */
final class OddLines {

    private static final int SHOWN = 3;

    private final List<Long> first = new ArrayList<>();
    private long count;

    void add(long line) {
        if (first.size() < SHOWN) {
            first.add(line);
        }
        count++;
    }

    /** That there were some, and where; empty if there were none. */
    Optional<String> sentence(String what) {
        String places = first.stream().map(Quantity::count).collect(Collectors.joining(", "));
        return count == 0
                ? Optional.empty()
                : Optional.of(Quantity.count(count, "record") + (count == 1 ? " has " : " have ") + what + ": line "
                        + places + (count > SHOWN ? " …" : "") + ".");
    }
}
