package rowan.sql.grid;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.sql.grid.Condition.Any;
import rowan.sql.grid.Condition.Between;
import rowan.sql.grid.Condition.Compares;
import rowan.sql.grid.Condition.In;
import rowan.sql.grid.Condition.IsNull;
import rowan.sql.grid.Condition.Like;

/** Reads the conditions that people write into the filter of a column. */
final class ConditionReader {

    /** What can be written, for those whose condition cannot be read. */
    static final String GRAMMAR = "Write = x, <> x, < x, <= x, > x, >= x, like a%, in (a, b), between a and b, is null,"
            + " is not null, or a text to look for; and quote a text that has signs of these in it, is null or looks"
            + " like a number: 'a, b'.";

    /** In quotes anything; else what can be mistaken neither for a quote nor for a further part of a condition. */
    private static final String VALUE =
            "\\s*(?<%s>'[^']*+(?:''[^']*+)*+'|[^\\s'<>=,()](?:[^<>=,()]*?[^\\s<>=,()])?)\\s*";

    private static final Pattern IS_NULL = pattern("is\\s+(?<not>not\\s+)?null");
    private static final Pattern COMPARES = pattern("(?<sign><>|!=|<=|>=|=|<|>)" + VALUE.formatted("value"));
    private static final Pattern LIKE =
            pattern("(?<not>not\\s+)?like(?=\\s|')\\s*(?<value>'[^']*+(?:''[^']*+)*+'|[^\\s'].*)");
    private static final Pattern IN = pattern("(?<not>not\\s+)?in\\s*\\((?<list>.*)\\)");
    private static final Pattern LISTED = pattern(VALUE.formatted("value") + "(?:,|$)");
    private static final Pattern BETWEEN = pattern("(?<not>not\\s+)?between(?=\\s|')" + VALUE.formatted("least")
            + "(?<=[\\s'])and(?=[\\s'])" + VALUE.formatted("most"));
    private static final Pattern QUOTED = pattern("'[^']*+(?:''[^']*+)*+'");
    private static final Pattern INFINITE = pattern("[-+]?inf");
    private static final Pattern INTEGER = pattern("[-+]?\\d+");
    private static final Pattern NUMBER = pattern("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?");

    /** What begins so is meant for a condition, and no text to look for. */
    private static final Pattern BEGINS_CONDITION =
            pattern("[<>=].*|!=.*|(?:not\\s+)?(?:(?:like|between)(?:[\\s'].*)?|in\\s*\\(.*)");

    private ConditionReader() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The condition that somebody has written; empty where it is none. */
    static Optional<Condition> read(String written) {
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.of(new Any());
        }
        Matcher isNull = IS_NULL.matcher(text);
        if (isNull.matches()) {
            return Optional.of(new IsNull(isNegated(isNull)));
        }
        Matcher like = LIKE.matcher(text);
        if (like.matches()) {
            // What a person means by a backslash is a backslash.
            return Optional.of(
                    new Like(isNegated(like), unquoted(like.group("value")).replace("\\", "\\\\")));
        }
        if (BEGINS_CONDITION.matcher(text).matches()) {
            return withValues(text);
        }
        return Optional.of(Like.containing(unquoted(text)));
    }

    private static Optional<Condition> withValues(String text) {
        Matcher compares = COMPARES.matcher(text);
        if (compares.matches()) {
            return value(compares.group("value")).map(value -> new Compares(compares.group("sign"), value));
        }
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            return value(between.group("least"))
                    .flatMap(least ->
                            value(between.group("most")).map(most -> new Between(isNegated(between), least, most)));
        }
        Matcher in = IN.matcher(text);
        return in.matches() ? values(in.group("list")).map(values -> new In(isNegated(in), values)) : Optional.empty();
    }

    private static boolean isNegated(Matcher condition) {
        return condition.group("not") != null;
    }

    private static Optional<List<Object>> values(String list) {
        List<Object> values = new ArrayList<>();
        Matcher listed = LISTED.matcher(list);
        boolean isEnd = false;
        while (!isEnd && listed.lookingAt()) {
            Optional<Object> value = value(listed.group("value"));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            isEnd = !listed.group().endsWith(",");
            listed.region(listed.end(), list.length());
        }
        return isEnd ? Optional.of(values) : Optional.empty();
    }

    /** A number or a text; empty for NULL, which nothing equals. */
    private static Optional<Object> value(String written) {
        if (INFINITE.matcher(written).matches()) {
            return Optional.of(written.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (NUMBER.matcher(written).matches()) {
            return Optional.of(number(written));
        }
        return written.toLowerCase(Locale.ROOT).equals("null") ? Optional.empty() : Optional.of(unquoted(written));
    }

    /** A whole number of 64 bits, or else the nearest number with a point, as SQLite reads it. */
    private static Object number(String written) {
        boolean isLong = INTEGER.matcher(written).matches() && new BigInteger(written).bitLength() < Long.SIZE;
        return isLong ? (Object) Long.valueOf(written) : Double.valueOf(written);
    }

    private static String unquoted(String written) {
        return QUOTED.matcher(written).matches()
                ? written.substring(1, written.length() - 1).replace("''", "'")
                : written;
    }
}
