package rowan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import rowan.setup.Doctor;

/** Runs transcripts and the doctor in a virtual machine, and writes what comes of them. */
final class TranscriptsInProcess {

    private TranscriptsInProcess() {}

    /**
     * Called in a process of its own.
     *
     * @param arguments the directory for what comes of them, and the files
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            Path home = Files.createDirectory(results.resolve("home" + i));
            Files.writeString(
                    results.resolve(file.getFileName()), TranscriptsTest.shown(file, home), StandardCharsets.UTF_8);
        }
        Files.write(
                results.resolve("doctor"),
                Doctor.of(results).examine().stream()
                        .map(check -> check.holds() + " " + check.claim() + " " + check.seen())
                        .toList(),
                StandardCharsets.UTF_8);
    }
}
