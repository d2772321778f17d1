package rowan.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a stored output says as text, and what of it is the same in every run. */
public final class NotebookText {

    private static final Pattern ANSI = Pattern.compile("\u001b\\[[\\d;]*m");

    /** Times differ in every run, wherever they stand. */
    private static final Pattern TIME = Pattern.compile("(?<![\\w.])[\\d.,]+ (ns|µs|ms|s)\\b");

    private static final Pattern UNIT = Pattern.compile("(?<![\\w.])[\\d.,]+ (bytes?|kB|MB|GB|TB|%|×|VM steps|pairs)");

    private NotebookText() {}

    /** The text of an output, without colours; empty where it has none. */
    public static String of(JsonObject output) {
        String type = output.get("output_type").getAsString();
        if (type.equals("stream")) {
            return output.get("name").getAsString() + ": " + NotebookFile.text(output.get("text"));
        }
        if (type.equals("error")) {
            JsonArray traceback = output.getAsJsonArray("traceback");
            List<String> lines = new ArrayList<>();
            traceback.forEach(line -> lines.add(ANSI.matcher(line.getAsString()).replaceAll("")));
            return output.get("ename").getAsString() + "\n" + String.join("\n", lines);
        }
        JsonObject data = output.getAsJsonObject("data");
        return data.has("text/plain") ? NotebookFile.text(data.get("text/plain")) : "";
    }

    /** The text of an output as a terminal shows it, without the name of its stream. */
    static String shown(JsonObject output) {
        boolean stream = output.get("output_type").getAsString().equals("stream");
        return stream ? ANSI.matcher(NotebookFile.text(output.get("text"))).replaceAll("") : of(output);
    }

    /**
     * The text with everything blanked that differs from run to run: times always; of a volatile cell, all numbers with a
     * unit.
     */
    static String comparable(JsonObject output, boolean isVolatile) {
        String text = TIME.matcher(of(output)).replaceAll("…");
        if (isVolatile) {
            text = UNIT.matcher(text).replaceAll("… $1");
        }
        return text.replaceAll("(?m)[ \t]+$", "").strip();
    }
}
