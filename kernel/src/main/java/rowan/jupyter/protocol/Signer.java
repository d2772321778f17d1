package rowan.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages: the hexadecimal HMAC-SHA256 over header, parent, metadata and content exactly as they are sent. */
public final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    /** Kept, since looking one up takes longer than using it; empty without a key. */
    private final Optional<Mac> mac;

    /**
     * @param key the secret of the connection file; empty signs nothing and accepts everything
     */
    public Signer(String key) {
        this.mac = key.isEmpty() ? Optional.empty() : Optional.of(keyed(key));
    }

    private static Mac keyed(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The signature of four frames; empty without a key. */
    public byte[] sign(List<byte[]> frames) {
        if (mac.isEmpty()) {
            return new byte[0];
        }
        synchronized (this) {
            frames.forEach(mac.get()::update);
            return HexFormat.of().formatHex(mac.get().doFinal()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Whether a signature is right; takes the same time wherever it is wrong. */
    public boolean accepts(byte[] signature, List<byte[]> frames) {
        return mac.isEmpty() || MessageDigest.isEqual(signature, sign(frames));
    }
}
