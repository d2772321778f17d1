package rowan.setup;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where things of this user belong, by the customs of each system: the XDG base directories on Linux, {@code ~/Library} on
 * macOS, {@code %APPDATA%} on Windows; for Jupyter, as <a
 * href="https://docs.jupyter.org/en/latest/use/jupyter-directories.html">its documentation</a> says.
 */
public final class UserDirectories {

    private UserDirectories() {}

    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    static boolean isWindows() {
        return SYSTEM.startsWith("windows");
    }

    static boolean isMac() {
        return SYSTEM.startsWith("mac");
    }

    static Path home() {
        // Jupyter goes by HOME where there is one, and Java by the system's list of users.
        return (isWindows() ? Optional.<Path>empty() : variable("HOME"))
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }

    private static Path roaming() {
        return variable("APPDATA").orElseGet(() -> home().resolve("AppData").resolve("Roaming"));
    }

    private static Path share() {
        return variable("XDG_DATA_HOME")
                .orElseGet(() -> home().resolve(".local").resolve("share"));
    }

    /** Where Rowan keeps what outlives a kernel. */
    public static Path data() {
        if (isWindows()) {
            return roaming().resolve("rowan");
        }
        return isMac()
                ? home().resolve("Library").resolve("Application Support").resolve("rowan")
                : share().resolve("rowan");
    }

    /** Where Jupyter looks for this user's kernels and extensions. */
    public static Path jupyter() {
        return variable("JUPYTER_DATA_DIR").orElseGet(() -> {
            if (isWindows()) {
                return roaming().resolve("jupyter");
            }
            return isMac() ? home().resolve("Library").resolve("Jupyter") : share().resolve("jupyter");
        });
    }

    /** Where this user's commands are. */
    static Path commands() {
        return isWindows() ? data().resolve("bin") : home().resolve(".local").resolve("bin");
    }
}
