package rowan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code rowan run} and {@code rowan verify} as they are typed in a terminal; what they print is kept. */
public final class TypedCommands {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Headless headless = new Headless(new PrintStream(said, true, StandardCharsets.UTF_8));

    /** Runs a notebook, and gives the exit code. */
    public int run(Path notebook) throws IOException {
        return run(notebook, Optional.empty());
    }

    /** Runs a notebook and writes its outputs into it, and gives the exit code. */
    public int runInPlace(Path notebook) throws IOException {
        return run(notebook, Optional.of(notebook));
    }

    private int run(Path notebook, Optional<Path> written) throws IOException {
        return headless.run(notebook, Map.of(), written, Optional.empty(), Optional.empty());
    }

    /** Verifies a notebook, and gives the exit code. */
    public int verify(Path notebook) throws IOException {
        return headless.verify(List.of(notebook), false);
    }

    /** All that was printed. */
    public String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
