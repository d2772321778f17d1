package rowan.jupyter.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a kernel listens and how it signs, as the launcher wrote it down (<a
 * href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files">connection files</a>).
 *
 * @param key of the signature; empty for none
 */
public record ConnectionFile(
        String ip, int shellPort, int iopubPort, int stdinPort, int controlPort, int heartbeatPort, String key) {

    /** A connection file that cannot be served; the message says why and what to do. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** Reads a file; keys it does not know are ignored. */
    public static ConnectionFile read(Path file) throws Unusable {
        try {
            return of(StrictJson.object(StrictJson.text(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new Unusable("The connection file cannot be read: " + e);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw new Unusable("The connection file " + file + " is not understood: " + e.getMessage());
        }
    }

    /** Writes a file as a launcher does. */
    public void write(Path file) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("transport", "tcp");
        json.addProperty("signature_scheme", "hmac-sha256");
        json.addProperty("ip", ip);
        json.addProperty("shell_port", shellPort);
        json.addProperty("iopub_port", iopubPort);
        json.addProperty("stdin_port", stdinPort);
        json.addProperty("control_port", controlPort);
        json.addProperty("hb_port", heartbeatPort);
        json.addProperty("key", key);
        Files.writeString(file, json.toString(), StandardCharsets.UTF_8);
    }

    /** What others can do and read, in a sentence, where the address is not one of this machine's own; else empty. */
    public Optional<String> exposure() {
        if (isLoopback()) {
            return Optional.empty();
        }
        String running = key.isEmpty()
                ? "anybody who reaches it can run cells, as the connection file has no key."
                : "the connection file's key keeps others from running cells, and from nothing else.";
        return Optional.of("Rowan listens on " + ip
                + ", which other machines can reach: whoever connects to its iopub port reads the inputs and outputs of"
                + " all cells, and whoever reads along on the network everything, since nothing is encrypted; "
                + running
                + " Set KernelManager.ip = \"127.0.0.1\", and reach it through an SSH tunnel.");
    }

    private boolean isLoopback() {
        try {
            return !ip.equals("*") && InetAddress.getByName(ip).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ConnectionFile of(JsonObject json) throws Unusable {
        String transport = text(json, "transport", "tcp");
        if (!transport.equals("tcp")) {
            throw new Unusable("Rowan speaks tcp and not " + transport
                    + "; start the kernel with KernelManager.transport = \"tcp\".");
        }
        String scheme = text(json, "signature_scheme", "hmac-sha256");
        if (!scheme.equals("hmac-sha256")) {
            throw new Unusable("Rowan signs with hmac-sha256 and not " + scheme + ".");
        }
        return new ConnectionFile(
                text(json, "ip", "127.0.0.1"),
                port(json, "shell_port"),
                port(json, "iopub_port"),
                port(json, "stdin_port"),
                port(json, "control_port"),
                port(json, "hb_port"),
                text(json, "key", ""));
    }

    private static String text(JsonObject json, String name, String otherwise) {
        return json.has(name) && !json.get(name).isJsonNull() ? json.get(name).getAsString() : otherwise;
    }

    private static int port(JsonObject json, String name) throws Unusable {
        if (!json.has(name)) {
            throw new Unusable("The connection file has no " + name + ".");
        }
        return json.get(name).getAsInt();
    }
}
