package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sqlite3 shell, where the machine has one. */
public final class ShellOfSqlite {

    private ShellOfSqlite() {}

    /** Whether there is one. */
    public static boolean isHere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "sqlite3")));
    }

    /** Runs a script, and gives what it said, complaints among it. */
    public static String run(Path database, Path script, String... options) throws IOException, InterruptedException {
        Path said = Files.createTempFile(database.getParent(), "said", ".txt");
        List<String> command = new ArrayList<>(List.of("sqlite3"));
        command.addAll(List.of(options));
        command.add(database.toString());
        ProcessBuilder shell = new ProcessBuilder(command)
                .directory(database.getParent().toFile())
                .redirectInput(script.toFile())
                .redirectOutput(said.toFile())
                .redirectErrorStream(true);
        shell.environment().put("HOME", database.getParent().toString()); // Where nobody has settings.
        assertThat(shell.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said, StandardCharsets.ISO_8859_1);
    }

    /** As {@link #run}, of these lines. */
    public static String run(Path database, String lines) throws IOException, InterruptedException {
        Path script = Files.createTempFile(database.getParent(), "script", ".txt");
        return run(database, Files.writeString(script, lines + "\n"));
    }
}
