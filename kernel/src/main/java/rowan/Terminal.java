package rowan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rowan.display.markup.VisibleText;
import rowan.model.Check;
import rowan.setup.Doctor;
import rowan.setup.Installer;
import rowan.setup.PythonEnvironment;
import rowan.sql.sqlite.SqliteLibrary;

/** The commands a user types in a terminal. */
@Command(
        name = "rowan",
        version = "Rowan 0.1.0",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "A Jupyter kernel for SQL and Java, and the same notebooks without Jupyter.",
        subcommands = {
            CommandLine.HelpCommand.class,
            Terminal.Run.class,
            Terminal.Verify.class,
            Terminal.Export.class,
            Terminal.Install.class,
            Terminal.Uninstall.class,
            Terminal.Examine.class,
            Terminal.Settle.class,
            Terminal.Train.class
        })
final class Terminal {

    /** Cells may redirect {@code System.out}. */
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Terminal() {}

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Terminal());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(VisibleText.of(sentence(e, command.getCommandName())));
            return 1;
        });
        line.setParameterExceptionHandler((e, given) -> refused(e));
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    /** As picocli refuses arguments, with what they contain made visible. */
    private static int refused(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText(VisibleText.of(e.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
            command.usage(command.getErr(), command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** An exception's own message, or what it means where that is a path only. */
    private static String sentence(Exception e, String command) {
        if (e instanceof AccessDeniedException || (e instanceof FileSystemException f && f.getReason() != null)) {
            FileSystemException failed = (FileSystemException) e;
            String reason = failed.getReason() == null ? "no permission" : failed.getReason();
            return failed.getFile() + " cannot be written: " + reason
                    + (command.equals("install")
                            ? ". Name a directory that can: rowan install --prefix DIR"
                            : ". Make room there, or name another place.");
        }
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
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

    @Command(name = "run", description = "Runs a notebook without Jupyter.")
    static final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "NOTEBOOK", description = "An .ipynb file.")
        private Path notebook;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Writes the notebook with its outputs.")
        private Path output;

        @Option(names = "--html", paramLabel = "FILE", description = "Writes it as one HTML file.")
        private Path html;

        @Option(
                names = {"-p", "--parameter"},
                paramLabel = "NAME=VALUE",
                description = "Gives a value to a name that the cell with the tag parameters declares.")
        private Map<String, String> parameters = Map.of();

        @Option(names = "--print", paramLabel = "TAG", description = "Prints the outputs of cells with this tag.")
        private String printed;

        @Override
        public Integer call() throws Exception {
            return new Headless(OUT)
                    .run(
                            notebook,
                            parameters,
                            Optional.ofNullable(output),
                            Optional.ofNullable(html),
                            Optional.ofNullable(printed));
        }
    }

    @Command(name = "export", description = "Writes notebooks with their stored outputs as HTML, Markdown or a site.")
    static final class Export implements Callable<Integer> {
        @Parameters(
                paramLabel = "NOTEBOOK",
                arity = "1..*",
                description = "An .ipynb file; of a site, as many as it has.")
        private List<Path> notebooks;

        @Option(names = "--site", paramLabel = "DIR", description = "Pages that lead to each other, with a search.")
        private Path site;

        @Option(
                names = "--html",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "FILE",
                description = "One file with everything in it; the default.")
        private String html;

        @Option(
                names = "--md",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "FILE",
                description = "Markdown; outputs as text, pictures beside it.")
        private String markdown;

        @Override
        public Integer call() throws Exception {
            if (site != null) {
                return new Headless(OUT).site(notebooks, site);
            }
            if (notebooks.size() > 1 && (named(html) || named(markdown))) {
                throw new IllegalArgumentException(
                        "Several notebooks cannot go into one file. Leave its name out, and each"
                                + " is written beside its notebook; --site DIR makes pages that lead to each other.");
            }
            boolean neither = html == null && markdown == null;
            for (Path notebook : notebooks) {
                new Headless(OUT)
                        .export(
                                notebook,
                                file(notebook, neither ? "" : html, ".html"),
                                file(notebook, markdown, ".md"));
            }
            return 0;
        }

        private static boolean named(String file) {
            return file != null && !file.isEmpty();
        }

        private static Optional<Path> file(Path notebook, String written, String ending) {
            return Optional.ofNullable(written)
                    .map(name -> name.isEmpty()
                            ? notebook.resolveSibling(
                                    notebook.getFileName().toString().replaceFirst("\\.ipynb$", "") + ending)
                            : Path.of(name));
        }
    }

    @Command(name = "verify", description = "Runs notebooks and compares what they show with what they have stored.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "NOTEBOOK", arity = "1..*", description = "Files with outputs.")
        private List<Path> notebooks;

        @Option(names = "--solutions", description = "Solves the exercises before; all of them have to be done then.")
        private boolean solutions;

        @Override
        public Integer call() throws Exception {
            return new Headless(OUT).verify(notebooks, solutions);
        }
    }

    @Command(name = "doctor", description = "Says what is found, what is missing, and how to mend it.")
    static final class Examine implements Callable<Integer> {
        @CommandLine.Mixin
        private Place place;

        @Override
        public Integer call() throws Exception {
            boolean healthy = true;
            Doctor doctor = place.isNamed() ? Doctor.of(place.installer().kernel(place.name)) : Doctor.of(place.name);
            for (Check check : doctor.examine()) {
                OUT.println((check.holds() ? "✓ " : "✗ ") + check.claim());
                if (!check.seen().isEmpty()) {
                    check.seen().lines().forEach(line -> OUT.println("    " + line));
                }
                healthy &= check.holds() || Doctor.isOptional(check);
            }
            return healthy ? 0 : 1;
        }
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

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "rowan",
                description = "The kernel's name; java answers to IJava's notebooks.")
        private String name;

        @Option(names = "--sys-prefix", description = "Into the Python environment that is active.")
        private boolean sysPrefix;

        /** Whether a place is named, and not just what is usual. */
        boolean isNamed() {
            return user || sysPrefix || prefix != null;
        }

        Installer installer() throws IOException, InterruptedException {
            if (sysPrefix) {
                return Installer.under(PythonEnvironment.prefix(), OUT::println);
            }
            return prefix == null ? Installer.forUser(OUT::println) : Installer.under(prefix, OUT::println);
        }
    }

    @Command(name = "install", description = "Installs the kernel where Jupyter finds it.")
    static final class Install implements Callable<Integer> {
        @CommandLine.Mixin
        private Place place;

        @Option(names = "--replace", description = "Takes the place of another kernel of that name, which is kept.")
        private boolean replace;

        @Override
        public Integer call() throws Exception {
            place.installer().install(place.name, application(), replace, SqliteLibrary::unpack);
            return 0;
        }
    }

    @Command(
            name = "settle",
            hidden = true,
            description = "Makes a kernel start fast and from anywhere whose files a package manager has put there.")
    static final class Settle implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The directory with its kernel.json.")
        private Path kernel;

        @Override
        public Integer call() throws Exception {
            Installer.settle(kernel, application(), SqliteLibrary::unpack, OUT::println);
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
            OUT.println(removed ? "removed" : "no kernel of that name was installed there");
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
