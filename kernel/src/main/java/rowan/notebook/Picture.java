package rowan.notebook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture that a notebook has in it, which is what it says that it is: its bytes begin as those of its format do. Shown
 * by an {@code img}, none of these formats runs or fetches anything.
 *
 * @param type its MIME type
 */
public record Picture(String type, byte[] bytes) {

    public static final String SVG = "image/svg+xml";

    /** How the bytes of a format begin, each byte a character. */
    private static final Map<String, Pattern> BEGINNINGS = Map.of(
            "image/png",
            Pattern.compile("\\x89PNG\\r\\n\\x1a\\n"),
            "image/jpeg",
            Pattern.compile("\\xff\\xd8\\xff"),
            "image/gif",
            Pattern.compile("GIF8[79]a"),
            "image/webp",
            Pattern.compile("(?s)RIFF....WEBP"),
            SVG,
            Pattern.compile("(?s)(?:\\xef\\xbb\\xbf)?\\s*+<(?:.*?[<:])??svg[\\s>/]"));

    /** So much of a picture is looked at; an SVG may have comments before it begins. */
    private static final int LOOKED_AT_BYTES = 4_096;

    private static final Pattern DATA = Pattern.compile(
            "data:(?<type>[\\w./+-]+)(?:;charset=[\\w-]+)?(?<base64>;base64)?,(?<content>.*)", Pattern.DOTALL);

    /** A picture as notebooks store it: SVG as text, all others in Base64. */
    public static Optional<Picture> stored(String type, String content) {
        return type.equals(SVG) ? of(type, content.getBytes(StandardCharsets.UTF_8)) : base64(type, content);
    }

    /** A picture as HTML contains it. */
    public static Optional<Picture> contained(String address) {
        Matcher data = DATA.matcher(address.strip());
        if (!data.matches()) {
            return Optional.empty();
        }
        String content = data.group("content");
        return data.group("base64") != null
                ? base64(data.group("type"), PercentEncoding.text(content))
                : of(data.group("type"), PercentEncoding.bytes(content));
    }

    private static Optional<Picture> base64(String type, String content) {
        try {
            return of(type, Base64.getDecoder().decode(content.replaceAll("\\s", "")));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Picture> of(String type, byte[] bytes) {
        Pattern beginning = BEGINNINGS.get(type);
        int looked = Math.min(bytes.length, LOOKED_AT_BYTES);
        boolean fits = beginning != null
                && beginning
                        .matcher(new String(bytes, 0, looked, StandardCharsets.ISO_8859_1))
                        .lookingAt();
        return fits ? Optional.of(new Picture(type, bytes)) : Optional.empty();
    }

    /** The address that contains it. */
    public String address() {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** The ending of a file of this format. */
    public String ending() {
        return type.equals(SVG) ? "svg" : type.substring("image/".length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture && type.equals(picture.type) && Arrays.equals(bytes, picture.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return type + ", " + bytes.length + " bytes";
    }
}
