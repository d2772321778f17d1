package rowan.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {

    private static List<byte[]> frames(String... texts) {
        return Stream.of(texts).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 36, 63, 64, 65, 200})
    void signs_as_the_platform_does_with_keys_of_any_length(int length) throws Exception {
        String key = "k".repeat(length);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        List<byte[]> frames = frames("{}", "{\"a\": \"🍒\"}", "", "{}");
        frames.forEach(mac::update);
        Signer signer = new Signer(key);
        assertThat(signer.sign(frames)).asHexString().isNotEmpty();
        assertThat(new String(signer.sign(frames), StandardCharsets.US_ASCII))
                .isEqualTo(HexFormat.of().formatHex(mac.doFinal()));
    }

    @Test
    void accepts_its_own_signature_and_no_other() {
        Signer signer = new Signer("secret");
        List<byte[]> frames = frames("a", "b", "c", "d");
        byte[] signature = signer.sign(frames);
        assertThat(signer.accepts(signature, frames)).isTrue();
        assertThat(signer.accepts(signature, frames("a", "b", "c", "e"))).isFalse();
        assertThat(signer.accepts(new byte[0], frames)).isFalse();
    }

    @Test
    void without_a_key_nothing_is_signed_and_all_is_accepted() {
        assertThat(new Signer("").sign(frames("a"))).isEmpty();
        assertThat(new Signer("").accepts(new byte[] {1}, frames("a"))).isTrue();
    }
}
