package rowan.display.markup;

import java.util.Optional;
import java.util.function.Function;

/** Draws the values it knows. */
@FunctionalInterface
public interface Renderer {

    /** The drawing of {@code value}, or empty when it is not this renderer's to draw. */
    Optional<MimeBundle> render(Object value);

    /** A renderer of all values of one type. */
    static <T> Renderer of(Class<T> type, Function<? super T, MimeBundle> draw) {
        return value -> type.isInstance(value) ? Optional.of(draw.apply(type.cast(value))) : Optional.empty();
    }
}
