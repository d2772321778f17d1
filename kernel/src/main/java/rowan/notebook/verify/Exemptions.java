package rowan.notebook.verify;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Quantity;

/**
 * The little that a verification does not compare: elapsed times, the pixels of PNG pictures, and of cells tagged volatile
 * the numbers with a unit. Counts what differed and was passed over.
 */
public final class Exemptions {

    private static final Pattern PNG = Pattern.compile("(?<=data:image/png;base64,)[A-Za-z0-9+/=]+");

    /** Times and sizes with their unit, which goes with the number; of all else the number alone. */
    private static final Pattern WITH_UNIT = Pattern.compile("(?<![\\w.,])\\d[\\d.,]{0,40}"
            + "(?: (?:bytes?|kB|MB|GB|TB|ns|µs|us|ms|s)(?!\\w)|(?= (?:%|×|VM steps|pairs)(?!\\w)))");

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G'};
    private static final int PNG_WIDTH_AT = 16;

    private int times;
    private int pictures;
    private int volatiles;
    private int sizes;

    /** What is left of a text, and what was taken out of it. */
    private static final class Rest {
        private String text;
        private final List<String> times;
        private final List<String> pictures;
        private final List<String> volatiles;

        Rest(String whole, Optional<Pattern> time, boolean isVolatile) {
            text = whole;
            pictures = take(PNG, Exemptions::size);
            times = time.isEmpty() ? List.of() : take(time.get(), found -> "…");
            volatiles = isVolatile ? take(WITH_UNIT, found -> "…") : List.of();
        }

        private List<String> take(Pattern pattern, UnaryOperator<String> instead) {
            List<String> taken = new ArrayList<>();
            text = pattern.matcher(text).replaceAll(found -> {
                taken.add(found.group());
                return Matcher.quoteReplacement(instead.apply(found.group()));
            });
            return taken;
        }
    }

    /** Two texts without what is not compared. */
    record Pair(String stored, String now) {

        boolean isSame() {
            return stored.equals(now);
        }
    }

    /**
     * Takes out of both texts what is not compared.
     *
     * @param time where the elapsed times of such a text stand; empty where it may have none
     */
    public Pair without(String stored, String now, Optional<Pattern> time, boolean isVolatile) {
        Rest before = new Rest(stored, time, isVolatile);
        Rest after = new Rest(now, time, isVolatile);
        Pair pair = new Pair(before.text, after.text);
        if (pair.isSame()) {
            times += different(before.times, after.times);
            pictures += different(before.pictures, after.pictures);
            volatiles += different(before.volatiles, after.volatiles);
        }
        return pair;
    }

    /** Sizes of a growth that were stored, and that this run had no time for. */
    void sizes(int missing) {
        sizes += missing;
    }

    private static int different(List<String> stored, List<String> now) {
        int both = Math.min(stored.size(), now.size());
        int different = Math.max(stored.size(), now.size()) - both; // A size in the one may be a time in the other.
        for (int i = 0; i < both; i++) {
            different += stored.get(i).equals(now.get(i)) ? 0 : 1;
        }
        return different;
    }

    /** How large a picture is, which is compared; what is no picture is compared as it is. */
    private static String size(String base64) {
        try {
            ByteBuffer png = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            byte[] head = new byte[PNG_HEAD.length];
            png.get(head);
            if (Arrays.equals(head, PNG_HEAD)) {
                return "… " + png.getInt(PNG_WIDTH_AT) + " by " + png.getInt(PNG_WIDTH_AT + Integer.BYTES) + " pixels";
            }
        } catch (IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException e) {
            // No picture.
        }
        return base64;
    }

    /** What was not compared, and why. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        if (times > 0) {
            told.add(Quantity.count(times, "elapsed time") + ", other in every run");
        }
        if (pictures > 0) {
            told.add("the pixels of " + Quantity.count(pictures, "PNG picture")
                    + ", which each machine draws with its own fonts");
        }
        if (volatiles > 0) {
            told.add(Quantity.count(volatiles, "number") + " with a unit in cells tagged volatile");
        }
        if (sizes > 0) {
            told.add(Quantity.count(sizes, "size") + " of a growth that this run had no time for");
        }
        return told;
    }
}
