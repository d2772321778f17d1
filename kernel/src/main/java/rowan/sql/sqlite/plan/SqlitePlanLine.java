package rowan.sql.sqlite.plan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code SCAN} or {@code SEARCH} of a plan, taken apart; as {@code sqlite3WhereAddExplainText} in SQLite's source puts
 * it together:
 *
 * <pre>(SCAN|SEARCH) item [EXISTS] [USING … index [(terms)]] [LEFT-JOIN]</pre>
 *
 * <p>Nothing in it is quoted, so names are looked for among known ones, the longest first; a name that is not known ends
 * where the first words follow that could come behind it.
 *
 * @param search whether it is a SEARCH
 * @param item what is read, by the name that the plan gives it
 * @param exists whether one row is enough
 * @param left whether it is the right side of a LEFT JOIN
 * @param index the name of the index, where the way names one; of a virtual table, its own words
 * @param terms what binds the columns, without the brackets around it; empty where nothing does
 */
record SqlitePlanLine(
        boolean search, String item, boolean exists, boolean left, Way way, String index, Optional<String> terms) {

    /** By what means rows are found. */
    enum Way {
        WHOLE(""),
        PRIMARY_KEY(" USING PRIMARY KEY"),
        INTEGER_PRIMARY_KEY(" USING INTEGER PRIMARY KEY"),
        PARTIAL_AUTOMATIC_INDEX(" USING AUTOMATIC PARTIAL COVERING INDEX"),
        AUTOMATIC_INDEX(" USING AUTOMATIC COVERING INDEX"),
        COVERING_INDEX(" USING COVERING INDEX "),
        INDEX(" USING INDEX "),
        VIRTUAL_TABLE(" VIRTUAL TABLE INDEX ");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        /** Whether the plan gives the name of an index. */
        boolean isNamed() {
            return this == COVERING_INDEX || this == INDEX;
        }
    }

    private static final String LEFT_JOIN = " LEFT-JOIN";
    private static final String EXISTS = " EXISTS";
    private static final Pattern VIRTUAL = Pattern.compile("(?:\\d+|0x[0-9a-f]+):.*", Pattern.DOTALL);
    private static final Pattern BEHIND_ITEM = Pattern.compile(
            "(?: EXISTS)?(?: USING (?:INTEGER |AUTOMATIC |COVERING |)(?:PRIMARY |PARTIAL |COVERING |INDEX )"
                    + "| VIRTUAL TABLE INDEX )| EXISTS$| LEFT-JOIN$");

    /**
     * The line that a detail is.
     *
     * @param items names of what may be read, in the order in which they are tried
     * @param indexes names of indexes, the longest first
     * @return empty if it is neither SCAN nor SEARCH
     */
    static Optional<SqlitePlanLine> of(String detail, List<String> items, List<String> indexes) {
        boolean search = detail.startsWith("SEARCH ");
        if (!search && !detail.startsWith("SCAN ")) {
            return Optional.empty();
        }
        String rest = detail.substring(search ? "SEARCH ".length() : "SCAN ".length());
        return items.stream()
                .filter(item -> rest.regionMatches(true, 0, item, 0, item.length()))
                .flatMap(item -> behind(search, rest, item.length(), indexes).stream())
                .findFirst()
                .or(() -> unknown(search, rest, indexes));
    }

    /** The line if its item ends here and the rest can stand behind one. */
    private static Optional<SqlitePlanLine> behind(boolean search, String rest, int end, List<String> indexes) {
        String item = rest.substring(0, end);
        boolean exists = rest.startsWith(EXISTS, end);
        String use = rest.substring(exists ? end + EXISTS.length() : end);
        boolean left = use.endsWith(LEFT_JOIN);
        Optional<SqlitePlanLine> whole = used(search, item, exists, false, use, indexes);
        Optional<SqlitePlanLine> cut = left
                ? used(search, item, exists, true, use.substring(0, use.length() - LEFT_JOIN.length()), indexes)
                : Optional.empty();
        // Only an index that is known can have a name that ends in LEFT-JOIN.
        boolean known = whole.filter(line -> line.way().isNamed() && indexes.contains(line.index()))
                .isPresent();
        return left && !known ? cut : whole;
    }

    private static Optional<SqlitePlanLine> used(
            boolean search, String item, boolean exists, boolean left, String use, List<String> indexes) {
        if (use.isEmpty()) {
            return Optional.of(new SqlitePlanLine(search, item, exists, left, Way.WHOLE, "", Optional.empty()));
        }
        for (Way way : Way.values()) {
            if (way != Way.WHOLE && use.startsWith(way.words)) {
                return using(search, item, exists, left, way, use.substring(way.words.length()), indexes);
            }
        }
        return Optional.empty();
    }

    private static Optional<SqlitePlanLine> using(
            boolean search, String item, boolean exists, boolean left, Way way, String rest, List<String> indexes) {
        if (way == Way.VIRTUAL_TABLE) {
            return VIRTUAL.matcher(rest).matches()
                    ? Optional.of(new SqlitePlanLine(search, item, exists, left, way, rest, Optional.empty()))
                    : Optional.empty();
        }
        int open = rest.endsWith(")") ? rest.indexOf(" (") : rest.length();
        int end = !way.isNamed()
                ? 0
                : indexes.stream()
                        .filter(name -> rest.startsWith(name) && areTerms(rest.substring(name.length())))
                        .map(String::length)
                        .findFirst()
                        .orElse(open < 0 ? rest.length() : open);
        String terms = rest.substring(end);
        return areTerms(terms)
                ? Optional.of(new SqlitePlanLine(
                        search,
                        item,
                        exists,
                        left,
                        way,
                        rest.substring(0, end),
                        terms.isEmpty() ? Optional.empty() : Optional.of(terms.substring(2, terms.length() - 1))))
                : Optional.empty();
    }

    private static boolean areTerms(String text) {
        return text.isEmpty() || text.startsWith(" (") && text.endsWith(")") && text.length() > 2;
    }

    /** A line about something that neither the statement nor the catalog knows. */
    private static Optional<SqlitePlanLine> unknown(boolean search, String rest, List<String> indexes) {
        Matcher end = BEHIND_ITEM.matcher(rest);
        while (end.find()) {
            Optional<SqlitePlanLine> line = behind(search, rest, end.start(), indexes);
            if (line.isPresent()) {
                return line;
            }
        }
        return behind(search, rest, rest.length(), indexes);
    }
}
