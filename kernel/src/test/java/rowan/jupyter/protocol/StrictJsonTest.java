package rowan.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is JSON as every front end reads it: a header goes out again to all of them. */
class StrictJsonTest {

    private static final int HEADER = 2;
    private static final int PARENT = 3;
    private static final int CONTENT = 5;
    private static final String KEY = "key";

    @TempDir
    Path directory;

    /** A message of which one frame is replaced, signed as it is then. */
    private static boolean isAccepted(int frame, byte[] written) {
        Wire sender = new Wire(KEY);
        List<byte[]> frames = new ArrayList<>(
                sender.encode(sender.message(List.of(), "execute_request", Message.NO_PARENT, new JsonObject())));
        frames.set(frame, written);
        frames.set(1, new Signer(KEY).sign(frames.subList(HEADER, CONTENT + 1)));
        return new Wire(KEY).decode(frames).isPresent();
    }

    private static boolean isAccepted(int frame, String written) {
        return isAccepted(frame, written.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'msg_id':'1','msg_type':'execute_request'}",
                "{\"msg_id\":\"1\",/* a comment */\"msg_type\":\"x\"}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\"}// a comment",
                "# a comment\n{\"msg_id\":\"1\",\"msg_type\":\"x\"}",
                "{msg_id:\"1\",msg_type:\"x\"}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"n\":NaN}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"n\":-Infinity}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"n\":1e999}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\"} {}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\"};",
                "{\"msg_id\"=\"1\";\"msg_type\"=>\"x\"}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":TRUE}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":\"a\nb\"}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":\"\\ud800\"}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":[1,,2]}",
                "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":[1,]}",
                ")]}'\n{\"msg_id\":\"1\",\"msg_type\":\"x\"}",
                "\uFEFF{\"msg_id\":\"1\",\"msg_type\":\"x\"}",
                "[]",
                "",
            })
    void a_header_that_a_front_end_could_not_read_is_refused(String header) {
        assertThat(isAccepted(HEADER, header)).isFalse();
    }

    @Test
    void a_header_that_is_no_utf8_is_refused() {
        byte[] header = "{\"msg_id\":\"1\",\"msg_type\":\"x\",\"t\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        header[header.length - 3] = (byte) 0xff;
        assertThat(isAccepted(HEADER, header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {PARENT, PARENT + 1, CONTENT})
    void the_other_frames_are_held_to_it_as_well(int frame) {
        assertThat(isAccepted(frame, "{'a':1}")).isFalse();
        assertThat(isAccepted(frame, "{\"a\":1} ")).isTrue();
    }

    @Test
    void a_name_that_stands_twice_is_read_as_all_front_ends_read_it() {
        assertThat(isAccepted(HEADER, "{\"msg_id\":\"1\",\"msg_id\":\"2\",\"msg_type\":\"x\"}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "/* of a kernel */ \""})
    void a_connection_file_that_is_no_json_is_told_in_a_sentence(String quote) throws Exception {
        String json = "{\"transport\":\"tcp\",\"ip\":\"127.0.0.1\",\"signature_scheme\":\"hmac-sha256\",\"key\":\"k\","
                + "\"shell_port\":1,\"iopub_port\":2,\"stdin_port\":3,\"control_port\":4,\"hb_port\":5}";
        Path file = directory.resolve("connection.json");
        Files.writeString(file, json, StandardCharsets.UTF_8);
        assertThat(ConnectionFile.read(file).key()).isEqualTo("k");
        Files.writeString(file, json.replace("\"k\"", quote + "k" + quote.substring(quote.length() - 1)));
        assertThat(Assertions.catchThrowable(() -> ConnectionFile.read(file)))
                .hasMessageContaining("connection.json is not understood");
    }
}
