package rowan.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Python environment that is active, into which {@code --sys-prefix} installs. */
public final class PythonEnvironment {

    private PythonEnvironment() {}

    /**
     * Its directory: that of the virtual or conda environment, else what Python itself says.
     *
     * @throws IOException if there is no Python
     */
    public static Path prefix() throws IOException, InterruptedException {
        Optional<String> active = Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .map(System::getenv)
                .filter(directory -> directory != null && !directory.isBlank())
                .findFirst();
        if (active.isPresent()) {
            return Path.of(active.get());
        }
        for (String python : List.of("python3", "python")) {
            try {
                JavaCommand.Ended said = JavaCommand.run(List.of(
                        python, "-c", "import sys; sys.stdout.reconfigure(encoding='utf-8'); print(sys.prefix)"));
                if (said.exitCode() == 0) {
                    return Path.of(said.output().strip());
                }
            } catch (IOException missing) {
                System.getLogger(PythonEnvironment.class.getName())
                        .log(System.Logger.Level.DEBUG, "there is no " + python, missing);
            }
        }
        throw new IOException("No Python environment is active and there is no python3. Name the directory instead:"
                + " rowan install --prefix DIR");
    }
}
