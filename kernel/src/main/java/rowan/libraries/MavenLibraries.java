package rowan.libraries;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import eu.maveniverse.maven.mima.extensions.mmr.ModelResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsBuildingRequest;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.ArtifactIdUtils;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.artifact.SubArtifact;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;
import rowan.files.PrivateDirectory;
import rowan.model.Problem;

/**
 * Finds libraries and what they need as Maven does: with the user's {@code settings.xml}, its mirrors, proxies, passwords
 * and offline mode, from the local repository where they are there already. What a notebook has loaded stays as it is: a
 * class path can grow, and nothing on it can be replaced.
 */
public final class MavenLibraries {

    /** Packagings that are jars to everybody but the tool that makes them. */
    private static final List<ArtifactType> JARS = List.of(
            new DefaultArtifactType("bundle", "jar", "", "java"),
            new DefaultArtifactType("eclipse-plugin", "jar", "", "java"),
            new DefaultArtifactType("hk2-jar", "jar", "", "java"),
            new DefaultArtifactType("orbit", "jar", "", "java"));

    private final Context context;
    private final boolean offline;
    private final Map<String, RemoteRepository> added = new LinkedHashMap<>();
    private final Map<String, Artifact> loaded = new LinkedHashMap<>();

    private MavenLibraries(Context context, boolean offline) {
        this.context = context;
        this.offline = offline;
    }

    /**
     * Libraries as the user's settings have them.
     *
     * @throws UnresolvedLibrary where the settings cannot be read
     */
    public static MavenLibraries open() throws UnresolvedLibrary {
        // The home of Maven's own default is looked up once for the whole virtual machine.
        Path home = Path.of(System.getProperty("user.home"), ".m2");
        try {
            Context context = Runtimes.INSTANCE
                    .getRuntime()
                    .create(ContextOverrides.create()
                            .withUserSettings(true)
                            .withMavenUserHomeOverride(home)
                            .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND)
                            .extraArtifactTypes(JARS)
                            .build());
            return new MavenLibraries(context, isOffline(context));
        } catch (SettingsBuildingException | RuntimeException e) {
            throw new UnresolvedLibrary(
                    Problem.usage("Maven's settings cannot be read: " + e.getMessage(), "They are in " + home + "."));
        }
    }

    /** The one setting that does not come with the context. */
    private static boolean isOffline(Context context) throws SettingsBuildingException {
        SettingsBuildingRequest settings = new DefaultSettingsBuildingRequest()
                .setUserSettingsFile(context.mavenUserHome().settingsXml().toFile());
        return new DefaultSettingsBuilderFactory()
                .newInstance()
                .build(settings)
                .getEffectiveSettings()
                .isOffline();
    }

    /**
     * What was found.
     *
     * @param libraries that are new, each as {@code group:artifact:version}, with the file
     * @param notes what else to know, such as a version that stays; one sentence each
     */
    public record Found(Map<String, Path> libraries, List<String> notes) {
        public Found {
            libraries = new LinkedHashMap<>(libraries);
            notes = List.copyOf(notes);
        }

        /** The jars to add. */
        public List<Path> jars() {
            return List.copyOf(libraries.values());
        }
    }

    /**
     * How to look.
     *
     * @param from the id or the address of a repository that is asked first; empty for none
     * @param update whether newer snapshots are looked for even if that was done today
     */
    public record Search(String from, boolean update, MavenProgress listener) {}

    /** Adds a repository, or gives one of this id another address. */
    public synchronized void addRepository(String id, String url) {
        added.put(id, repository(id, url));
    }

    private RemoteRepository repository(String id, String url) {
        return context.repositorySystem()
                .newResolutionRepositories(
                        context.repositorySystemSession(),
                        List.of(new RemoteRepository.Builder(id, "default", url).build()))
                .get(0);
    }

    private List<RemoteRepository> repositories(String from) throws UnresolvedLibrary {
        Map<String, RemoteRepository> all = new LinkedHashMap<>();
        added.forEach(all::put);
        context.remoteRepositories().forEach(repository -> all.putIfAbsent(repository.getId(), repository));
        List<RemoteRepository> ordered = new ArrayList<>(all.values());
        if (from.isEmpty()) {
            return ordered;
        }
        RemoteRepository first = from.contains(":") ? repository("from-" + from.hashCode(), from) : all.get(from);
        if (first == null) {
            throw new UnresolvedLibrary(Problem.usage(
                    "No repository is called " + from + "; there are " + all.keySet() + ".",
                    "Add it, %mavenRepo " + from + " URL; or write its address: --from=https://…"));
        }
        ordered.remove(first);
        ordered.add(0, first);
        return ordered;
    }

    /** Whatever libraries are named, and what they need at run time. */
    public synchronized Found find(List<String> coordinates, Search search) throws UnresolvedLibrary {
        DefaultRepositorySystemSession session = session(search);
        List<RemoteRepository> repositories = repositories(search.from());
        MavenProblems problems = new MavenProblems(context, session, repositories);
        List<Dependency> wanted = new ArrayList<>();
        for (String text : coordinates) {
            Coordinates parsed = Coordinates.of(text).orElseThrow(() -> MavenProblems.malformed(text));
            if (parsed.version().isEmpty()) {
                throw problems.withoutVersion(parsed);
            }
            Artifact artifact = parsed.toArtifact(session.getArtifactTypeRegistry());
            wanted.add(new Dependency(artifact, JavaScopes.COMPILE));
        }
        return resolve(new CollectRequest(wanted, List.of(), repositories), session, problems);
    }

    /**
     * The dependencies of a POM.
     *
     * @param scopes of the dependencies that are wanted; of what these need, what is needed at run time
     */
    public synchronized Found fromPom(Path pom, Set<String> scopes, Search search) throws UnresolvedLibrary {
        DefaultRepositorySystemSession session = session(search);
        List<RemoteRepository> repositories = new ArrayList<>(repositories(search.from()));
        MavenProblems problems = new MavenProblems(context, session, repositories);
        ArtifactDescriptorResult descriptor;
        if (!Files.isRegularFile(pom)) {
            throw problems.unreadable(pom, new NoSuchFileException(pom.toString())); // A pipe would be waited for.
        }
        try {
            ModelResponse response = new MavenModelReader(context)
                    .readModel(ModelRequest.builder()
                            .setPomFile(pom)
                            .setRepositories(repositories)
                            .build());
            descriptor = response.toArtifactDescriptorResult(response.getEffectiveModel());
        } catch (RepositoryException | RuntimeException e) {
            throw problems.unreadable(pom, e);
        }
        for (RemoteRepository repository : descriptor.getRepositories()) {
            if (repositories.stream().noneMatch(known -> known.getId().equals(repository.getId()))) {
                repositories.add(repository(repository.getId(), repository.getUrl()));
            }
        }
        List<Dependency> wanted = descriptor.getDependencies().stream()
                .filter(dependency ->
                        scopes.contains(dependency.getScope().isEmpty() ? JavaScopes.COMPILE : dependency.getScope()))
                .map(dependency -> dependency.setScope(JavaScopes.COMPILE).setOptional(false))
                .toList();
        if (wanted.isEmpty()) {
            return new Found(Map.of(), List.of("The POM has no dependencies of the scopes " + scopes + "."));
        }
        CollectRequest collect = new CollectRequest(wanted, descriptor.getManagedDependencies(), repositories);
        return resolve(collect, session, problems);
    }

    /**
     * As {@link #fromPom(Path, Set, Search)}, of a POM that is written in a cell: a whole one, or some of its elements.
     */
    public Found fromPom(String text, Set<String> scopes, Search search) throws UnresolvedLibrary {
        String complete = PomText.complete(text);
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            Path pom = directory.file("pom.xml");
            Files.writeString(pom, complete, StandardCharsets.UTF_8);
            return fromPom(pom, scopes, search);
        } catch (IOException e) {
            throw new UnresolvedLibrary(
                    Problem.of("IOException", "There is no room for a temporary file: " + e.getMessage()));
        }
    }

    /** Without those that are there in another version, which stays; a sentence to each. */
    private List<Dependency> withoutLoaded(List<Dependency> wanted, List<String> notes) {
        List<Dependency> left = new ArrayList<>();
        for (Dependency dependency : wanted) {
            Artifact artifact = dependency.getArtifact();
            Artifact known = loaded.get(ArtifactIdUtils.toVersionlessId(artifact));
            if (known == null || known.getVersion().equals(artifact.getVersion())) {
                left.add(dependency);
            } else {
                notes.add(artifact.getGroupId() + ":" + artifact.getArtifactId() + " " + known.getVersion()
                        + " is loaded already and stays; after a restart of the kernel, ask for "
                        + artifact.getVersion() + " first.");
            }
        }
        return left;
    }

    private Found resolve(CollectRequest collect, DefaultRepositorySystemSession session, MavenProblems problems)
            throws UnresolvedLibrary {
        List<String> notes = new ArrayList<>();
        collect.setDependencies(withoutLoaded(collect.getDependencies(), notes));
        if (collect.getDependencies().isEmpty()) {
            return new Found(Map.of(), notes);
        }
        // What is loaded manages the versions of all that comes later.
        List<Dependency> managed = loaded.values().stream()
                .map(artifact -> new Dependency(artifact, ""))
                .collect(Collectors.toCollection(ArrayList::new));
        managed.addAll(collect.getManagedDependencies());
        collect.setManagedDependencies(managed);
        DependencyRequest request = new DependencyRequest(
                collect, DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME));
        Map<String, Path> found = new LinkedHashMap<>();
        try {
            for (ArtifactResult result : context.repositorySystem()
                    .resolveDependencies(session, request)
                    .getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                // A POM, say, only leads to its dependencies.
                boolean code = artifact.getExtension().equals("jar");
                if (code && loaded.putIfAbsent(ArtifactIdUtils.toVersionlessId(artifact), artifact) == null) {
                    found.put(name(artifact), artifact.getFile().toPath());
                }
            }
        } catch (RepositoryException e) {
            throw problems.unresolved(e);
        }
        return new Found(found, notes);
    }

    /** The sources of a library that was loaded, fetched without a word; empty where there are none to be had. */
    public synchronized Optional<Path> sources(Path jar) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setTransferListener(null);
        session.setOffline(offline);
        for (Artifact artifact : loaded.values()) {
            if (jar.equals(artifact.getFile().toPath())) {
                Artifact sources = new SubArtifact(artifact, "sources", "jar");
                try {
                    return Optional.of(context.repositorySystem()
                            .resolveArtifact(session, new ArtifactRequest(sources, repositories(""), ""))
                            .getArtifact()
                            .getFile()
                            .toPath());
                } catch (RepositoryException | UnresolvedLibrary none) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId()
                + (artifact.getClassifier().isEmpty() ? "" : ":jar:" + artifact.getClassifier())
                + ":" + artifact.getVersion();
    }

    private DefaultRepositorySystemSession session(Search search) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setTransferListener(search.listener());
        session.setOffline(offline);
        // A name that was mistyped, or not there during an outage, is looked for again.
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
        if (search.update()) {
            session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        }
        return session;
    }
}
