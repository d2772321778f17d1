package rowan.jupyter.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Messages to frames and back, on one connection: knows its key, its session and which signatures it has seen. */
public final class Wire {

    /** The version of the protocol that is spoken. */
    public static final String PROTOCOL_VERSION = "5.5";

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final int REMEMBERED_SIGNATURES = 1 << 16;

    /** Of one instance since it keeps what it learned about types; nulls are sent, {@code <} stays as it is. */
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private static final SplittableRandom RANDOM =
            new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid() << 32);

    private final SparingLog log = new SparingLog(Wire.class);
    private final Signer signer;
    /** Unique and not secret: a secure generator would take its time to start. */
    private final String session = new UUID(RANDOM.nextLong(), RANDOM.nextLong()).toString();

    private volatile Stamp latest = new Stamp(0, "");
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_SIGNATURES;
        }
    };

    public Wire(String key) {
        this.signer = new Signer(key);
    }

    /** The session of this end, different for every process. */
    public String session() {
        return session;
    }

    /** A message of this end. */
    public Message message(List<byte[]> identities, String type, String parent, JsonObject content) {
        String id = session + "_" + sent.incrementAndGet();
        // None of these needs escaping, and there are five messages to every cell.
        String header = "{\"msg_id\":\"" + id + "\",\"session\":\"" + session + "\",\"username\":\"kernel\",\"date\":\""
                + now() + "\",\"msg_type\":\"" + type + "\",\"version\":\"" + PROTOCOL_VERSION + "\"}";
        return new Message(identities, header, type, id, parent, new JsonObject(), content);
    }

    /** A time as it is written: to the millisecond, which the messages of a small cell share. */
    private record Stamp(long millis, String text) {}

    private String now() {
        long millis = System.currentTimeMillis();
        Stamp stamp = latest;
        if (stamp.millis() != millis) {
            stamp = new Stamp(millis, Instant.ofEpochMilli(millis).toString());
            latest = stamp;
        }
        return stamp.text();
    }

    /** The content of a reply that says that all went well. */
    public static JsonObject ok() {
        JsonObject content = new JsonObject();
        content.addProperty("status", "ok");
        return content;
    }

    /** Any tree of maps, lists, strings, numbers and truth values as JSON. */
    public static JsonElement json(Object tree) {
        if (tree instanceof String text) {
            return new JsonPrimitive(text);
        }
        if (tree instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, value) -> object.add(String.valueOf(name), json(value)));
            return object;
        }
        return GSON.toJsonTree(tree);
    }

    /** The frames of a message, signed. */
    public List<byte[]> encode(Message message) {
        List<byte[]> signed = List.of(
                StrictJson.bytes(message.header()),
                StrictJson.bytes(message.parent()),
                message.metadata().isEmpty() ? EMPTY : StrictJson.bytes(GSON.toJson(message.metadata())),
                StrictJson.bytes(GSON.toJson(message.content())));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(signed));
        frames.addAll(signed);
        return frames;
    }

    /**
     * The message of some frames. One that is malformed, wrongly signed or seen before is empty, and logged without its
     * content.
     */
    public Optional<Message> decode(List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 6) {
            return dropped("it has " + frames.size() + " frames");
        }
        List<byte[]> signed = frames.subList(delimiter + 2, delimiter + 6);
        byte[] signature = frames.get(delimiter + 1);
        if (!signer.accepts(signature, signed)) {
            return dropped("its signature is wrong");
        }
        if (signature.length > 0 && !isFresh(signature)) {
            return dropped("it was received before");
        }
        try {
            return Optional.of(parsed(frames.subList(0, delimiter), signed));
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | StackOverflowError e) {
            return dropped("it is no JSON as the protocol wants it");
        }
    }

    private synchronized boolean isFresh(byte[] signature) {
        return seen.put(new String(signature, StandardCharsets.US_ASCII), true) == null;
    }

    private static Message parsed(List<byte[]> identities, List<byte[]> signed) {
        String raw = StrictJson.text(signed.get(0));
        JsonObject header = StrictJson.object(raw);
        if (!StrictJson.isReadableByAll(header)) {
            throw new JsonParseException("its header cannot be repeated to all front ends");
        }
        String parent = StrictJson.text(signed.get(1));
        StrictJson.object(parent);
        return new Message(
                identities,
                raw,
                header.has("msg_type") ? header.get("msg_type").getAsString() : "",
                header.has("msg_id") ? header.get("msg_id").getAsString() : "",
                parent,
                StrictJson.object(StrictJson.withoutHalves(StrictJson.text(signed.get(2)))),
                StrictJson.object(StrictJson.withoutHalves(StrictJson.text(signed.get(3)))));
    }

    private Optional<Message> dropped(String reason) {
        log.warn("a message was dropped: " + reason, null);
        return Optional.empty();
    }
}
