package rowan.libraries;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * A library as a user names it: {@code group:artifact[:packaging[:classifier]]:version} as Maven writes it, or {@code
 * group#artifact;version} as Ivy does.
 *
 * @param packaging {@code jar} unless said otherwise
 * @param classifier empty for none
 * @param version empty where the user has left it out
 */
record Coordinates(String group, String artifact, String packaging, String classifier, String version) {

    private static final Pattern MAVEN = Pattern.compile("[^:#;\\s]+(:[^:#;\\s]+){1,4}");

    /** Ivy's branch, {@code #branch} behind the name, has no meaning to Maven. */
    private static final Pattern IVY = Pattern.compile("([^:#;\\s]+)#([^:#;\\s]+)(?:#[^:#;\\s]+)?;([^:#;\\s]+)");

    /** What a text names, or empty where it is neither form. */
    static Optional<Coordinates> of(String text) {
        Matcher ivy = IVY.matcher(text);
        if (ivy.matches()) {
            return Optional.of(new Coordinates(ivy.group(1), ivy.group(2), "jar", "", ivy.group(3)));
        }
        if (!MAVEN.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split(":");
        String packaging = parts.length > 3 ? parts[2] : "jar";
        String classifier = parts.length > 4 ? parts[3] : "";
        String version = parts.length > 2 ? parts[parts.length - 1] : "";
        return Optional.of(new Coordinates(parts[0], parts[1], packaging, classifier, version));
    }

    /** {@code group:artifact}. */
    String name() {
        return group + ":" + artifact;
    }

    /** As Maven's resolver wants it: of a {@code test-jar}, say, the classifier {@code tests} and the extension {@code jar}. */
    Artifact toArtifact(ArtifactTypeRegistry types) {
        ArtifactType type = types.get(packaging);
        String extension = type == null ? packaging : type.getExtension();
        String kind = classifier.isEmpty() && type != null ? type.getClassifier() : classifier;
        return new DefaultArtifact(group, artifact, kind, extension, version, type);
    }
}
