package rowan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rowan.jupyter.Kernel;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.setup.Archive;
import rowan.setup.UserDirectories;

/** Rowan's command line. A kernel is started without it, since every millisecond counts there. */
public final class Main {

    private static final String RENEWAL_SECONDS =
            Optional.ofNullable(System.getenv("ROWAN_RENEWAL_SECONDS")).orElse("60");

    /** More than all that is closed and removed in order needs. */
    private static final long ENDING_SECONDS = 10;

    private Main() {}

    /** Exits with 0 where all went well, 1 where a cell or a check failed, 2 where the command was not understood. */
    public static void main(String[] arguments) throws Exception {
        boolean isKernel = arguments.length > 0 && arguments[0].equals("kernel");
        if (isKernel && (arguments.length == 2 || arguments.length == 3)) {
            System.exit(kernel(Path.of(arguments[1]), arguments.length == 3 ? arguments[2] : "sql"));
        }
        System.exit(Terminal.run(arguments));
    }

    private static int kernel(Path file, String language) {
        Kernel kernel;
        try {
            kernel = kernel(file, Path.of("").toAbsolutePath(), UserDirectories.data(), language);
        } catch (ConnectionFile.Unusable | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        Signals.onInterrupt(kernel::interrupt);
        // Whatever ends the process, its front ends are answered first: a signal, or a cell that has called
        // System.exit.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            kernel.end();
                            Ending.halt(1);
                        },
                        "rowan-stop"));
        Ending.atLastMemory();
        renewArchive();
        kernel.serve();
        return 0;
    }

    /**
     * A kernel that is ready to serve.
     *
     * @param data where it keeps the history
     */
    static Kernel kernel(Path file, Path directory, Path data, String language) throws ConnectionFile.Unusable {
        Kernel kernel = new Kernel(
                ConnectionFile.read(file),
                () -> Workspaces.open(directory, language, System.getenv()),
                data.resolve("history.db"),
                language);
        endWithParent(kernel);
        return kernel;
    }

    /** A kernel whose front end has died is of no use to anybody, and nobody else would end it. */
    private static void endWithParent(Kernel kernel) {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .filter(pid -> pid.matches("\\d+") && !pid.equals("1"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .ifPresent(parent -> parent.onExit().thenRun(() -> endForCertain(kernel)));
    }

    /** What does not come back, such as a shutdown hook of a cell's, must not keep a process that nobody knows of. */
    private static void endForCertain(Kernel kernel) {
        kernel.stop();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(ENDING_SECONDS));
        Runtime.getRuntime().halt(1);
    }

    /** After the first minute, in which the first cells run: the next start is to be a fast one again. */
    private static void renewArchive() {
        Thread renewing = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(Long.parseLong(RENEWAL_SECONDS));
                        Archive.of(Terminal.application()).renew();
                    } catch (Exception e) {
                        System.getLogger(Main.class.getName())
                                .log(System.Logger.Level.DEBUG, "the archive stays as it is", e);
                    }
                },
                "rowan-archive");
        renewing.setDaemon(true);
        renewing.setPriority(Thread.MIN_PRIORITY);
        renewing.start();
    }

    /** The conversation that the archive of classes is made from. */
    static int train() throws IOException, InterruptedException, ConnectionFile.Unusable {
        Training.run();
        return 0;
    }
}
