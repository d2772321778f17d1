package rowan.notebook.verify;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.notebook.OutputFormats;
import rowan.notebook.run.StoredOutputs;

/**
 * Compares one output with the same output of a later run, in every format. Of what was measured, the numbers are others
 * now: it is drawn again from the stored record, which has to give the stored drawing, and whose counts have to be those of
 * the later run.
 */
final class OutputComparison {

    private static final Set<String> RECORDS = Set.of(MimeBundle.EXPERIMENT, MimeBundle.LOG);

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .create();

    private final Renderers renderers = new Renderers();
    private final Function<Record, List<String>> contradictions;
    private final Exemptions exemptions;

    /**
     * @param contradictions what a measurement says and its own samples do not, a sentence each
     */
    OutputComparison(Function<Record, List<String>> contradictions, Exemptions exemptions) {
        this.contradictions = contradictions;
        this.exemptions = exemptions;
    }

    /** What differs: {@code - stored} and {@code + now}, below the name of each format. */
    List<String> differences(JsonObject stored, JsonObject now, boolean isVolatile) {
        if (!OutputFormats.kind(stored).equals(OutputFormats.kind(now))) {
            return List.of("- " + OutputFormats.kind(stored), "+ " + OutputFormats.kind(now));
        }
        Optional<String> record = RECORDS.stream()
                .filter(type ->
                        record(stored, type).isPresent() && record(now, type).isPresent())
                .findFirst();
        if (record.isPresent()) {
            return measured(stored, now, record.get());
        }
        Map<String, String> before = OutputFormats.of(stored);
        // Nothing but text is what a notebook's own code says.
        boolean drawn =
                before.keySet().stream().anyMatch(format -> format.contains("/") && !format.equals(MimeBundle.PLAIN));
        Pattern time = drawn ? ElapsedTimes.drawn() : ElapsedTimes.printed();
        return formats("", before, OutputFormats.of(now), Optional.of(time), isVolatile);
    }

    static Optional<JsonObject> record(JsonObject output, String type) {
        return Optional.ofNullable(output.getAsJsonObject("data"))
                .map(data -> data.get(type))
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject);
    }

    private List<String> measured(JsonObject stored, JsonObject now, String type) {
        JsonObject record = record(stored, type).orElseThrow();
        JsonObject other = record(now, type).orElseThrow();
        Record measurement;
        try {
            measurement = Recorded.read(type, members(record));
        } catch (IllegalArgumentException e) {
            return List.of("its record cannot be read: " + e.getMessage()
                    + ". If an older Rowan has made it, run the cell again.");
        }
        List<String> lines = new ArrayList<>(contradictions.apply(measurement));
        Map<String, String> written = OutputFormats.of(stored);
        Map<String, String> again = OutputFormats.of(
                StoredOutputs.bundle(stored.get("output_type").getAsString(), renderers.render(measurement)));
        if (!written.remove(type).equals(again.remove(type))) {
            lines.add("its record was changed after it was made: it does not fit its digest");
        }
        lines.addAll(formats(" (drawn again from its record)", written, again, Optional.empty(), false));
        lines.addAll(ExperimentRecords.differences(record, other));
        exemptions.sizes(ExperimentRecords.sizesNotReached(record, other));
        return lines;
    }

    private static Map<String, Object> members(JsonObject record) {
        Map<?, ?> members = GSON.fromJson(record, Map.class);
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private List<String> formats(
            String what,
            Map<String, String> stored,
            Map<String, String> now,
            Optional<Pattern> time,
            boolean isVolatile) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(stored.keySet());
        names.addAll(now.keySet());
        for (String format : names) {
            if (!now.containsKey(format)) {
                lines.add("- " + format + what);
            } else if (!stored.containsKey(format)) {
                lines.add("+ " + format + what);
            } else {
                Exemptions.Pair pair = exemptions.without(stored.get(format), now.get(format), time, isVolatile);
                if (!pair.isSame()) {
                    lines.addAll(told(format + what, pair, !lines.isEmpty()));
                }
            }
        }
        return lines;
    }

    /** The lines that differ; of HTML the elements, unless a shorter format has told already what is other. */
    private static List<String> told(String format, Exemptions.Pair pair, boolean already) {
        boolean markup = !format.startsWith(MimeBundle.PLAIN);
        if (markup && already) {
            return List.of(format + " differs too");
        }
        List<String> lines = new ArrayList<>(List.of(format + ":"));
        lines.addAll(LineDifference.between(lined(pair.stored(), markup), lined(pair.now(), markup)));
        return lines;
    }

    private static String lined(String text, boolean markup) {
        return markup ? text.replaceAll("><(?!/)", ">\n<") : text;
    }
}
