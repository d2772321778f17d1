package rowan.model;

import java.util.OptionalLong;

/** A number that was counted when a query ran, and how far it can be relied on: only an exact one allows a conclusion. */
public sealed interface Count {

    /** The number itself. */
    record Exact(long exact) implements Count {}

    /** An upper bound. */
    record AtMost(long atMost) implements Count {}

    /** A lower bound. */
    record AtLeast(long atLeast) implements Count {}

    /** @param reason what stands in the way, as the end of a sentence: {@code the index is built while it runs} */
    record NotMeasurable(String reason) implements Count {}

    /** The number, if it is certain. */
    default OptionalLong certain() {
        return this instanceof Exact exact ? OptionalLong.of(exact.exact()) : OptionalLong.empty();
    }

    /** The number or its bound. */
    default OptionalLong number() {
        if (this instanceof AtMost most) {
            return OptionalLong.of(most.atMost());
        }
        return this instanceof AtLeast least ? OptionalLong.of(least.atLeast()) : certain();
    }

    /** Whether the number is certain, and this one. */
    default boolean is(long number) {
        return certain().isPresent() && certain().getAsLong() == number;
    }

    /** Whether the number is certain, and above a limit. */
    default boolean isMoreThan(long limit) {
        return certain().isPresent() && certain().getAsLong() > limit;
    }

    /** {@code 1,200}, {@code ≤ 1,200} or {@code ≥ 1,200}; empty where there is no number. */
    default String words() {
        return number().isPresent() ? sign() + Quantity.count(number().getAsLong()) : "";
    }

    /** {@code 1,200 rows}, {@code ≤ 1,200 rows}; empty where there is no number. */
    default String words(String noun) {
        return number().isPresent() ? sign() + Quantity.count(number().getAsLong(), noun) : "";
    }

    /** {@code "≤ "} or {@code "≥ "} before a number that is only a bound; else empty. */
    default String sign() {
        return this instanceof AtMost ? "≤ " : this instanceof AtLeast ? "≥ " : "";
    }
}
