package rowan.jshell;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import rowan.model.Problem;

/** Finds libraries and what they need by Maven's own resolution: from the local repository, else from Maven Central. */
public final class MavenLibraries {

    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/").build();

    private final RepositorySystem system = new RepositorySystemSupplier().get();

    /** What could not be resolved, and why. */
    public static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unresolved(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /**
     * The jars of a library and of all it needs at run time.
     *
     * @param coordinates {@code group:artifact:version}, with a packaging and a classifier between if need be
     */
    public List<Path> jars(String coordinates) throws Unresolved {
        Artifact artifact;
        try {
            artifact = new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            throw new Unresolved(Problem.usage(
                    coordinates + " are no Maven coordinates.",
                    "Write group:artifact:version, as org.apache.commons:commons-lang3:3.14.0"));
        }
        CollectRequest collect = new CollectRequest();
        collect.setRoot(new Dependency(artifact, JavaScopes.RUNTIME));
        collect.addRepository(CENTRAL);
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        try {
            return system.resolveDependencies(session(), request).getArtifactResults().stream()
                    .map(ArtifactResult::getArtifact)
                    .map(found -> found.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new Unresolved(Problem.usage(
                    coordinates + " cannot be found: " + reason.getMessage(),
                    "Look up its name and version on central.sonatype.com."));
        }
    }

    private DefaultRepositorySystemSession session() {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        Path local = Path.of(System.getProperty("user.home"), ".m2", "repository");
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        session.setConfigProperty("aether.connector.connectTimeout", 10_000);
        session.setConfigProperty("aether.connector.requestTimeout", 60_000);
        return session;
    }
}
