package rowan.jupyter.zmq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of ZeroMQ on a connection, ZMTP 3.0 with the mechanism NULL (<a
 * href="https://rfc.zeromq.org/spec/23/">23/ZMTP</a>).
 */
final class Zmtp {

    /** The bytes with which each side begins: signature, version, mechanism, and room for more. */
    static final int GREETING_BYTES = 64;

    private static final int MORE = 1;
    private static final int LONG = 2;
    private static final int COMMAND = 4;

    /** As much as the buffer of a connection can grow to, with a header. */
    private static final int MOST_BYTES = (1 << 30) - 16;

    private static final byte[] MECHANISM = ascii("NULL");
    private static final String READY = "READY";
    private static final String IDENTITY = "Identity";

    private Zmtp() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What this side says first: who it is, and with {@code READY} what kind of socket it has. */
    static ByteBuffer opening(String socketType, byte[] identity) {
        byte[] type = ascii(socketType);
        int bodyBytes = 1 + READY.length() + propertyBytes("Socket-Type", type) + propertyBytes(IDENTITY, identity);
        ByteBuffer opening = ByteBuffer.allocate(GREETING_BYTES + headerBytes(bodyBytes) + bodyBytes);
        opening.put((byte) 0xFF).position(9).put((byte) 0x7F).put((byte) 3).put((byte) 0);
        opening.put(MECHANISM).position(GREETING_BYTES);
        putHeader(opening, COMMAND, bodyBytes);
        opening.put((byte) READY.length()).put(ascii(READY));
        putProperty(opening, "Socket-Type", type);
        putProperty(opening, IDENTITY, identity);
        return opening.flip();
    }

    private static int propertyBytes(String name, byte[] value) {
        return 1 + name.length() + Integer.BYTES + value.length;
    }

    private static void putProperty(ByteBuffer to, String name, byte[] value) {
        to.put((byte) name.length()).put(ascii(name)).putInt(value.length).put(value);
    }

    /** Reads the other side's greeting. */
    static void checkGreeting(ByteBuffer from) throws IOException {
        byte[] greeting = new byte[GREETING_BYTES];
        from.get(greeting);
        ByteBuffer mechanism = ByteBuffer.wrap(greeting, 12, MECHANISM.length);
        if (greeting[0] != (byte) 0xFF || greeting[10] < 3 || !mechanism.equals(ByteBuffer.wrap(MECHANISM))) {
            throw new IOException("the other side does not speak ZMTP 3 without encryption");
        }
    }

    /** One part of a message, or a command. */
    record Frame(byte[] body, boolean isCommand, boolean isLast) {

        /** Whether this is the command that opens the conversation. */
        boolean isReady() {
            return isCommand
                    && body.length > READY.length()
                    && new String(body, 1, READY.length(), StandardCharsets.US_ASCII).equals(READY);
        }

        /** The name under which the other side wants to be known; empty for any. */
        byte[] identity() throws IOException {
            ByteBuffer properties = ByteBuffer.wrap(body);
            properties.position(1 + READY.length());
            try {
                while (properties.hasRemaining()) {
                    byte[] name = new byte[properties.get() & 0xFF];
                    properties.get(name);
                    byte[] value = new byte[properties.getInt()];
                    properties.get(value);
                    if (new String(name, StandardCharsets.US_ASCII).equalsIgnoreCase(IDENTITY)) {
                        return value;
                    }
                }
                return new byte[0];
            } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
                throw new IOException("READY is cut off", e);
            }
        }
    }

    /** The next frame, or null as long as it is not all there; the position stays then. */
    static Frame frame(ByteBuffer from) throws IOException {
        int start = from.position();
        if (from.remaining() < 2) {
            return null;
        }
        int flags = from.get();
        boolean isLong = (flags & LONG) != 0;
        if (isLong && from.remaining() < Long.BYTES) {
            from.position(start);
            return null;
        }
        long bytes = isLong ? from.getLong() : from.get() & 0xFF;
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw new IOException("a frame of " + Long.toUnsignedString(bytes) + " bytes is too large");
        }
        if (from.remaining() < bytes) {
            from.position(start);
            return null;
        }
        byte[] body = new byte[(int) bytes];
        from.get(body);
        return new Frame(body, (flags & COMMAND) != 0, (flags & MORE) == 0);
    }

    /** The bytes of messages, each of its frames. */
    static ByteBuffer bytes(List<List<byte[]>> messages) {
        int bytes = 0;
        for (List<byte[]> frames : messages) {
            for (byte[] frame : frames) {
                bytes = Math.addExact(bytes, headerBytes(frame.length) + frame.length);
            }
        }
        ByteBuffer all = ByteBuffer.allocate(bytes);
        for (List<byte[]> frames : messages) {
            for (int i = 0; i < frames.size(); i++) {
                byte[] frame = frames.get(i);
                putHeader(all, i < frames.size() - 1 ? MORE : 0, frame.length);
                all.put(frame);
            }
        }
        return all.flip();
    }

    private static int headerBytes(int bodyBytes) {
        return bodyBytes > 255 ? 1 + Long.BYTES : 2;
    }

    private static void putHeader(ByteBuffer to, int flags, int bodyBytes) {
        if (bodyBytes > 255) {
            to.put((byte) (flags | LONG)).putLong(bodyBytes);
        } else {
            to.put((byte) flags).put((byte) bodyBytes);
        }
    }
}
