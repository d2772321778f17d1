package rowan.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON of a notebook's file, and whether it has the form of <a
 * href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a> 4, as far as Rowan reads it: who
 * works with it afterwards need not doubt it again.
 */
final class NotebookJson {

    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final String BROKEN =
            " Name the file that Jupyter has saved; if it is damaged, an older one may lie in .ipynb_checkpoints.";

    private final Path file;

    private NotebookJson(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws NotebookFile.Unreadable if there is none, or it is no notebook of format 4; the message says what to do
     */
    static JsonObject read(Path file) throws NotebookFile.Unreadable {
        NotebookJson json = new NotebookJson(file);
        JsonObject root = json.parsed(json.text());
        json.check(root);
        return root;
    }

    private NotebookFile.Unreadable no(String sentence) {
        return new NotebookFile.Unreadable(file + " is no notebook: " + sentence);
    }

    private String text() throws NotebookFile.Unreadable {
        if (!Files.exists(file)) {
            throw new NotebookFile.Unreadable("There is no notebook " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw no("it is a directory. Name a file in it that ends in .ipynb.");
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw no("it is not text in UTF-8. Name the .ipynb file that Jupyter has saved.");
        } catch (OutOfMemoryError e) {
            throw new NotebookFile.Unreadable(
                    file + " is too large to be read at once. Clear the outputs of its largest cells in Jupyter.");
        } catch (AccessDeniedException e) {
            throw new NotebookFile.Unreadable(file + " cannot be read: no permission.");
        } catch (IOException e) {
            throw new NotebookFile.Unreadable(file + " cannot be read: " + e.getMessage());
        }
    }

    private JsonObject parsed(String text) throws NotebookFile.Unreadable {
        if (text.isBlank()) {
            throw no("it is empty. Save a notebook under that name in Jupyter.");
        }
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonElement root;
        try {
            root = JsonParser.parseReader(reader);
            // Refuses what stands behind its end.
            reader.peek();
        } catch (JsonParseException | IOException e) {
            String said = String.valueOf(e.getMessage());
            if (said.contains("Nesting limit")) {
                throw no("its JSON is nested deeper than any notebook's.");
            }
            Matcher place = PLACE.matcher(said);
            throw no("it is not JSON"
                    + (place.find() ? " at line " + place.group(1) + ", column " + place.group(2) + "." : ".")
                    + BROKEN);
        }
        if (!root.isJsonObject()) {
            throw no("its JSON is not an object with cells in it.");
        }
        return root.getAsJsonObject();
    }

    private void check(JsonObject root) throws NotebookFile.Unreadable {
        int format = wholeNumber(root, "nbformat");
        if (format < 4) {
            throw new NotebookFile.Unreadable(
                    file + " is of format " + format + "; Jupyter saves it as format 4 when it is opened.");
        }
        if (format > 4) {
            throw new NotebookFile.Unreadable(file + " is of format " + format
                    + ", which is newer than what Rowan reads; save it as format 4 where it was made.");
        }
        if (root.has("nbformat_minor")) {
            wholeNumber(root, "nbformat_minor");
        }
        JsonElement cells = root.get("cells");
        if (cells == null || !cells.isJsonArray()) {
            throw no("it has no list of cells." + BROKEN);
        }
        int number = 0;
        for (JsonElement cell : cells.getAsJsonArray()) {
            number++;
            String where = "cell " + number;
            checkCell(object(cell, where), where);
        }
    }

    private int wholeNumber(JsonObject root, String name) throws NotebookFile.Unreadable {
        JsonElement number = root.get(name);
        if (number == null || !number.isJsonPrimitive() || !number.getAsString().matches("\\d{1,4}")) {
            throw no(name + (number == null ? " is missing" : " is no whole number")
                    + ", which says what format it has.");
        }
        return number.getAsInt();
    }

    private void checkCell(JsonObject cell, String where) throws NotebookFile.Unreadable {
        string(cell, "cell_type", where);
        text(cell, "source", where);
        if (cell.has("metadata")) {
            JsonObject metadata = object(cell.get("metadata"), "the metadata of " + where);
            if (metadata.has("tags")) {
                strings(metadata.get("tags"), "the tags of " + where);
            }
        }
        if (cell.has("attachments")) {
            String attachments = "the attachments of " + where;
            JsonObject all = object(cell.get("attachments"), attachments);
            for (String name : all.keySet()) {
                checkData(object(all.get(name), attachments), attachments);
            }
        }
        if (cell.has("outputs")) {
            if (!cell.get("outputs").isJsonArray()) {
                throw shape("the outputs of " + where, "a list");
            }
            int number = 0;
            for (JsonElement output : cell.get("outputs").getAsJsonArray()) {
                number++;
                String each = "output " + number + " of " + where;
                checkOutput(object(output, each), each);
            }
        }
    }

    private void checkOutput(JsonObject output, String where) throws NotebookFile.Unreadable {
        switch (string(output, "output_type", where)) {
            case "stream" -> {
                string(output, "name", where);
                text(output, "text", where);
            }
            case "error" -> {
                string(output, "ename", where);
                string(output, "evalue", where);
                if (output.has("traceback")) {
                    strings(output.get("traceback"), "the traceback of " + where);
                }
            }
            case "display_data", "execute_result" -> checkData(object(output.get("data"), where), where);
            default -> throw shape("the output_type of " + where, "one of those that format 4 has");
        }
    }

    /** JSON may be of any form; all else is text. */
    private void checkData(JsonObject data, String where) throws NotebookFile.Unreadable {
        for (String type : data.keySet()) {
            if (!type.equals("application/json") && !type.endsWith("+json")) {
                text(data, type, where);
            }
        }
    }

    private NotebookFile.Unreadable shape(String what, String wanted) {
        return no(what + " should be " + wanted + "." + BROKEN);
    }

    private JsonObject object(JsonElement element, String where) throws NotebookFile.Unreadable {
        if (element == null || !element.isJsonObject()) {
            throw shape(where, "an object");
        }
        return element.getAsJsonObject();
    }

    private String string(JsonObject object, String name, String where) throws NotebookFile.Unreadable {
        JsonElement element = object.get(name);
        if (element == null) {
            throw no(where + " has no " + name + "." + BROKEN);
        }
        if (!isString(element)) {
            throw shape("the " + name + " of " + where, "a text");
        }
        return element.getAsString();
    }

    private void text(JsonObject object, String name, String where) throws NotebookFile.Unreadable {
        if (object.has(name) && object.get(name).isJsonArray()) {
            strings(object.get(name), "the " + name + " of " + where);
        } else {
            string(object, name, where);
        }
    }

    private void strings(JsonElement element, String what) throws NotebookFile.Unreadable {
        List<JsonElement> all = element.isJsonArray() ? element.getAsJsonArray().asList() : List.of();
        if (!element.isJsonArray() || !all.stream().allMatch(NotebookJson::isString)) {
            throw shape(what, "a list of texts");
        }
    }

    private static boolean isString(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }
}
