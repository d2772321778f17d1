package rowan.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import rowan.model.experiment.Comparison.Sameness;
import rowan.sql.run.Ordering;

/**
 * Tells whether two results are the same without keeping either: SHA-256 of each row, chained for the order, added up for
 * the rows whatever their order, and once more with numbers rounded to {@link #DIGITS} digits. Where the query orders, its
 * keys are chained too: two results in the order that it asks for have the same keys in the same places, whatever the ties.
 */
final class Fingerprint {

    /** Sums of the same floating-point numbers in another order agree to this many digits. */
    private static final MathContext DIGITS = new MathContext(12);

    private final Ordering ordering;
    private final MessageDigest digest = sha256();
    private byte[] ordered = new byte[32];
    private byte[] keys = new byte[32];
    private byte[] alike = new byte[32];
    private final long[] unordered = new long[4];
    private final long[] rounded = new long[4];
    private long rows;

    /**
     * @param ordering of the query that all results are compared with
     */
    Fingerprint(Ordering ordering) {
        this.ordering = ordering;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** One more row, of values as the dialect reads them. */
    void add(Object[] row) {
        rows++;
        boolean fractions = false;
        for (Object value : row) {
            update(value, false);
            fractions |= value instanceof Double;
        }
        byte[] exact = digest.digest();
        plus(unordered, exact);
        digest.update(ordered);
        ordered = digest.digest(exact);
        if (fractions) {
            for (Object value : row) {
                update(value, true);
            }
            plus(rounded, digest.digest());
        } else {
            plus(rounded, exact);
        }
        if (!ordering.columns().isEmpty()) {
            keys = chained(keys, row, false);
            alike = chained(alike, row, true);
        }
    }

    /** The keys of a row behind those of the rows before. */
    private byte[] chained(byte[] before, Object[] row, boolean loosely) {
        digest.update(before);
        for (int column : ordering.columns()) {
            if (column < row.length) {
                update(key(row[column], loosely), false);
            }
        }
        return digest.digest();
    }

    /**
     * Equal for values that a column orders alike: numbers of any type; loosely, also text that differs in the case of ASCII
     * letters or in blanks at its end, as the collations NOCASE and RTRIM have it, and numbers that differ by rounding.
     */
    private static Object key(Object value, boolean loosely) {
        if (value instanceof Long || value instanceof Double number && Double.isFinite(number)) {
            BigDecimal exact = new BigDecimal(value.toString());
            return (loosely ? exact.round(DIGITS) : exact).stripTrailingZeros().toString();
        }
        return loosely && value instanceof String text ? text.stripTrailing().toLowerCase(Locale.ROOT) : value;
    }

    /** The kind of the value, its length where it can vary, and itself. */
    private void update(Object value, boolean isRounded) {
        if (value == null) {
            digest.update((byte) 'n');
        } else if (value instanceof byte[] bytes) {
            update('b', bytes);
        } else if (value instanceof Double number && isRounded && Double.isFinite(number)) {
            update(
                    'd',
                    new BigDecimal(number)
                            .round(DIGITS)
                            .stripTrailingZeros()
                            .toString()
                            .getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Number) {
            update(value instanceof Double ? 'd' : 'i', value.toString().getBytes(StandardCharsets.US_ASCII));
        } else {
            update('t', value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void update(char kind, byte[] bytes) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static void plus(long[] sum, byte[] hash) {
        ByteBuffer words = ByteBuffer.wrap(hash);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += words.getLong();
        }
    }

    private static String text(long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        for (long word : words) {
            bytes.putLong(word);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    long rows() {
        return rows;
    }

    /** The same for the same rows in any order, rounding aside: the name under which a result is recorded. */
    String name() {
        return text(rounded).substring(0, 16);
    }

    /** How another result compares with this one. */
    Sameness with(Fingerprint other) {
        if (rows != other.rows || !text(rounded).equals(text(other.rounded))) {
            return Sameness.DIFFERENT;
        }
        if (!MessageDigest.isEqual(alike, other.alike)) {
            return Sameness.DISORDERED;
        }
        if (!text(unordered).equals(text(other.unordered))) {
            return Sameness.ROUNDING;
        }
        if (MessageDigest.isEqual(ordered, other.ordered)) {
            return Sameness.SAME;
        }
        if (!ordering.orders()) {
            return Sameness.OTHER_ORDER;
        }
        return ordering.isComplete() && MessageDigest.isEqual(keys, other.keys) ? Sameness.TIES : Sameness.UNTOLD_ORDER;
    }
}
