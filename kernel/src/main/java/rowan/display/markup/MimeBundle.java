package rowan.display.markup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One output in several formats, of which a front end shows the richest it knows.
 *
 * @param data from MIME type to content; a {@code String}, or for JSON types a tree of maps, lists, strings and numbers.
 *     {@code text/plain} is always there, so that terminals, diffs and screen readers have something true to show
 * @param metadata about the formats, keyed by MIME type where it concerns one of them
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {

    /** The format that every bundle has. */
    public static final String PLAIN = "text/plain";

    /** HTML that needs no script and survives a front end's sanitiser. */
    public static final String HTML = "text/html";

    /** The record of an experiment, for programs: what a later run is compared with. */
    public static final String EXPERIMENT = "application/vnd.rowan.experiment+json";

    /** The record of the statements of a cell, with the times they took. */
    public static final String LOG = "application/vnd.rowan.log+json";

    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (!(data.get(PLAIN) instanceof String)) {
            throw new IllegalArgumentException("a bundle needs text/plain: " + data.keySet());
        }
    }

    /** A bundle of plain text. */
    public static MimeBundle text(String plain) {
        return new MimeBundle(Map.of(PLAIN, plain), Map.of());
    }

    /** The same bundle with one more format. */
    public MimeBundle with(String mimeType, Object content) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(mimeType, content);
        return new MimeBundle(more, metadata);
    }

    /**
     * The same bundle with plain text and these formats only.
     *
     * @param mimeTypes may end with {@code /*}, for all of a kind
     */
    public MimeBundle only(Set<String> mimeTypes) {
        Map<String, Object> kept = new LinkedHashMap<>(data);
        kept.keySet()
                .removeIf(type -> !type.equals(PLAIN)
                        && !mimeTypes.contains(type)
                        && !mimeTypes.contains(type.replaceFirst("/.*", "/*")));
        return new MimeBundle(kept, metadata);
    }

    /** The same bundle with something said about one of its formats, such as the size of a picture. */
    public MimeBundle withMetadata(String mimeType, Map<String, Object> about) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(mimeType, about);
        return new MimeBundle(data, more);
    }

    /** The plain text. */
    public String plain() {
        return (String) data.get(PLAIN);
    }
}
