package rowan.sql.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of something there have to be: {@code 3}, or a comparison such as {@code > 10}.
 *
 * @param written as the author wrote it
 * @param sign one of {@code = < <= > >=}
 * @param limit the number it compares with
 */
public record ExpectedCount(String written, String sign, long limit) {

    private static final Pattern COMPARISON = Pattern.compile("\\s*(<=|>=|<|>|==?)?\\s*(\\d[\\d_,]*)\\s*");

    /** What a text says; empty where it is neither a number nor a comparison, or where no such number can be counted. */
    public static Optional<ExpectedCount> of(String text) {
        Matcher matcher = COMPARISON.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String sign = Optional.ofNullable(matcher.group(1)).orElse("=").replace("==", "=");
        try {
            return Optional.of(new ExpectedCount(
                    text.strip(), sign, Long.parseLong(matcher.group(2).replaceAll("[_,]", ""))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** Whether a count is as expected. */
    public boolean isMetBy(long count) {
        return switch (sign) {
            case "<" -> count < limit;
            case "<=" -> count <= limit;
            case ">" -> count > limit;
            case ">=" -> count >= limit;
            default -> count == limit;
        };
    }
}
