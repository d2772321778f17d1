package rowan.jupyter.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a> has it, and such of it as every front end can read.
 * A header is sent out again to all of them, byte for byte, and a parser that throws there ends the whole connection.
 */
final class StrictJson {

    private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

    /** An escape: a whole surrogate pair, half of one, or any other. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(u[dD][89a-fA-F]\\p{XDigit}{2})|.)",
            Pattern.DOTALL);

    private StrictJson() {}

    /**
     * The text of bytes that are UTF-8.
     *
     * @throws JsonParseException if they are not
     */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonParseException("it is no UTF-8", e);
        }
    }

    /**
     * JSON in which each escape of half a surrogate pair is one of U+FFFD: a request with some is answered, but nothing can
     * pass them on.
     */
    static String withoutHalves(String json) {
        return json.contains("\\u")
                ? ESCAPE.matcher(json)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(found.group(1) == null ? found.group() : "\\ufffd"))
                : json;
    }

    /** Text as UTF-8; half a surrogate pair, which JSON has and UTF-8 has not, as U+FFFD. */
    static byte[] bytes(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The object that a text is. A name that stands twice has its last value, as in Python and in browsers.
     *
     * @throws JsonParseException if it is no JSON, has something behind it, or is something else than an object
     */
    static JsonObject object(String text) {
        if (text.startsWith("\uFEFF")) {
            throw new JsonParseException("it begins with a byte order mark");
        }
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = ELEMENTS.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT || !element.isJsonObject()) {
                throw new JsonParseException("it is no single object");
            }
            return element.getAsJsonObject();
        } catch (IOException | NumberFormatException e) {
            throw new JsonParseException("it is no JSON", e);
        }
    }

    /**
     * Whether all front ends can read a value when it is sent to them: Python cannot pass on half a surrogate pair, and what
     * it makes of a number that is too large a browser cannot read.
     */
    static boolean isReadableByAll(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsJsonPrimitive().isNumber()
                    ? Double.isFinite(value.getAsDouble())
                    : isWhole(value.getAsString());
        }
        if (value.isJsonArray()) {
            return value.getAsJsonArray().asList().stream().allMatch(StrictJson::isReadableByAll);
        }
        return value.isJsonNull()
                || value.getAsJsonObject().entrySet().stream()
                        .allMatch(entry -> isWhole(entry.getKey()) && isReadableByAll(entry.getValue()));
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
