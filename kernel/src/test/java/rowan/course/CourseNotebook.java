package rowan.course;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notebook of the course, as its metadata describe it.
 *
 * @param number the two digits that its file name begins with
 * @param cells all of its cells, in order
 */
record CourseNotebook(String number, Path file, List<Cell> cells) {

    /** Where the bundled notebooks lie. */
    static final Path DIRECTORY = Path.of("..", "notebooks");

    /**
     * A cell.
     *
     * @param ids the items that it answers for, {@code "rowan": {"ids": […]}} in its metadata
     * @param claims disputed claims that it puts to the test
     * @param terms words that it explains, with a sentence each for the glossary
     */
    record Cell(
            boolean isCode,
            String source,
            List<String> tags,
            List<String> ids,
            List<Claim> claims,
            Map<String, String> terms) {}

    /**
     * A claim that is in dispute.
     *
     * @param says what people say
     * @param verdict {@code holds}, {@code holds under conditions} or {@code does not hold}
     * @param found what the cell has found
     */
    record Claim(String id, String says, String verdict, String found) {}

    /** The notebooks that carry items of the course, in order. */
    static List<CourseNotebook> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.ipynb"))
                    .sorted()
                    .map(CourseNotebook::read)
                    .filter(notebook -> notebook.cells().stream()
                            .anyMatch(cell -> !cell.ids().isEmpty()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CourseNotebook read(Path file) {
        try {
            JsonObject root = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            List<Cell> cells = new ArrayList<>();
            root.getAsJsonArray("cells").forEach(cell -> cells.add(cell(cell.getAsJsonObject())));
            return new CourseNotebook(file.getFileName().toString().substring(0, 2), file, cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cell cell(JsonObject json) {
        JsonObject metadata = json.getAsJsonObject("metadata");
        JsonObject rowan = metadata.has("rowan") ? metadata.getAsJsonObject("rowan") : new JsonObject();
        List<Claim> claims = new ArrayList<>();
        if (rowan.has("claims")) {
            for (JsonElement each : rowan.getAsJsonArray("claims")) {
                JsonObject claim = each.getAsJsonObject();
                claims.add(new Claim(
                        claim.get("id").getAsString(),
                        claim.get("says").getAsString(),
                        claim.get("verdict").getAsString(),
                        claim.get("found").getAsString()));
            }
        }
        JsonElement source = json.get("source");
        return new Cell(
                json.get("cell_type").getAsString().equals("code"),
                source.isJsonArray() ? String.join("", strings(source.getAsJsonArray())) : source.getAsString(),
                metadata.has("tags") ? strings(metadata.getAsJsonArray("tags")) : List.of(),
                rowan.has("ids") ? strings(rowan.getAsJsonArray("ids")) : List.of(),
                claims,
                terms(rowan));
    }

    private static Map<String, String> terms(JsonObject rowan) {
        Map<String, String> terms = new LinkedHashMap<>();
        if (rowan.has("terms")) {
            rowan.getAsJsonObject("terms")
                    .entrySet()
                    .forEach(term -> terms.put(term.getKey(), term.getValue().getAsString()));
        }
        return terms;
    }

    /** Its first heading. */
    String title() {
        return prose().filter(line -> line.startsWith("# "))
                .findFirst()
                .orElseThrow()
                .substring(2);
    }

    /** The opening paragraph, up to what it asks. */
    String question() {
        String opening = prose().filter(line -> !line.startsWith("#"))
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining(" "))
                .replace("*", ""); // What stands out there may end behind the question.
        return opening.substring(0, opening.indexOf('?') + 1);
    }

    private Stream<String> prose() {
        return cells.stream()
                .filter(cell -> !cell.isCode())
                .flatMap(cell -> cell.source().lines());
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
