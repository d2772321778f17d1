package rowan.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import rowan.files.Stop;
import rowan.files.WholeFile;
import rowan.model.Secrets;

/**
 * A notebook as it is stored, <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a>
 * 4. What Rowan does not know of it stays as it is.
 */
public final class NotebookFile {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final JsonObject root;

    private NotebookFile(JsonObject root) {
        this.root = root;
    }

    /** A notebook that cannot be read; the message says why. */
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads a file.
     *
     * @throws Unreadable if there is none, or it is no notebook of format 4
     */
    public static NotebookFile read(Path file) throws Unreadable {
        return new NotebookFile(NotebookJson.read(file));
    }

    /** The name of the kernel that it asks for; {@code java} where it was written for one of Java's. */
    public String kernelName() {
        return root.get("metadata") instanceof JsonObject metadata
                        && metadata.get("kernelspec") instanceof JsonObject kernel
                        && kernel.get("name") instanceof JsonPrimitive name
                ? name.getAsString()
                : "";
    }

    /** One cell. */
    public final class Cell {
        private final JsonObject json;

        private Cell(JsonObject json) {
            this.json = json;
        }

        public boolean isCode() {
            return "code".equals(json.get("cell_type").getAsString());
        }

        public boolean isMarkdown() {
            return "markdown".equals(json.get("cell_type").getAsString());
        }

        /** Its text. */
        public String source() {
            return text(json.get("source"));
        }

        /** Replaces its text. */
        public void source(String text) {
            json.add("source", lines(text));
        }

        /** Whether it has a tag, such as {@code raises-exception}. */
        public boolean hasTag(String tag) {
            JsonObject metadata = json.getAsJsonObject("metadata");
            return metadata != null
                    && metadata.has("tags")
                    && metadata.getAsJsonArray("tags").contains(new JsonPrimitive(tag));
        }

        /** A picture that is attached to it, by the name that its text has for it; empty where there is none, or it is no picture. */
        public Optional<Picture> attachment(String name) {
            JsonObject attached = json.getAsJsonObject("attachments");
            if (attached == null) {
                return Optional.empty();
            }
            JsonObject data = attached.has(name)
                    ? attached.getAsJsonObject(name)
                    : attached.getAsJsonObject(PercentEncoding.text(name));
            return data == null
                    ? Optional.empty()
                    : data.keySet().stream()
                            .flatMap(type -> Picture.stored(type, text(data.get(type))).stream())
                            .findFirst();
        }

        /** Its outputs, as they are stored. */
        public List<JsonObject> outputs() {
            List<JsonObject> outputs = new ArrayList<>();
            if (json.has("outputs")) {
                json.getAsJsonArray("outputs").forEach(output -> outputs.add(output.getAsJsonObject()));
            }
            return outputs;
        }

        /** The number under which it was run last, which its result has too; empty where it was not run. */
        public Optional<JsonElement> executionCount() {
            return Optional.ofNullable(json.get("execution_count")).filter(count -> !count.isJsonNull());
        }

        /** Replaces its outputs. */
        public void outputs(List<JsonObject> outputs, int executionCount) {
            JsonArray all = new JsonArray();
            outputs.forEach(all::add);
            json.add("outputs", all);
            json.addProperty("execution_count", executionCount);
        }

        /** Forgets what it has shown. */
        public void clear() {
            json.add("outputs", new JsonArray());
            json.add("execution_count", com.google.gson.JsonNull.INSTANCE);
        }
    }

    /** All cells, in order. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        root.getAsJsonArray("cells").forEach(cell -> cells.add(new Cell(cell.getAsJsonObject())));
        return cells;
    }

    /** Removes the cells with a tag. */
    public void removeCells(String tag) {
        JsonArray kept = new JsonArray();
        cells().stream().filter(cell -> !cell.hasTag(tag)).forEach(cell -> kept.add(cell.json));
        root.add("cells", kept);
    }

    /** Puts a code cell behind another. */
    public void insertBehind(Cell before, String source, String tag) {
        JsonArray tags = new JsonArray();
        tags.add(tag);
        JsonObject metadata = new JsonObject();
        metadata.add("tags", tags);
        JsonObject json = new JsonObject();
        json.addProperty("cell_type", "code");
        json.addProperty("id", tag);
        json.add("metadata", metadata);
        json.add("source", lines(source));
        new Cell(json).clear();
        JsonArray all = new JsonArray();
        for (JsonElement each : root.getAsJsonArray("cells")) {
            all.add(each);
            if (each == before.json) {
                all.add(json);
            }
        }
        root.add("cells", all);
    }

    /**
     * A copy that tells no passwords, neither in what was written nor in what was shown nor in what is kept beside it: what
     * is sent to others is made of it. Pictures are as they were.
     */
    public NotebookFile withoutSecrets() {
        JsonObject copy = new JsonObject();
        root.entrySet().forEach(member -> copy.add(member.getKey(), masked(member.getKey(), member.getValue())));
        return new NotebookFile(copy);
    }

    private static JsonElement masked(String name, JsonElement stored) {
        if (name.startsWith("image/")) {
            return stored.deepCopy();
        }
        if (name.equals("text/html")) {
            String html = text(stored);
            String masked = SecretsInHtml.masked(html);
            return masked.equals(html) ? stored.deepCopy() : lines(masked);
        }
        if (stored instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.entrySet().forEach(member -> copy.add(member.getKey(), masked(member.getKey(), member.getValue())));
            return copy;
        }
        if (stored instanceof JsonArray array) {
            return masked(array);
        }
        boolean isText = stored instanceof JsonPrimitive leaf && leaf.isString();
        return isText ? new JsonPrimitive(Secrets.masked(stored.getAsString())) : stored;
    }

    /** A text that is stored by lines is looked at as one: a password may stand in the line behind its name. */
    private static JsonArray masked(JsonArray array) {
        boolean isText = !array.isEmpty();
        for (JsonElement each : array) {
            isText &= each instanceof JsonPrimitive leaf && leaf.isString();
        }
        String text = isText ? text(array) : "";
        if (isText && lines(text).equals(array)) {
            return lines(Secrets.masked(text));
        }
        JsonArray copy = new JsonArray();
        array.forEach(each -> copy.add(masked("", each)));
        return copy;
    }

    /** The whole notebook as text, to be attached to what was made of it. */
    public String json() {
        return GSON.toJson(root);
    }

    /** The code cells, in order. */
    public List<Cell> codeCells() {
        return cells().stream().filter(Cell::isCode).toList();
    }

    /** A text that may be stored as a list of lines. */
    public static String text(JsonElement stored) {
        if (stored == null || stored.isJsonNull()) {
            return "";
        }
        if (!stored.isJsonArray()) {
            return stored.getAsString();
        }
        StringBuilder text = new StringBuilder();
        stored.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }

    /** A text as the list of lines that notebooks store, each with its line end, so that they differ line by line. */
    public static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    /** Writes the notebook the way Jupyter does, so that nothing differs but what has changed. */
    public void write(Path file) throws IOException {
        root.addProperty("nbformat", 4);
        root.addProperty(
                "nbformat_minor",
                root.has("nbformat_minor")
                        ? Math.max(5, root.get("nbformat_minor").getAsInt())
                        : 5);
        int number = 0;
        for (JsonElement cell : root.getAsJsonArray("cells")) {
            JsonObject json = cell.getAsJsonObject();
            if (!json.has("id")) {
                json.addProperty("id", "cell-" + number);
            }
            number++;
        }
        JsonElement whole = sorted(root, UnaryOperator.identity());
        WholeFile.write(
                file,
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    JsonWriter writer = new JsonWriter(text);
                    writer.setIndent(" ");
                    writer.setHtmlSafe(false);
                    writer.setSerializeNulls(true);
                    GSON.toJson(whole, writer);
                    text.append('\n').flush();
                },
                Stop.NEVER);
    }

    /**
     * JSON with the members of all objects in the order of their names.
     *
     * @param leaf what becomes of texts, numbers and the like
     */
    static JsonElement sorted(JsonElement element, UnaryOperator<JsonElement> leaf) {
        if (element.isJsonArray()) {
            JsonArray array = new JsonArray();
            element.getAsJsonArray().forEach(each -> array.add(sorted(each, leaf)));
            return array;
        }
        if (!element.isJsonObject()) {
            return leaf.apply(element);
        }
        Map<String, JsonElement> members = new TreeMap<>();
        element.getAsJsonObject().entrySet().forEach(e -> members.put(e.getKey(), sorted(e.getValue(), leaf)));
        JsonObject object = new JsonObject();
        members.forEach(object::add);
        return object;
    }
}
