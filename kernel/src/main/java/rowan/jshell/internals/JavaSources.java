package rowan.jshell.internals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The sources of libraries, from which Javadoc and the names of parameters are read. They are looked for when somebody asks
 * about a class: beside its jar, then where the jar came from. JShell itself reads the JDK's {@code src.zip} and offers no
 * public way to add others.
 */
public final class JavaSources {

    /** Somebody is waiting; what comes later is there the next time. */
    private static final long PATIENCE_MILLIS = 1_500;

    private static final Pattern CLASS = Pattern.compile("(?:[a-z_]\\w*\\.)+[A-Z]\\w*");

    private final SourceCodeAnalysis analysis;
    private final ClassLoader loader;
    private final Set<Path> asked = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Optional<Path>>> coming = new CopyOnWriteArrayList<>();
    private volatile Function<Path, Optional<Path>> repository = jar -> Optional.empty();

    /**
     * @param loader that knows the libraries' classes
     */
    public JavaSources(SourceCodeAnalysis analysis, ClassLoader loader) {
        this.analysis = analysis;
        this.loader = loader;
    }

    /** Asks this for the sources of a jar that has none beside it. May wait for a network. */
    public void from(Function<Path, Optional<Path>> sources) {
        repository = sources;
    }

    /** Looks for the sources of the classes that signatures name; those that have come since the last time. */
    public List<Path> lookFor(List<String> signatures) {
        for (String signature : signatures) {
            Matcher name = CLASS.matcher(signature);
            while (name.find()) {
                jar(name.group())
                        .filter(asked::add)
                        .ifPresent(jar -> coming.add(CompletableFuture.supplyAsync(
                                () -> beside(jar).or(() -> repository.apply(jar)), JavaSources::inBackground)));
            }
        }
        try {
            CompletableFuture.allOf(coming.toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            System.getLogger(JavaSources.class.getName())
                    .log(System.Logger.Level.DEBUG, "sources are not there yet, or cannot be had", later);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<CompletableFuture<Optional<Path>>> done =
                coming.stream().filter(CompletableFuture::isDone).toList();
        coming.removeAll(done);
        return done.stream()
                .filter(each -> !each.isCompletedExceptionally())
                .flatMap(each -> each.join().stream())
                .toList();
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "rowan-sources");
        thread.setDaemon(true);
        thread.start();
    }

    /** The jar that a class comes from. */
    private Optional<Path> jar(String className) {
        URL place = loader.getResource(className.replace('.', '/') + ".class");
        try {
            return place != null && place.openConnection() instanceof JarURLConnection jar
                    ? Optional.of(Path.of(jar.getJarFileURL().toURI()))
                    : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> beside(Path jar) {
        String name = jar.getFileName().toString();
        return Optional.of(jar.resolveSibling(name.replaceFirst("\\.jar$", "") + "-sources.jar"))
                .filter(Files::isRegularFile);
    }

    /** Makes JShell read these, too; while nobody else uses it. */
    public void add(List<Path> jars) {
        if (Loss.SOURCES.isMet()) {
            return;
        }
        try {
            List<Object> all = new ArrayList<>(Internal.FIND_SOURCES.<List<?>>call(analysis));
            all.addAll(jars);
            Internal.SOURCES.set(analysis, all);
        } catch (InvocationTargetException unreadable) {
            System.getLogger(JavaSources.class.getName())
                    .log(System.Logger.Level.DEBUG, "JShell does not find its own sources", unreadable);
        }
    }
}
