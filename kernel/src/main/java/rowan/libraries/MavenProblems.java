package rowan.libraries;

import eu.maveniverse.maven.mima.context.Context;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelProblem;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.eclipse.aether.version.Version;
import rowan.model.Nearest;
import rowan.model.Problem;

/** Why a library was not found, and which was meant. */
final class MavenProblems {

    private static final int SHOWN = 5;

    private final Context context;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    MavenProblems(Context context, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.context = context;
        this.session = session;
        this.repositories = repositories;
    }

    static UnresolvedLibrary malformed(String text) {
        return new UnresolvedLibrary(problem(
                text + " are no Maven coordinates.",
                "Write group:artifact:version, as org.apache.commons:commons-lang3:3.14.0"));
    }

    UnresolvedLibrary withoutVersion(Coordinates library) {
        VersionRangeResult asked;
        try {
            asked = ask(library.group(), library.artifact());
        } catch (VersionRangeResolutionException e) {
            return cannotBeHad(library.name(), e);
        }
        List<String> versions = listed(asked);
        Optional<Exception> unreached = asked.getExceptions().stream()
                .filter(e -> !(e instanceof MetadataNotFoundException))
                .findFirst();
        if (versions.isEmpty()) {
            return unreached
                    .map(error -> cannotBeHad(library.name(), error))
                    .orElseGet(() -> unknown(library.group(), library.artifact()));
        }
        return new UnresolvedLibrary(problem(
                "Which version of " + library.name() + "?",
                "The newest is %maven " + library.name() + ":" + newest(versions)));
    }

    private static Problem problem(String message, String... nextSteps) {
        return Problem.usage(
                message, Stream.of(nextSteps).filter(step -> !step.isEmpty()).toArray(String[]::new));
    }

    /** What Maven's resolver complains of; of all that was wrong, the first thing. */
    UnresolvedLibrary unresolved(RepositoryException error) {
        Optional<Artifact> missing = missing(error);
        if (missing.isEmpty()) {
            return cannotBeHad("The library", error);
        }
        Artifact artifact = missing.get();
        List<String> versions = versions(artifact.getGroupId(), artifact.getArtifactId());
        if (versions.isEmpty()) {
            return unknown(artifact.getGroupId(), artifact.getArtifactId());
        }
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        if (versions.contains(artifact.getVersion())) {
            String file = artifact.getExtension()
                    + (artifact.getClassifier().isEmpty() ? "" : " with the classifier " + artifact.getClassifier());
            return notThere(problem(
                    name + " " + artifact.getVersion() + " has no " + file + ".",
                    "It may be there under another packaging or classifier, group:artifact:packaging:classifier:version.",
                    offline()));
        }
        String near = Nearest.to(artifact.getVersion(), versions)
                .map(version -> "Did you mean " + name + ":" + version + "? ")
                .orElse("");
        return new UnresolvedLibrary(
                problem(name + " has no version " + artifact.getVersion() + ".", near + newestOf(versions)));
    }

    /**
     * One that a repository has not given.
     *
     * @param asked what to call it, where the error names no other
     */
    private UnresolvedLibrary cannotBeHad(String asked, Exception error) {
        Optional<ArtifactTransferException> transfer = causes(error, ArtifactTransferException.class);
        String library = transfer.map(ArtifactTransferException::getArtifact)
                .map(each -> each.getGroupId() + ":" + each.getArtifactId() + ":" + each.getVersion())
                .orElse(asked);
        String host = transfer.map(ArtifactTransferException::getRepository)
                .or(() -> causes(error, MetadataTransferException.class).map(MetadataTransferException::getRepository))
                .map(RemoteRepository::getHost)
                .orElse("");
        boolean isSilent = causes(error, UnknownHostException.class).isPresent()
                || causes(error, ConnectException.class).isPresent();
        String why = host.isEmpty()
                ? reason(error)
                : isSilent ? host + " cannot be reached" : host + " says: " + reason(error);
        return UnresolvedLibrary.outOfReach(problem(
                library + " cannot be had: " + why + ".",
                isSilent
                        ? "A proxy is set in ~/.m2/settings.xml. What was fetched once is there without a network."
                        : "",
                offline()));
    }

    /** The first of a kind among what has led to an error; a resolver keeps those of each library beside the others. */
    private static <E extends Throwable> Optional<E> causes(Throwable error, Class<E> kind) {
        Set<Throwable> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(error));
        while (!left.isEmpty()) {
            Throwable each = left.removeFirst();
            if (kind.isInstance(each)) {
                return Optional.of(kind.cast(each));
            }
            if (passed.add(each)) {
                Optional.ofNullable(each.getCause()).ifPresent(left::add);
                if (each instanceof ArtifactResolutionException unresolved) {
                    unresolved.getResults().forEach(result -> left.addAll(result.getExceptions()));
                }
            }
        }
        return Optional.empty();
    }

    /** What no repository has; where they were not asked, Maven being offline, one of them may. */
    private UnresolvedLibrary notThere(Problem problem) {
        return session.isOffline() ? UnresolvedLibrary.outOfReach(problem) : new UnresolvedLibrary(problem);
    }

    UnresolvedLibrary unreadable(Path pom, Exception error) {
        if (!Files.exists(pom)) {
            return new UnresolvedLibrary(problem("There is no " + pom + "."));
        }
        if (!Files.isRegularFile(pom)) {
            return new UnresolvedLibrary(problem(pom + " is no file that holds a POM.", "Name one that does."));
        }
        return new UnresolvedLibrary(problem("The POM cannot be used: " + reason(error), offline()));
    }

    /** The message of the last cause, which says what the others only repeat. */
    private static String reason(Throwable error) {
        Throwable last = error;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        if (last instanceof ModelBuildingException model && !model.getProblems().isEmpty()) {
            // Its message only counts them.
            return model.getProblems().stream().map(ModelProblem::getMessage).collect(Collectors.joining(" · "));
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }

    private static Optional<Artifact> missing(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactResolutionException unresolved) {
                return unresolved.getResults().stream()
                        .filter(result -> !result.isResolved())
                        .filter(MavenProblems::isAbsent)
                        .map(result -> result.getRequest().getArtifact())
                        .findFirst();
            }
            if (cause instanceof ArtifactNotFoundException absent) {
                return Optional.of(absent.getArtifact());
            }
        }
        return Optional.empty();
    }

    /** Not there, and not merely out of reach. */
    private static boolean isAbsent(ArtifactResult result) {
        return result.getExceptions().stream().allMatch(ArtifactNotFoundException.class::isInstance);
    }

    /** All versions that the repositories list, oldest first; none where they cannot be asked. */
    private List<String> versions(String group, String artifact) {
        try {
            return listed(ask(group, artifact));
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }

    private VersionRangeResult ask(String group, String artifact) throws VersionRangeResolutionException {
        VersionRangeRequest request =
                new VersionRangeRequest(new DefaultArtifact(group, artifact, "jar", "[0,)"), repositories, "");
        return context.repositorySystem().resolveVersionRange(session, request);
    }

    private static List<String> listed(VersionRangeResult asked) {
        return asked.getVersions().stream().map(Version::toString).toList();
    }

    private static String newest(List<String> versions) {
        List<String> released = versions.stream()
                .filter(version -> version.matches("[\\d.]+([.-](Final|RELEASE|GA|jre))?"))
                .toList();
        List<String> choice = released.isEmpty() ? versions : released;
        return choice.get(choice.size() - 1);
    }

    private static String newestOf(List<String> versions) {
        List<String> last = new ArrayList<>(versions.subList(Math.max(0, versions.size() - SHOWN), versions.size()));
        Collections.reverse(last);
        return "The newest are " + String.join(", ", last) + ".";
    }

    private UnresolvedLibrary unknown(String group, String artifact) {
        String near = nearby(group, artifact)
                .map(name -> "Did you mean " + name + "? ")
                .orElse("");
        String asked = repositories.stream().map(RemoteRepository::getId).collect(Collectors.joining(", "));
        return notThere(problem(
                "There is no library " + group + ":" + artifact + " in " + (asked.isEmpty() ? "any repository" : asked)
                        + ".",
                near + "central.sonatype.com finds names and versions.",
                offline()));
    }

    /** The name closest to a mistyped one among the libraries that this machine has already. */
    private Optional<String> nearby(String group, String artifact) {
        Path local = session.getLocalRepository().getBasedir().toPath();
        Path directory = local;
        List<String> found = new ArrayList<>();
        for (String part : group.split("\\.")) {
            Optional<String> here = Files.isDirectory(directory.resolve(part))
                    ? Optional.of(part)
                    : Nearest.to(part, children(directory));
            if (here.isEmpty()) {
                return Optional.empty();
            }
            found.add(here.get());
            directory = directory.resolve(here.get());
        }
        String name = String.join(".", found);
        // What was looked for in vain has left a directory too.
        List<String> others = children(directory).stream()
                .filter(other -> !other.equals(artifact) || !name.equals(group))
                .toList();
        return Nearest.to(artifact, others).map(near -> name + ":" + near);
    }

    private static List<String> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private String offline() {
        return session.isOffline()
                ? "Maven is offline, as its settings say; only what is in the local repository can be had."
                : "";
    }
}
