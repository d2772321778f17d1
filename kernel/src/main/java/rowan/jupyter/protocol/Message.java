package rowan.jupyter.protocol;

import com.google.gson.JsonObject;
import java.util.List;

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
