package rowan.model;

import java.util.Objects;

/**
 * Content that the user made and that is shown as it is.
 *
 * @param mimeType such as {@code text/html} or {@code image/svg+xml}
 * @param content the text; for a binary type such as {@code image/png}, in Base64
 * @param plain what stands in where only text can be shown
 */
public record Markup(String mimeType, String content, String plain) {
    public Markup {
        Objects.requireNonNull(mimeType);
        Objects.requireNonNull(content);
        Objects.requireNonNull(plain);
    }
}
