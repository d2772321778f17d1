package rowan;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rowan.setup.Installer;
import rowan.sql.sqlite.SqliteLibrary;

/** The commands a user types in a terminal. */
@Command(
        name = "rowan",
        version = "Rowan 0.1.0",
        mixinStandardHelpOptions = true,
        description = "A Jupyter kernel for SQL and Java, and the same notebooks without Jupyter.",
        subcommands = {Terminal.Install.class, Terminal.Uninstall.class, Terminal.Train.class})
final class Terminal {

    private Terminal() {}

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Terminal());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 1;
        });
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    /** Where the jar that runs now lies, with its libraries beside it. */
    static Path application() throws Exception {
        return Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getParent();
    }

    /** Options of the commands that write below a prefix. */
    static final class Place {
        @Option(names = "--user", description = "For this user; the default.")
        private boolean user;

        @Option(
                names = "--prefix",
                paramLabel = "DIR",
                description = "Below a directory, such as a Python environment.")
        private Path prefix;

        @Option(names = "--name", paramLabel = "NAME", defaultValue = "rowan", description = "The kernel's name.")
        private String name;

        Installer installer() {
            return prefix == null
                    ? Installer.forUser(System.out::println)
                    : Installer.under(prefix, System.out::println);
        }
    }

    @Command(name = "install", description = "Installs the kernel where Jupyter finds it.")
    static final class Install implements Callable<Integer> {
        @CommandLine.Mixin
        private Place place;

        @Override
        public Integer call() throws Exception {
            place.installer().install(place.name, application(), SqliteLibrary::unpack);
            return 0;
        }
    }

    @Command(name = "uninstall", description = "Removes the kernel.")
    static final class Uninstall implements Callable<Integer> {
        @CommandLine.Mixin
        private Place place;

        @Override
        public Integer call() throws Exception {
            boolean removed = place.installer().uninstall(place.name);
            System.out.println(removed ? "removed" : "no kernel of that name was installed there");
            return removed ? 0 : 1;
        }
    }

    @Command(name = "train", hidden = true, description = "Holds the conversation that the archive is made from.")
    static final class Train implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return Main.train();
        }
    }
}
