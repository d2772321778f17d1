package rowan.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rowan.display.MimeBundle;

/**
 * Compares the record of an experiment with that of an earlier run. What is counted has to be equal: results, plans, steps.
 * What is timed has to agree: verdicts contradict each other where one is not the other's and their intervals do not meet, and
 * on the same machine the intervals have to meet in any case, each widened twofold, since the load of a machine changes
 * from run to run by more than within one.
 */
final class ExperimentRecords {

    private static final double WIDENED = 2;

    /** The slopes of two runs may differ by so much although both are right: the largest interval that carries a claim. */
    private static final double SLOPE = 0.25;

    private static final List<String> VERDICTS = List.of("faster", "slower", "no difference");

    private final List<String> differences = new ArrayList<>();
    private final boolean comparable;

    /**
     * @param comparable whether both runs were on the same machine, and it was quiet in both
     */
    private ExperimentRecords(boolean comparable) {
        this.comparable = comparable;
    }

    /** The record that an output carries. */
    static Optional<JsonObject> of(JsonObject output) {
        return Optional.ofNullable(output.getAsJsonObject("data"))
                .map(data -> data.get(MimeBundle.EXPERIMENT))
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject);
    }

    /** What differs, one line each: where, stored → now. Empty where the records agree. */
    static List<String> differences(JsonObject stored, JsonObject now) {
        ExperimentRecords records =
                new ExperimentRecords(machine(stored).equals(machine(now)) && isQuiet(stored) && isQuiet(now));
        for (String name : List.of("query", "sizes")) {
            records.equal(name, stored.get(name), now.get(name));
        }
        records.equal("setup", at(stored, "provenance", "setup"), at(now, "provenance", "setup"));
        records.equal("data", at(stored, "provenance", "data"), at(now, "provenance", "data"));
        if (stored.has("curves") && now.has("curves")) {
            records.curves(stored.getAsJsonArray("curves"), now.getAsJsonArray("curves"));
        } else if (stored.has("baseline") && now.has("baseline")) {
            records.arm(stored.getAsJsonObject("baseline"), now.getAsJsonObject("baseline"));
            records.changes(stored.getAsJsonArray("changes"), now.getAsJsonArray("changes"));
        } else {
            records.differences.add("it is another kind of experiment");
        }
        return records.differences;
    }

    private static String machine(JsonObject record) {
        return at(record, "provenance", "environment", "CPU") + " "
                + at(record, "provenance", "environment", "cores") + " "
                + at(record, "provenance", "environment", "JVM");
    }

    /** Whether the baseline against its twin was the same within a tenth. */
    private static boolean isQuiet(JsonObject record) {
        JsonElement low = at(record, "control", "low");
        JsonElement high = at(record, "control", "high");
        return low != null && high != null && low.getAsDouble() > 0.9 && high.getAsDouble() < 1.1;
    }

    private static JsonElement at(JsonObject tree, String... path) {
        JsonElement here = tree;
        for (String name : path) {
            here = here != null && here.isJsonObject() ? here.getAsJsonObject().get(name) : null;
        }
        return here;
    }

    private void equal(String what, JsonElement stored, JsonElement now) {
        if (!Objects.equals(stored, now)) {
            differences.add(what + ": " + stored + " → " + now);
        }
    }

    private void arm(JsonObject stored, JsonObject now) {
        String label = stored.get("label").getAsString();
        for (String name : List.of("label", "statement", "preparation", "plan", "answer")) {
            equal(label + ", " + name, stored.get(name), now.get(name));
        }
        work(label, stored.getAsJsonObject("work"), now.getAsJsonObject("work"));
    }

    /** Not every platform can count pages; where both could, they are as many. */
    private void work(String label, JsonObject stored, JsonObject now) {
        for (String name : List.of("steps", "exact", "visited")) {
            equal(label + ", work, " + name, stored.get(name), now.get(name));
        }
        if (stored.has("pages") && now.has("pages")) {
            equal(label + ", work, pages", stored.get("pages"), now.get("pages"));
        }
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
