package rowan.display.markup;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import rowan.model.StatementLog;
import rowan.model.StatementTotals;
import rowan.model.Timeline;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.ExperimentList;
import rowan.model.experiment.Growth;
import rowan.model.experiment.Timed;
import rowan.model.record.RecordTree;

/**
 * What was measured comes out otherwise in every run, so its drawing carries its record, and is made of nothing else: by the
 * record alone it can be drawn again, and what it says can be told from what somebody has written over it.
 */
public final class Recorded {

    /** Of all else that a record says: a number in it that was changed by hand does not go with it any more. */
    private static final String DIGEST = "digest";

    private Recorded() {}

    /** Draws a measurement from its record, and adds that to the drawing. */
    public static <R extends Record> MimeBundle draw(
            String mimeType, Class<R> type, R measured, Function<R, MimeBundle> drawing) {
        Map<String, Object> tree = tree(RecordTree.of(measured));
        MimeBundle drawn = drawing.apply(RecordTree.read(type, tree));
        tree.put(DIGEST, digest(tree));
        return drawn.with(mimeType, tree);
    }

    /**
     * The measurement of which a drawing carries this record.
     *
     * @param mimeType one of those of {@link MimeBundle}
     * @throws IllegalArgumentException if it is the record of none; the message names the place
     */
    public static Record read(String mimeType, Map<String, Object> record) {
        Map<String, Object> tree = tree(record);
        tree.remove(DIGEST);
        if (mimeType.equals(MimeBundle.LOG)) {
            Class<? extends Record> type = tree.containsKey("lanes")
                    ? Timeline.class
                    : tree.containsKey("totals") ? StatementTotals.class : StatementLog.class;
            return RecordTree.read(type, tree);
        }
        if (tree.containsKey("times")) {
            return RecordTree.read(Timed.class, tree);
        }
        if (tree.containsKey("experiments")) {
            return RecordTree.read(ExperimentList.class, tree);
        }
        return tree.containsKey("curves")
                ? RecordTree.read(Growth.class, tree)
                : RecordTree.read(Comparison.class, tree);
    }

    private static Map<String, Object> tree(Object record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        ((Map<?, ?>) record).forEach((name, value) -> tree.put(String.valueOf(name), value));
        return tree;
    }

    private static String digest(Map<String, Object> tree) {
        try {
            byte[] text = new Gson().toJson(tree).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
