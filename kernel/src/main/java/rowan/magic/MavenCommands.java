package rowan.magic;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.jshell.JavaLanguage;
import rowan.libraries.MavenLibraries;
import rowan.libraries.MavenProgress;
import rowan.libraries.UnresolvedLibrary;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Skipped;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Output;
import rowan.workspace.contract.Run;

/** Commands that give Java cells libraries from Maven repositories. */
final class MavenCommands {

    private static final long LOOK_MILLIS = 20;

    /** The scopes of dependencies of a POM that are added when the command names none, as in IJava. */
    private static final List<String> SCOPES = List.of("compile", "runtime", "system", "import");

    private static final Set<String> KNOWN_SCOPES =
            Set.of("compile", "runtime", "system", "import", "provided", "test");

    private static final Option<Void> VERBOSE =
            Option.flag("verbose", "Lists every library that was added.").letter('v');

    private static final Option<Void> OPTIONAL = Option.flag(
            "optional",
            "Where a library is out of reach, as without a network, the rest of the cell is skipped, and the notebook goes on. One that"
                    + " the repositories do not know is an error all the same.");

    private final ArgumentType<String> address = ArgumentType.of(
            "URL", "the address of a repository", "Write https://HOST/PATH, or a directory.", this::address);

    private final JavaLanguage java;
    private final Path directory;
    private Optional<MavenLibraries> libraries = Optional.empty();

    /**
     * @param directory where relative paths start
     */
    MavenCommands(JavaLanguage java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "maven",
                                Command.Form.LINE,
                                Options.NONE
                                        .option(
                                                "from",
                                                ArgumentType.of(
                                                        "REPOSITORY",
                                                        "the id or the address of a repository",
                                                        "",
                                                        MavenCommands::idOrAddress),
                                                "Asks this repository first, by its id or address.")
                                        .with(VERBOSE)
                                        .with(OPTIONAL)
                                        .with(Option.flag("update", "Looks for newer snapshots, though it did today.")
                                                .letter('U'))
                                        .several(ArgumentType.text("GROUP:ARTIFACT[:PACKAGING[:CLASSIFIER]]:VERSION")),
                                "Adds libraries from Maven Central, with what they need.",
                                this::maven)
                        .alias("addMavenDependency", "addMavenDependencies"),
                Command.of(
                                "mavenRepo",
                                Command.Form.LINE,
                                Options.NONE.needs(ArgumentType.text("ID")).needs(address),
                                "Adds a Maven repository.",
                                this::repository)
                        .alias("addMavenRepo"),
                Command.of(
                                "loadFromPOM",
                                Command.Form.LINE_OR_CELL,
                                Options.NONE
                                        .with(VERBOSE)
                                        .mayHave(ArgumentType.file("FILE", directory))
                                        .any(ArgumentType.text("SCOPE")),
                                "Adds the dependencies of a POM: of a file, or of the cell's own text.",
                                this::loadFromPom)
                        .beginningWith("""
                                %%loadFromPOM
                                <dependency>
                                  <groupId>org.apache.commons</groupId>
                                  <artifactId>commons-lang3</artifactId>
                                  <version>3.14.0</version>
                                </dependency>
                                """));
    }

    /** A search for libraries. */
    @FunctionalInterface
    private interface Looking {
        MavenLibraries.Found in(MavenLibraries libraries, MavenLibraries.Search search) throws UnresolvedLibrary;
    }

    private Outcome maven(Invocation call, Run run) {
        return add(call, run, (all, search) -> all.find(call.words(), search));
    }

    private Outcome loadFromPom(Invocation call, Run run) {
        List<String> scopes = new ArrayList<>(call.words());
        Optional<Path> file = Optional.empty();
        if (!call.isCell()) {
            if (scopes.isEmpty()) {
                return usage("Which POM?", call);
            }
            file = Optional.of(directory.resolve(scopes.remove(0)));
        }
        for (String scope : scopes) {
            if (!KNOWN_SCOPES.contains(scope)) {
                return usage(scope + " is no scope; there are compile, runtime, provided, test and system.", call);
            }
        }
        Set<String> wanted = new LinkedHashSet<>(scopes.isEmpty() ? SCOPES : scopes);
        if (file.isPresent()) {
            Path pom = file.get();
            return add(call, run, (all, search) -> all.fromPom(pom, wanted, search));
        }
        return add(call, run, (all, search) -> all.fromPom(call.code().text(), wanted, search));
    }

    private static Outcome usage(String message, Invocation call) {
        return new Outcome.Failure(Problem.usage(message, call.command().usage()));
    }

    private synchronized MavenLibraries libraries() throws UnresolvedLibrary {
        if (libraries.isEmpty()) {
            libraries = Optional.of(MavenLibraries.open());
        }
        return libraries.get();
    }

    private Outcome repository(Invocation call, Run run) {
        try {
            libraries().addRepository(call.words().get(0), call.word(1, address).orElseThrow());
        } catch (UnresolvedLibrary e) {
            return new Outcome.Failure(e.problem());
        }
        return new Outcome.Value(new Note("The repository " + call.words().get(0) + " is asked from now on."));
    }

    /** The address of what is written as one, or of a directory. */
    private Optional<String> address(String written) {
        if (written.contains(":")) {
            return idOrAddress(written);
        }
        try {
            return Optional.of(written)
                    .filter(name -> !name.isBlank())
                    .map(name -> directory.resolve(name).toUri().toString());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> idOrAddress(String written) {
        boolean isAddress = written.contains(":");
        try {
            return Optional.of(written).filter(text -> !text.isBlank() && (!isAddress || isWhole(URI.create(text))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address has the host that its protocol needs. */
    private static boolean isWhole(URI address) {
        boolean needsHost = address.getScheme() != null && address.getScheme().startsWith("http");
        return address.isAbsolute() && (!needsHost || address.getHost() != null);
    }

    private Outcome add(Invocation call, Run run, Looking looking) {
        LiveProgress shown = new LiveProgress(run.output());
        MavenProgress progress = new MavenProgress(shown::show, run.interrupt());
        MavenLibraries.Search search =
                new MavenLibraries.Search(call.option("from").orElse(""), call.has("update"), progress);
        FutureTask<MavenLibraries.Found> task = new FutureTask<>(() -> looking.in(libraries(), search));
        Thread thread = new Thread(task, "rowan-maven");
        thread.setDaemon(true);
        thread.start();
        try {
            MavenLibraries.Found found = await(task, run.interrupt());
            Outcome added = java.addToClassPath(found.jars(), run);
            java.sourcesFrom(libraries()::sources);
            if (!added.isOk()) {
                return added;
            }
            if (call.isKept()) {
                return new Outcome.Value(
                        found.jars().stream().map(Path::toString).toList());
            }
            if (!found.libraries().isEmpty() || !found.notes().isEmpty() || !call.has("optional")) {
                // In the place of the progress: what had to be fetched is another matter on each machine.
                shown.show(new Note(described(found, call.has("verbose"))));
            }
            return new Outcome.Nothing();
        } catch (UnresolvedLibrary e) {
            shown.end(new Note(progress.fetched()));
            if (call.has("optional") && e.isOutOfReach()) {
                String missing = e.problem().message();
                run.output()
                        .show(new Skipped(Stream.concat(Stream.of(missing), e.problem().notes().stream())
                                .collect(Collectors.joining("\n"))));
                return new Outcome.Skipped();
            }
            return new Outcome.Failure(e.problem());
        }
    }

    /**
     * Waits for the search or an interrupt. A connection that hangs cannot be interrupted, and ends by its own time
     * limit.
     */
    private static MavenLibraries.Found await(FutureTask<MavenLibraries.Found> task, Interrupt interrupt)
            throws UnresolvedLibrary {
        while (true) {
            interrupt.check();
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException later) {
                // Not yet.
            } catch (InterruptedException e) {
                throw new Interrupt.InterruptedRun();
            } catch (ExecutionException e) {
                interrupt.check();
                if (e.getCause() instanceof UnresolvedLibrary unresolved) {
                    throw unresolved;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** A line of output for the progress, which appears when there is something to show. */
    private static final class LiveProgress {
        private final Output output;
        private Optional<Output.Live> live = Optional.empty();

        LiveProgress(Output output) {
            this.output = output;
        }

        synchronized void show(Object value) {
            if (live.isEmpty()) {
                live = Optional.of(output.open(value));
            } else {
                live.get().update(value);
            }
        }

        /** Replaces the progress by its last value, if any was shown. */
        synchronized void end(Object value) {
            live.ifPresent(line -> line.update(value));
        }
    }

    private static String described(MavenLibraries.Found found, boolean verbose) {
        List<String> lines = new ArrayList<>();
        if (found.libraries().isEmpty()) {
            lines.add("Nothing was added; all of it is there already.");
        } else if (verbose) {
            lines.add(Quantity.count(found.libraries().size(), "jar") + " added:");
            for (Map.Entry<String, Path> each : found.libraries().entrySet()) {
                lines.add(each.getKey() + "  " + each.getValue());
            }
        } else {
            lines.add(Quantity.count(found.libraries().size(), "jar") + " added: "
                    + String.join(
                            ", ",
                            found.libraries().values().stream()
                                    .map(path -> path.getFileName().toString())
                                    .toList()));
        }
        if (!found.notes().isEmpty() && found.libraries().isEmpty()) {
            lines.clear();
        }
        lines.addAll(found.notes());
        return String.join("\n", lines);
    }
}
