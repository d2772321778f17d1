package rowan.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Signs messages: the hexadecimal HMAC-SHA256 over header, parent, metadata and content exactly as they are sent. HMAC is
 * two digests, as <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a> defines it; {@code javax.crypto} has it
 * too, and looks for its providers on the way to the kernel's first answer.
 */
public final class Signer {

    private static final int BLOCK_BYTES = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    /** Two digests that have taken in the padded key. */
    private record Keyed(MessageDigest inner, MessageDigest outer) {}

    private final Optional<Keyed> keyed;

    /**
     * @param key the secret of the connection file; empty signs nothing and accepts everything
     */
    public Signer(String key) {
        this.keyed = key.isEmpty() ? Optional.empty() : Optional.of(keyed(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static Keyed keyed(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256().digest(key) : key, BLOCK_BYTES);
        return new Keyed(padded(block, INNER_PAD), padded(block, OUTER_PAD));
    }

    private static MessageDigest padded(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (key[i] ^ pad);
        }
        MessageDigest digest = sha256();
        digest.update(block);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The signature of four frames; empty without a key. */
    public byte[] sign(List<byte[]> frames) {
        if (keyed.isEmpty()) {
            return new byte[0];
        }
        try {
            MessageDigest inner = (MessageDigest) keyed.get().inner().clone();
            MessageDigest outer = (MessageDigest) keyed.get().outer().clone();
            frames.forEach(inner::update);
            byte[] signature = outer.digest(inner.digest());
            return HexFormat.of().formatHex(signature).getBytes(StandardCharsets.US_ASCII);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    /** Whether a signature is right; takes the same time wherever it is wrong. */
    public boolean accepts(byte[] signature, List<byte[]> frames) {
        return keyed.isEmpty() || MessageDigest.isEqual(signature, sign(frames));
    }
}
