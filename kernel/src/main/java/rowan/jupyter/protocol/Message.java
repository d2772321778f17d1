package rowan.jupyter.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A message of the <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter protocol</a>.
 *
 * @param identities the routing frames; a reply carries those of its request
 * @param header its own header, exactly as it was or will be sent, since replies must repeat it byte for byte
 * @param type {@code msg_type} of the header
 * @param id {@code msg_id} of the header
 * @param parent the header of the message that caused this one, as it was sent; {@code {}} where there is none
 * @param metadata about the content
 * @param content the content
 */
public record Message(
        List<byte[]> identities,
        String header,
        String type,
        String id,
        String parent,
        JsonObject metadata,
        JsonObject content) {

    /** No parent. */
    public static final String NO_PARENT = "{}";

    public Message {
        identities = List.copyOf(identities);
    }

    /** The session of whoever has sent it; empty where the header does not say. */
    public String session() {
        return ofHeader("session").orElse("");
    }

    /** When it was sent, by the sender's clock; empty where the header does not say, or not as a date. */
    public Optional<Instant> date() {
        try {
            return ofHeader("date").map(date -> OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ofHeader(String name) {
        JsonElement value = JsonParser.parseString(header).getAsJsonObject().get(name);
        return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
    }

    /** A text of the content, or {@code otherwise} where it is missing or something else. */
    public String text(String name, String otherwise) {
        return content.has(name) && content.get(name).isJsonPrimitive()
                ? content.get(name).getAsString()
                : otherwise;
    }

    /** A truth value of the content, or {@code otherwise} where it is missing or something else. */
    public boolean flag(String name, boolean otherwise) {
        return content.has(name)
                        && content.get(name).isJsonPrimitive()
                        && content.get(name).getAsJsonPrimitive().isBoolean()
                ? content.get(name).getAsBoolean()
                : otherwise;
    }

    /** A whole number of the content, or {@code otherwise} where it is missing or something else. */
    public int number(String name, int otherwise) {
        return content.has(name)
                        && content.get(name).isJsonPrimitive()
                        && content.get(name).getAsJsonPrimitive().isNumber()
                ? content.get(name).getAsInt()
                : otherwise;
    }

    /** An object of the content; empty where it is missing or something else. */
    public JsonObject object(String name) {
        return content.has(name) && content.get(name).isJsonObject()
                ? content.get(name).getAsJsonObject()
                : new JsonObject();
    }
}
