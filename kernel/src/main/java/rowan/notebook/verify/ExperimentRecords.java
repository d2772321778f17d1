package rowan.notebook.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares the record of a measurement with that of a later run. What is counted has to be equal: results, plans, steps.
 * What is timed has to agree: verdicts contradict each other where one is not the other's and their intervals do not meet, and
 * on the same machine the intervals have to meet in any case, each widened twofold, since the load of a machine changes
 * from run to run by more than within one.
 */
final class ExperimentRecords {

    private static final double WIDENED = 2;

    /** The slopes of two runs may differ by so much although both are right: the largest interval that carries a claim. */
    private static final double SLOPE = 0.25;

    private static final List<String> VERDICTS = List.of("faster", "slower", "no difference");

    /** Members, wherever they stand, whose values are a run's own. */
    private static final Set<String> MEASURED = Set.of("times", "elapsed", "total", "longest");

    private final List<String> differences = new ArrayList<>();
    private final boolean comparable;

    /**
     * @param comparable whether both runs were on the same machine, and it was quiet in both
     */
    private ExperimentRecords(boolean comparable) {
        this.comparable = comparable;
    }

    /** What differs, one line each: where, stored → now. Empty where the records agree. */
    static List<String> differences(JsonObject stored, JsonObject now) {
        boolean sameMachine = machine(stored).equals(machine(now));
        ExperimentRecords records = new ExperimentRecords(sameMachine && isQuiet(stored) && isQuiet(now));
        for (String name : List.of("query", "work", "entries", "lanes", "notes")) {
            records.equal(name, stored.get(name), now.get(name));
        }
        if (stored.has("experiments") && now.has("experiments")) {
            records.listed(stored.getAsJsonArray("experiments"), now.getAsJsonArray("experiments"));
        }
        for (String name : List.of("setup", "data", "seed")) {
            records.equal(name, at(stored, "provenance", name), at(now, "provenance", name));
        }
        if (sameMachine) { // Elsewhere the rule may choose another.
            records.equal("clock", at(stored, "clock", "clock"), at(now, "clock", "clock"));
            records.equal("clock", at(stored, "sampling", "clock", "clock"), at(now, "sampling", "clock", "clock"));
        }
        if (stored.has("curves") && now.has("curves")) {
            records.sizes(sizes(stored), sizes(now));
            records.curves(stored.getAsJsonArray("curves"), now.getAsJsonArray("curves"));
        } else if (stored.has("baseline") && now.has("baseline")) {
            for (String name : List.of("cache", "budget")) {
                records.equal(name, at(stored, "sampling", name), at(now, "sampling", name));
            }
            records.arm(stored.getAsJsonObject("baseline"), now.getAsJsonObject("baseline"));
            records.changes(stored.getAsJsonArray("changes"), now.getAsJsonArray("changes"));
        } else if (List.of("curves", "baseline", "experiments").stream()
                .anyMatch(kind -> stored.has(kind) != now.has(kind))) {
            records.differences.add("it is another kind of experiment");
        }
        return records.differences;
    }

    /** How many sizes of a growth are stored that the later run had no time for; they cannot be compared. */
    static int sizesNotReached(JsonObject stored, JsonObject now) {
        return stored.has("curves") && now.has("curves")
                ? Math.max(0, sizes(stored).size() - sizes(now).size())
                : 0;
    }

    private static JsonArray sizes(JsonObject growth) {
        return growth.getAsJsonArray("sizes");
    }

    private static String machine(JsonObject record) {
        return at(record, "provenance", "environment", "CPU") + " "
                + at(record, "provenance", "environment", "cores") + " "
                + at(record, "provenance", "environment", "JVM");
    }

    /** Whether the baseline against its twin was the same within a tenth. */
    private static boolean isQuiet(JsonObject record) {
        JsonElement low = at(record, "control", "ratio", "low");
        JsonElement high = at(record, "control", "ratio", "high");
        return low != null && high != null && low.getAsDouble() > 0.9 && high.getAsDouble() < 1.1;
    }

    private static JsonElement at(JsonObject tree, String... path) {
        JsonElement here = tree;
        for (String name : path) {
            here = here != null && here.isJsonObject() ? here.getAsJsonObject().get(name) : null;
        }
        return here;
    }

    /** Of experiments that are only listed: which they are. What they found is compared where they were made. */
    private void listed(JsonArray stored, JsonArray now) {
        if (stored.size() != now.size()) {
            differences.add("experiments: " + stored.size() + " → " + now.size());
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            for (String name : List.of("number", "kind", "query")) {
                equal(
                        "experiment " + (i + 1) + ", " + name,
                        at(stored.get(i).getAsJsonObject(), name),
                        at(now.get(i).getAsJsonObject(), name));
            }
        }
    }

    /** Both have to be equal but for what is measured; names the places that are not. */
    private void equal(String where, JsonElement stored, JsonElement now) {
        if (stored != null && now != null && stored.isJsonObject() && now.isJsonObject()) {
            members(where, stored.getAsJsonObject(), now.getAsJsonObject());
        } else if (stored != null
                && now != null
                && stored.isJsonArray()
                && now.isJsonArray()
                && stored.getAsJsonArray().size() == now.getAsJsonArray().size()) {
            IntStream.range(0, stored.getAsJsonArray().size())
                    .forEach(i -> equal(
                            where + " " + (i + 1),
                            stored.getAsJsonArray().get(i),
                            now.getAsJsonArray().get(i)));
        } else if (!Objects.equals(stored, now)) {
            differences.add(where + ": " + told(stored) + " → " + told(now));
        }
    }

    private void members(String where, JsonObject stored, JsonObject now) {
        Set<String> names = new LinkedHashSet<>(stored.keySet());
        names.addAll(now.keySet());
        names.removeAll(MEASURED);
        if (!stored.has("pages") || !now.has("pages")) {
            names.remove("pages"); // Not every platform can count them.
        }
        names.forEach(name -> equal(where + ", " + name, stored.get(name), now.get(name)));
    }

    private static String told(JsonElement value) {
        return value == null ? "nothing" : value.toString();
    }

    private void arm(JsonObject stored, JsonObject now) {
        members(stored.get("label").getAsString(), stored, now);
    }

    private void changes(JsonArray stored, JsonArray now) {
        if (stored.size() != now.size()) {
            differences.add("arms: " + stored.size() + " → " + now.size());
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            JsonObject before = stored.get(i).getAsJsonObject();
            JsonObject after = now.get(i).getAsJsonObject();
            arm(before.getAsJsonObject("arm"), after.getAsJsonObject("arm"));
            String label = at(before, "arm", "label").getAsString();
            equal(label + ", rows", before.get("sameness"), after.get("sameness"));
            equal(label + ", added bytes", before.get("addedBytes"), after.get("addedBytes"));
            if (before.has("writing") && after.has("writing")) { // There is not always time for it.
                for (String name : List.of("table", "rows")) {
                    equal(label + ", writing, " + name, at(before, "writing", name), at(after, "writing", name));
                }
            }
            verdict(label, before.getAsJsonObject("verdict"), after.getAsJsonObject("verdict"));
        }
    }

    private void verdict(String label, JsonObject stored, JsonObject now) {
        String before = stored.get("finding").getAsString();
        String after = now.get("finding").getAsString();
        // A run that is too noisy to say contradicts nothing.
        boolean differ = VERDICTS.contains(before) && VERDICTS.contains(after) && !before.equals(after);
        if (differ && areApart(stored, now, 1) || comparable && areApart(stored, now, WIDENED)) {
            differences.add(label + ", ratio: " + told(before, stored) + " → " + told(after, now));
        }
    }

    private static boolean areApart(JsonObject stored, JsonObject now, double widened) {
        return end(stored, "low") / widened > end(now, "high") * widened
                || end(now, "low") / widened > end(stored, "high") * widened;
    }

    private static double end(JsonObject verdict, String name) {
        return at(verdict, "ratio", name).getAsDouble();
    }

    private static String told(String finding, JsonObject verdict) {
        return finding + " [" + at(verdict, "ratio", "low") + ", " + at(verdict, "ratio", "high") + "]";
    }

    /** One run may have had time for more of them than the other. */
    private void sizes(JsonArray stored, JsonArray now) {
        for (int i = 0; i < Math.min(stored.size(), now.size()); i++) {
            equal("size " + (i + 1), stored.get(i), now.get(i));
        }
    }

    private void curves(JsonArray stored, JsonArray now) {
        if (stored.size() != now.size()) {
            differences.add("arms: " + stored.size() + " → " + now.size());
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            JsonObject before = stored.get(i).getAsJsonObject();
            JsonObject after = now.get(i).getAsJsonObject();
            JsonArray arms = before.getAsJsonArray("arms");
            JsonArray other = after.getAsJsonArray("arms");
            for (int j = 0; j < Math.min(arms.size(), other.size()); j++) {
                arm(arms.get(j).getAsJsonObject(), other.get(j).getAsJsonObject());
            }
            String label = before.get("label").getAsString();
            if (arms.size() == other.size()) {
                equal(label + ", rows", before.get("sameness"), after.get("sameness"));
            }
            exponent(label, before.getAsJsonObject("time"), after.getAsJsonObject("time"));
        }
    }

    private void exponent(String label, JsonObject stored, JsonObject now) {
        double low = stored.get("low").getAsDouble() - SLOPE;
        double high = stored.get("high").getAsDouble() + SLOPE;
        // An interval that is too wide to say anything contradicts nothing either: it contains the other.
        if (now.get("high").getAsDouble() < low || now.get("low").getAsDouble() > high) {
            differences.add(label + ", exponent of time: " + stored.get("exponent") + " → " + now.get("exponent"));
        }
    }
}
