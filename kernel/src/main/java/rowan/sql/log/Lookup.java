package rowan.sql.log;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.RepeatedLookups;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * A query for the rows of given values, and the one query that gives the rows of many such values.
 *
 * @param looked the values that were different from one time to the next
 */
record Lookup(Statement statement, List<StatementShape.Slot> looked) {

    private static final Set<String> AGGREGATES =
            Set.of("COUNT", "SUM", "TOTAL", "AVG", "MIN", "MAX", "GROUP_CONCAT", "STRING_AGG");

    /** What there is to say about it. */
    RepeatedLookups finding(long count, String place) {
        String by =
                looked.stream().map(slot -> bare(slot.column().orElseThrow())).collect(Collectors.joining(" and "));
        return new RepeatedLookups(count, table(), by, place, remedy());
    }

    private List<Token> tokens() {
        return statement.significant();
    }

    /** The first table it reads. */
    private String table() {
        int from = clause("FROM");
        int at = from + 1;
        while (from >= 0
                && at + 2 < tokens().size()
                && tokens().get(at + 1).text().equals(".")
                && tokens().get(at + 2).isName()) {
            at += 2;
        }
        boolean named = from >= 0 && at < tokens().size() && tokens().get(at).isName();
        return named ? tokens().get(at).name() : "rows";
    }

    /** Where a word stands that is in no parentheses; -1 where it does not. */
    private int clause(String word) {
        int depth = 0;
        for (int i = 0; i < tokens().size(); i++) {
            String text = tokens().get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0 && tokens().get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    private RepeatedLookups.Remedy remedy() {
        StatementShape.Slot slot = looked.get(0);
        boolean simple = looked.size() == 1
                && tokens().get(0).is("SELECT")
                && clause("FROM") > 0
                && slot.at() > clause("WHERE")
                && clause("WHERE") > 0
                && depth(slot.at()) == 0
                && Stream.of("UNION", "INTERSECT", "EXCEPT", "OR", "GROUP").allMatch(word -> clause(word) < 0);
        if (!simple) {
            return new RepeatedLookups.Remedy(
                    "Join " + table() + " to where the values come from, and read all rows at once.", "");
        }
        if (clause("LIMIT") > 0) {
            return new RepeatedLookups.Remedy(
                    "Read the rows of all values at once, and number them: row_number() OVER (PARTITION BY "
                            + slot.column().orElseThrow() + " ORDER BY …); the outer query keeps the first.",
                    "");
        }
        return new RepeatedLookups.Remedy(
                "All at once, with the values as a list:",
                rewritten(slot, slot.column().orElseThrow()));
    }

    /** {@code = ?} becomes {@code IN (:ids)}; the column is selected too, to tell whose each row is. */
    private String rewritten(StatementShape.Slot slot, String column) {
        int from = clause("FROM");
        boolean left = tokens().get(slot.at() - 1).text().startsWith("=")
                || tokens().get(slot.at() - 1).is("IS");
        int select = tokens().get(1).is("DISTINCT") || tokens().get(1).is("ALL") ? 1 : 0;
        boolean aggregate = aggregates(select, from) && clause("ORDER") < 0;
        StringBuilder sql = new StringBuilder();
        int end = 0;
        for (int i = 0; i < tokens().size(); i++) {
            Token token = tokens().get(i);
            if (token.from() > end && !sql.isEmpty()) {
                sql.append(' ');
            }
            end = token.to();
            String list = "IN (:" + listName(column) + ")";
            if (left && i == slot.at() - 1) {
                sql.append(sql.charAt(sql.length() - 1) == ' ' ? "" : " ").append(list);
                end = tokens().get(slot.at()).to();
                i++;
            } else if (!left && i == slot.at()) {
                sql.append(column).append(' ').append(list);
                i += 1 + column(i + 2, column);
                end = tokens().get(i).to();
            } else {
                sql.append(token.text());
            }
            if (i == select && !selects(column, select, from)) {
                sql.append(' ').append(column).append(',');
            }
        }
        return sql + (aggregate ? " GROUP BY " + column : "");
    }

    /** In how many parentheses a token stands. */
    private int depth(int at) {
        int depth = 0;
        for (Token token : tokens().subList(0, at)) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
        }
        return depth;
    }

    /** How many tokens a name of several parts has. */
    private int column(int first, String name) {
        int length = 0;
        int tokens = 0;
        while (length < name.length()) {
            length += tokens().get(first + tokens).text().length();
            tokens++;
        }
        return tokens;
    }

    private boolean aggregates(int select, int from) {
        for (int i = select + 1; i + 1 < from; i++) {
            boolean called = tokens().get(i + 1).text().equals("(");
            if (called && AGGREGATES.contains(tokens().get(i).text().toUpperCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a query's result has a column, by its name or by a star. */
    private boolean selects(String column, int select, int from) {
        for (int i = select + 1; i < from; i++) {
            Token token = tokens().get(i);
            boolean star = token.text().equals("*")
                    && (i == select + 1 || tokens().get(i - 1).text().matches("[.,]"));
            if (star || token.isName() && token.name().equalsIgnoreCase(bare(column))) {
                return true;
            }
        }
        return false;
    }

    /** The last part of a name, without quotes. */
    private static String bare(String column) {
        String last = column.substring(column.lastIndexOf('.') + 1);
        return last.replaceAll("^[\"`\\[]|[\"`\\]]$", "");
    }

    /** {@code ids} of {@code id}, as a Java variable could be called. */
    private static String listName(String column) {
        String name = bare(column).replaceAll("\\W", "_").toLowerCase(Locale.ROOT);
        return name + (name.endsWith("s") ? "" : "s");
    }
}
