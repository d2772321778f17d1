package rowan.sql.grid;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rowan.model.Quantity;

/** One value as a person looks at it: JSON laid out, a picture as a picture, other text and bytes as they are. */
final class WholeValue {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_BYTES = 4_096;
    private static final int MOST_BYTES_OF_PICTURES = 5_000_000;

    /** What pictures begin with, each character a byte and {@code .} any, and their types. */
    private static final Map<String, String> PICTURES = Map.of(
            "\u0089PNG\r\n\u001a\n", "image/png",
            "\u00ff\u00d8\u00ff", "image/jpeg",
            "GIF87a", "image/gif",
            "GIF89a", "image/gif",
            "RIFF....WEBP", "image/webp");

    private static final int LONGEST_BEGINNING = 12;

    private WholeValue() {}

    /**
     * What a grid is told of a value.
     *
     * @param rows in whose file JSON is laid out
     * @param visible makes text visible that works unseen
     */
    static Map<String, Object> of(Object value, RowFile rows, UnaryOperator<String> visible) throws SQLException {
        return value instanceof byte[] bytes ? ofBytes(bytes) : ofText(value, rows, visible);
    }

    private static Map<String, Object> ofBytes(byte[] bytes) {
        Map<String, Object> content = new LinkedHashMap<>();
        Optional<String> picture = bytes.length > MOST_BYTES_OF_PICTURES ? Optional.empty() : picture(bytes);
        content.put("kind", picture.isPresent() ? "image" : "blob");
        content.put("mime", picture.orElse("application/octet-stream"));
        content.put("size", Quantity.bytes(bytes.length));
        if (picture.isPresent()) {
            content.put("data", Base64.getEncoder().encodeToString(bytes));
        } else {
            content.put("text", HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES)));
        }
        content.put("whole", picture.isPresent() || bytes.length <= MOST_BYTES);
        return content;
    }

    private static Optional<String> picture(byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(bytes.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
        return PICTURES.entrySet().stream()
                .filter(picture -> begins(begin, picture.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean begins(String text, String beginning) {
        if (text.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (beginning.charAt(i) != '.' && beginning.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> ofText(Object value, RowFile rows, UnaryOperator<String> visible)
            throws SQLException {
        String text = value == null ? "" : String.valueOf(value);
        boolean whole = text.length() <= MOST_CHARACTERS;
        Optional<String> json = value instanceof String && whole ? rows.prettyJson(text) : Optional.empty();
        String shown = whole ? text : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("kind", value == null ? "null" : json.isPresent() ? "json" : "text");
        content.put("mime", json.isPresent() ? "application/json" : "text/plain");
        content.put("size", Quantity.count(text.codePointCount(0, text.length()), "character"));
        content.put("text", visible.apply(json.orElse(shown)));
        content.put("whole", whole);
        return content;
    }
}
