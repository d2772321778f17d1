package rowan.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages: the hexadecimal HMAC-SHA256 over header, parent, metadata and content exactly as they are sent. */
public final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key the secret of the connection file; empty signs nothing and accepts everything
     */
    public Signer(String key) {
        this.key = key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The signature of four frames; empty without a key. */
    public byte[] sign(List<byte[]> frames) {
        if (key == null) {
            return new byte[0];
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            frames.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether a signature is right; takes the same time wherever it is wrong. */
    public boolean accepts(byte[] signature, List<byte[]> frames) {
        return key == null || MessageDigest.isEqual(signature, sign(frames));
    }
}
