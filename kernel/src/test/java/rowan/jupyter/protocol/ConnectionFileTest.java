package rowan.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFileTest {

    @TempDir
    Path directory;

    private ConnectionFile read(String json) throws Exception {
        Path file = directory.resolve("kernel.json");
        Files.writeString(file, json, StandardCharsets.UTF_8);
        return ConnectionFile.read(file);
    }

    @Test
    void what_a_launcher_writes_is_read() throws Exception {
        ConnectionFile file = new ConnectionFile("127.0.0.1", 1, 2, 3, 4, 5, "key");
        Path written = directory.resolve("written.json");
        file.write(written);
        assertThat(ConnectionFile.read(written)).isEqualTo(file);
        assertThat(read("{\"shell_port\": 1, \"iopub_port\": 2, \"stdin_port\": 3, \"control_port\": 4, \"hb_port\": 5,"
                        + " \"kernel_name\": \"rowan\", \"key\": null}"))
                .isEqualTo(new ConnectionFile("127.0.0.1", 1, 2, 3, 4, 5, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"transport\": \"ipc\"} | Rowan speaks tcp and not ipc; start the kernel with",
                "{\"signature_scheme\": \"hmac-md5\"} | Rowan signs with hmac-sha256 and not hmac-md5.",
                "{\"shell_port\": 1, \"iopub_port\": 2} | The connection file has no stdin_port.",
                "{\"shell_port\": \"many\"} | The connection file FILE is not understood",
                "[] | The connection file FILE is not understood"
            })
    void what_cannot_be_served_says_why(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ConnectionFile.Unusable.class)
                .hasMessageStartingWith(
                        message.replace("FILE", directory.resolve("kernel.json").toString()));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, key, ''", "::1, '', ''", "*, key, keeps others", "192.0.2.1, '', anybody"})
    void other_machines_are_warned_of(String ip, String key, String warning) {
        String exposure = new ConnectionFile(ip, 1, 2, 3, 4, 5, key).exposure().orElse("");
        assertThat(exposure.isEmpty()).isEqualTo(warning.isEmpty());
        assertThat(exposure).contains(warning);
    }
}
