package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Files that say what a drawing looks like, under {@code src/test/resources/golden}, named as what they show. {@code
 * -Dgolden.update=true} writes them; otherwise the whole text is compared. Each drawing is made in three locales, with
 * {@code -Dgolden.locales=1} in the first alone.
 */
public final class Golden {

    private static final Path FILES = Path.of("src", "test", "resources", "golden");
    private static final List<Locale> LOCALES =
            List.of(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("ar-EG-u-nu-arab"));

    private Golden() {}

    /** Asserts that a drawing is the same as the file, in every locale. */
    public static void assertSame(String file, Supplier<String> drawing) {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : LOCALES.subList(0, Integer.getInteger("golden.locales", LOCALES.size()))) {
                Locale.setDefault(locale);
                compare(file, drawing.get(), locale);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** As {@link #assertSame}, for what no locale can change and takes long to make. */
    public static void assertSameOnce(String file, String drawn) {
        compare(file, drawn, Locale.getDefault());
    }

    private static void compare(String file, String drawn, Locale locale) {
        Path golden = FILES.resolve(file);
        String text = drawn.endsWith("\n") ? drawn : drawn + "\n";
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, text, StandardCharsets.UTF_8);
                return;
            }
            assertThat(golden)
                    .as("no golden file yet; look at the drawing, then run with -Dgolden.update=true:%n%s", text)
                    .exists();
            assertThat(text)
                    .as("%s in locale %s", file, locale)
                    .isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
