package rowan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The extension of JupyterLab")
class LabExtensionTest {

    private static final Path HOME = Path.of("..", "install", "labextension");

    /** The bundle is committed, so that nobody who builds Rowan needs npm; so its sources must not run ahead of it. */
    @Test
    void was_built_from_the_sources_beside_it() throws Exception {
        Map<String, String> recorded = new TreeMap<>();
        for (String line : Files.readAllLines(HOME.resolve("prebuilt").resolve("sources.sha256"))) {
            recorded.put(line.substring(66), line.substring(0, 64));
        }
        assertThat(recorded)
                .as("node install/labextension/build.mjs builds it anew")
                .isEqualTo(sources());
    }

    private static Map<String, String> sources() throws Exception {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(HOME)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = HOME.relativize(file).toString().replace('\\', '/');
                if (name.startsWith("src/") || name.startsWith("style/") || name.equals("package.json")) {
                    byte[] text = Files.readString(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
                    byte[] sum = MessageDigest.getInstance("SHA-256").digest(text);
                    sums.put(name, HexFormat.of().formatHex(sum));
                }
            }
        }
        return sums;
    }

    @Test
    void tells_languages_and_parts_of_cells_by_the_kernels_examples() throws Exception {
        assumeTrue(hasNode(), "SKIPPED: no Node.js of version 20 or later here; the highlighting's own tests need it");
        Process process = new ProcessBuilder("node", "--test", "test/")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && Integer.parseInt(version.replaceAll("^v(\\d+).*", "$1")) >= 20;
        } catch (IOException missing) {
            return false;
        }
    }
}
