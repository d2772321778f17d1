package rowan.sql.sqlite.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Token;

/**
 * How wide SQLite's planner takes rows and entries to be, from the declared types alone: {@code estimateTableWidth} and
 * {@code estimateIndexWidth} in <a href="https://www.sqlite.org/src/file/src/build.c">build.c</a>. All are {@link LogEst}s
 * of bytes.
 *
 * @param withoutRowid whether the table is kept in its primary key
 */
record SqliteWidths(Schema.Relation relation, boolean withoutRowid) {

    private static final Pattern TEXT = Pattern.compile("char|clob|text");
    private static final Pattern SIZED = Pattern.compile("(?s).*char\\D*(\\d*).*|.*blob\\(\\D*(\\d*).*");

    /** A text or a blob of no declared length, in integers of 4 bytes. */
    private static final int LONG_VALUE = 5;

    private static final int MOST = 255;

    SqliteWidths(Schema.Relation relation) {
        this(relation, isWithoutRowid(relation.ddl()));
    }

    private static boolean isWithoutRowid(String ddl) {
        if (!ddl.toUpperCase(Locale.ROOT).contains("WITHOUT")) {
            return false;
        }
        List<Token> tokens = new SqliteLexicon()
                .tokenize(ddl).stream().filter(Token::isSignificant).toList();
        int at = tokens.size();
        while (at > 0 && !tokens.get(at - 1).text().equals(")")) {
            at--;
        }
        return at > 0 && tokens.subList(at, tokens.size()).stream().anyMatch(t -> t.is("WITHOUT"));
    }

    /** Of a row of the table. */
    int table() {
        return bytes(columns() + (rowidAlias().isPresent() ? 0 : 1));
    }

    /** Of an entry of the primary key of a table without row ids, which holds all columns. */
    int primaryKey() {
        return bytes(columns());
    }

    /** Of an entry of an index, which ends in the row's key. */
    int index(Schema.Index index) {
        int width = index.names().stream().mapToInt(this::column).sum();
        return bytes(width + (withoutRowid ? key(index) : 1));
    }

    /** Whether a column of the index is none of the table. */
    boolean hasExpression(Schema.Index index) {
        return index.names().stream().anyMatch(c -> relation.attribute(c).isEmpty() && !c.equalsIgnoreCase("rowid"));
    }

    /** The column that is the row id under another name. */
    Optional<Schema.Attribute> rowidAlias() {
        List<Schema.Attribute> key = relation.attributes().stream()
                .filter(a -> a.primaryKeyPosition() > 0)
                .toList();
        return !withoutRowid && key.size() == 1 && key.get(0).declaredType().equalsIgnoreCase("INTEGER")
                ? Optional.of(key.get(0))
                : Optional.empty();
    }

    private int columns() {
        return relation.attributes().stream()
                .mapToInt(a -> width(a.declaredType()))
                .sum();
    }

    private int key(Schema.Index index) {
        return relation.attributes().stream()
                .filter(a ->
                        a.primaryKeyPosition() > 0 && index.names().stream().noneMatch(a.name()::equalsIgnoreCase))
                .mapToInt(a -> width(a.declaredType()))
                .sum();
    }

    private int column(String name) {
        return relation.attribute(name).map(a -> width(a.declaredType())).orElse(1);
    }

    private static int bytes(int integers) {
        return LogEst.of(4L * integers);
    }

    /** Of a value of a declared type, in integers; as {@code sqlite3AffinityType} finds it. */
    private static int width(String declaredType) {
        String type = declaredType.toLowerCase(Locale.ROOT);
        boolean isText = TEXT.matcher(type).find();
        if (type.contains("int") || !isText && !type.contains("blob")) {
            return 1;
        }
        Matcher sized = SIZED.matcher(type);
        if (!sized.matches()) {
            return LONG_VALUE;
        }
        String length = Optional.ofNullable(sized.group(1)).orElseGet(() -> sized.group(2));
        // A number too long for SQLite counts as none.
        return length.isEmpty() || length.length() > 9 ? 1 : Math.min(MOST, Integer.parseInt(length) / 4 + 1);
    }
}
