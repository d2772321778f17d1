package rowan.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.display.markup.MimeBundle;

/** All that an output shows, format by format, as texts in which nothing is hidden: two outputs that differ, differ in them. */
public final class OutputFormats {

    /** What is said about the formats, such as the alternative text of a picture. */
    static final String METADATA = "metadata";

    /** What only Rowan's own front end draws: the same table, as a grid. */
    public static final String GRID = "application/vnd.rowan.result+json";

    private static final Pattern SVG = Pattern.compile("data:image/svg\\+xml;base64,([A-Za-z0-9+/=]+)");

    private static final Gson PRETTY = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private OutputFormats() {}

    /** What kind of output it is: {@code stream stdout}, {@code error}, {@code display_data}. */
    public static String kind(JsonObject output) {
        String type = output.get("output_type").getAsString();
        return isStream(output) ? type + " " + output.get("name").getAsString() : type;
    }

    private static boolean isStream(JsonObject output) {
        return output.get("output_type").getAsString().equals("stream");
    }

    /** The texts by format: MIME types, or the parts of an error. */
    public static Map<String, String> of(JsonObject output) {
        Map<String, String> formats = new LinkedHashMap<>();
        if (isStream(output)) {
            formats.put("text", NotebookText.settled(NotebookFile.text(output.get("text"))));
        } else if (!output.has("data")) {
            formats.put("ename", output.get("ename").getAsString());
            formats.put("evalue", output.get("evalue").getAsString());
            formats.put("traceback", NotebookText.traceback(output));
        } else {
            JsonObject data = output.getAsJsonObject("data");
            // Plain text first: what differs in it is the shortest to tell.
            if (data.has(MimeBundle.PLAIN)) {
                formats.put(MimeBundle.PLAIN, text(MimeBundle.PLAIN, data.get(MimeBundle.PLAIN)));
            }
            new TreeMap<>(data.asMap()).forEach((type, content) -> formats.putIfAbsent(type, text(type, content)));
            JsonElement about = output.get(METADATA);
            if (about != null && !about.equals(new JsonObject())) {
                formats.put(METADATA, json(about));
            }
        }
        return formats;
    }

    private static String text(String type, JsonElement content) {
        if (type.equals(GRID) && content.isJsonObject()) {
            return grid(content.getAsJsonObject().deepCopy());
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            return json(content);
        }
        String text = NotebookFile.text(content);
        if (type.equals("image/png")) {
            return "data:image/png;base64," + text.strip();
        }
        return SVG.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("data:image/svg+xml," + decoded(found.group(1))));
    }

    /** The caption, a line of text as below a table, and the rest, but for what the kernel that has made it finds the rows by. */
    private static String grid(JsonObject grid) {
        grid.remove("id");
        JsonElement caption = grid.remove("caption");
        return (caption != null && caption.isJsonPrimitive() ? caption.getAsString() : String.valueOf(caption)) + "\n"
                + json(grid);
    }

    /** A picture is compared by what it draws. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    /** Other programs that save a notebook write its numbers in their own way, and sort the members of objects. */
    private static String json(JsonElement element) {
        return PRETTY.toJson(NotebookFile.sorted(element, OutputFormats::normal));
    }

    private static JsonElement normal(JsonElement leaf) {
        return leaf.isJsonPrimitive() && leaf.getAsJsonPrimitive().isNumber()
                ? new JsonPrimitive(new BigDecimal(leaf.getAsString()).stripTrailingZeros())
                : leaf;
    }
}
