package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A Maven repository in a directory, with libraries that are made where they are needed. */
final class MavenRepository {

    private final Path directory;
    private final Map<String, List<String>> versions = new LinkedHashMap<>();

    MavenRepository(Path directory) {
        this.directory = directory;
    }

    /** Its address. */
    String url() {
        return directory.toUri().toString();
    }

    /**
     * Adds a library whose one class {@code artifact.Word} has a method {@code say()} that gives {@code text}.
     *
     * @param coordinates {@code group:artifact:version}
     * @param pomParts what else stands in its POM
     */
    void library(String coordinates, String text, String... pomParts) throws IOException {
        Path jar = place(coordinates, "", "jar");
        jar(jar, coordinates.split(":")[1], text);
        pom(coordinates, "jar", pomParts);
    }

    /** Adds a further jar of a library, such as that with the classifier {@code tests}. */
    void classified(String coordinates, String classifier, String text) throws IOException {
        jar(place(coordinates, "-" + classifier, "jar"), coordinates.split(":")[1], text);
    }

    /** Adds the sources of a library. */
    void sources(String coordinates, String className, String source) throws IOException {
        try (OutputStream out = Files.newOutputStream(place(coordinates, "-sources", "jar"));
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(className.replace('.', '/') + ".java"));
            zip.write(source.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /** Adds a jar that was made elsewhere. */
    void copy(String coordinates, Path jar, String... pomParts) throws IOException {
        Files.copy(jar, place(coordinates, "", "jar"));
        pom(coordinates, "jar", pomParts);
    }

    /** Adds a POM, and the version to the list of versions. */
    void pom(String coordinates, String packaging, String... parts) throws IOException {
        String[] names = coordinates.split(":");
        Files.writeString(
                place(coordinates, "", "pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>" + names[0] + "</groupId><artifactId>" + names[1]
                        + "</artifactId><version>" + names[2] + "</version><packaging>" + packaging + "</packaging>"
                        + String.join("", parts) + "</project>");
        List<String> known = versions.computeIfAbsent(names[0] + ":" + names[1], name -> new ArrayList<>());
        known.add(names[2]);
        Files.writeString(
                place(coordinates, "", "pom").getParent().resolveSibling("maven-metadata.xml"),
                "<metadata><groupId>" + names[0] + "</groupId><artifactId>" + names[1]
                        + "</artifactId><versioning><versions>"
                        + known.stream()
                                .map(v -> "<version>" + v + "</version>")
                                .collect(Collectors.joining())
                        + "</versions></versioning></metadata>");
    }

    /** {@code <dependencies>} with one dependency for each of these. */
    static String dependencies(String... coordinates) {
        return Stream.of(coordinates)
                .map(MavenRepository::dependency)
                .collect(Collectors.joining("", "<dependencies>", "</dependencies>"));
    }

    /** {@code <dependency>} of {@code group:artifact:version}, with {@code :scope} or {@code :scope:type} behind it. */
    static String dependency(String coordinates) {
        String[] names = coordinates.split(":");
        return "<dependency><groupId>" + names[0] + "</groupId><artifactId>" + names[1] + "</artifactId>"
                + (names.length > 2 && !names[2].isEmpty() ? "<version>" + names[2] + "</version>" : "")
                + (names.length > 3 ? "<scope>" + names[3] + "</scope>" : "")
                + (names.length > 4 ? "<type>" + names[4] + "</type>" : "") + "</dependency>";
    }

    private Path place(String coordinates, String classifier, String extension) throws IOException {
        String[] names = coordinates.split(":");
        Path home =
                directory.resolve(names[0].replace('.', '/')).resolve(names[1]).resolve(names[2]);
        Files.createDirectories(home);
        return home.resolve(names[1] + "-" + names[2] + classifier + "." + extension);
    }

    private static void jar(Path jar, String name, String text) throws IOException {
        Path work = Files.createTempDirectory(jar.getParent(), "classes-");
        Path source = Files.createDirectories(work.resolve(name)).resolve("Word.java");
        Files.writeString(
                source,
                "package " + name + "; public class Word { public static String say() { return \"" + text + "\"; }"
                        + " public static String twice(String word) { return word + word; } }");
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", source.toString());
        assertThat(exit).isZero();
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\r\nImplementation-Version: 7.8\r\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name + "/Word.class"));
            zip.write(Files.readAllBytes(source.resolveSibling("Word.class")));
            zip.closeEntry();
        }
    }
}
