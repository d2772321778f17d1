package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Card;
import rowan.sql.sqlite.text.SqliteCutting.Trigger;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.statement.Token.Kind;
import rowan.workspace.cell.Source;

/**
 * SQLite's words and tokens, after the rules of its own tokenizer (<a
 * href="https://www.sqlite.org/draft/tokenreq.html">tokenizer requirements</a>) and its list of <a
 * href="https://www.sqlite.org/lang_keywords.html">keywords</a>.
 */
public final class SqliteLexicon implements Lexicon {

    private static final Card EXPLAIN = new Card(
            "EXPLAIN statement",
            List.of(
                    new Card.Paragraph("Shows the program that SQLite makes of a statement, an instruction to a row;"
                            + " EXPLAIN QUERY PLAN shows its loops, and %%plan --measure what they did."),
                    new Card.Listing(List.of(
                            new Card.Fact("addr", "the number of the instruction, to which jumps refer"),
                            new Card.Fact("opcode", "what it does: OpenRead, Rewind, Column, Next …"),
                            new Card.Fact("p1", "mostly the cursor: which table or index it works on"),
                            new Card.Fact("p2", "where it jumps to, or which column or register it takes"),
                            new Card.Fact("p3", "a further register"),
                            new Card.Fact("p4", "a text, number, function or order of sorting that it needs"),
                            new Card.Fact("p5", "switches"),
                            new Card.Fact("comment", "empty in this build of SQLite")))));

    private static final Set<String> STATEMENT_WORDS = Set.of(
            "ALTER",
            "ANALYZE",
            "ATTACH",
            "BEGIN",
            "COMMIT",
            "CREATE",
            "DELETE",
            "DETACH",
            "DROP",
            "END",
            "EXPLAIN",
            "INSERT",
            "PRAGMA",
            "REINDEX",
            "RELEASE",
            "REPLACE",
            "ROLLBACK",
            "SAVEPOINT",
            "SELECT",
            "UPDATE",
            "VACUUM",
            "VALUES",
            "WITH");

    private static final Set<String> KEYWORDS =
            Stream.of("""
                    ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN
                    BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT
                    CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH
                    DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL FILTER FIRST
                    FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE IN INDEX
                    INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH
                    MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER
                    PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE
                    RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP TEMPORARY
                    THEN TIES TO TRANSACTION TRIGGER UNBOUNDED UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN
                    WHERE WINDOW WITH WITHOUT
                    """.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private static final String[] LONG_OPERATORS = {"->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "=="};

    @Override
    public Set<String> statementWords() {
        return STATEMENT_WORDS;
    }

    @Override
    public Set<String> foreignWords() {
        return SqliteHabits.all().firstWords();
    }

    @Override
    public Set<String> keywords() {
        return KEYWORDS;
    }

    @Override
    public Set<String> unfinishedWords() {
        return Set.of("PRAGMA", "ATTACH", "QUERY", "PLAN");
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Token token = next(text, at);
            tokens.add(token);
            at = token.to();
        }
        return tokens;
    }

    /** The token that begins at a place. */
    static Token next(String text, int at) {
        char c = text.charAt(at);
        if (isBlank(c)) {
            int end = at + 1;
            while (end < text.length() && isBlank(text.charAt(end))) {
                end++;
            }
            return token(Kind.SPACE, text, at, end);
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return token(Kind.COMMENT, text, at, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? unfinished(text, at) : token(Kind.COMMENT, text, at, end + 2);
        }
        return switch (c) {
            case ';' -> token(Kind.SEMICOLON, text, at, at + 1);
            case '\'' -> quoted(Kind.STRING, text, at, at, '\'');
            case '"', '`' -> quoted(Kind.QUOTED_NAME, text, at, at, c);
            case '[' -> {
                int end = text.indexOf(']', at);
                yield end < 0 ? unfinished(text, at) : token(Kind.QUOTED_NAME, text, at, end + 1);
            }
            case '?' -> token(Kind.PARAMETER, text, at, digitsEnd(text, at + 1));
            case ':', '@', '$', '#' ->
                text.startsWith("::", at) ? token(Kind.OPERATOR, text, at, at + 2) : parameter(text, at);
            default -> wordNumberOrOperator(text, at, c);
        };
    }

    /** Blanks that are none for SQLite, such as an ideographic space, are parts of names. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\uFEFF';
    }

    private static Token wordNumberOrOperator(String text, int at, char c) {
        if ((c == 'x' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            return quoted(Kind.BLOB, text, at, at + 1, '\'');
        }
        if (isNameStart(c)) {
            return token(Kind.WORD, text, at, nameEnd(text, at));
        }
        boolean point = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        if (isDigit(c) || point) {
            return token(Kind.NUMBER, text, at, numberEnd(text, at));
        }
        for (String operator : LONG_OPERATORS) {
            if (text.startsWith(operator, at)) {
                return token(Kind.OPERATOR, text, at, at + operator.length());
            }
        }
        return token(Kind.OPERATOR, text, at, at + Character.charCount(text.codePointAt(at)));
    }

    /** A quoted thing, in which a doubled quote stands for itself. */
    private static Token quoted(Kind kind, String text, int from, int open, char quote) {
        int at = open + 1;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return token(kind, text, from, at + 1);
                }
            }
            at++;
        }
        return unfinished(text, from);
    }

    /** {@code :name}; a {@code $name} may go on with {@code ::name} and end with {@code (text)}, as Tcl's do. */
    private static Token parameter(String text, int at) {
        int end = nameEnd(text, at + 1);
        if (end == at + 1) {
            return token(Kind.OPERATOR, text, at, at + 1);
        }
        if (text.charAt(at) == '$') {
            while (text.startsWith("::", end) && nameEnd(text, end + 2) > end + 2) {
                end = nameEnd(text, end + 2);
            }
            int close = end < text.length() && text.charAt(end) == '(' ? text.indexOf(')', end) : -1;
            if (close > 0 && text.substring(end, close).chars().noneMatch(Character::isWhitespace)) {
                end = close + 1;
            }
        }
        return token(Kind.PARAMETER, text, at, end);
    }

    private static int numberEnd(String text, int at) {
        boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
        int end = hex ? at + 2 : at;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean sign = !hex
                    && (c == '+' || c == '-')
                    && (text.charAt(end - 1) == 'e' || text.charAt(end - 1) == 'E')
                    && end + 1 < text.length()
                    && isDigit(text.charAt(end + 1));
            if (!(Character.isLetterOrDigit(c) || c == '_' || (c == '.' && !hex) || sign)) {
                break;
            }
            end++;
        }
        return end;
    }

    private static int digitsEnd(String text, int at) {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int nameEnd(String text, int at) {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** SQLite takes every character beyond ASCII as part of a name. */
    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private static Token unfinished(String text, int at) {
        return token(Kind.UNFINISHED, text, at, text.length());
    }

    private static Token token(Kind kind, String text, int from, int to) {
        return new Token(kind, text.substring(from, to), from, to);
    }

    @Override
    public Cutting cut(Source source) {
        return new SqliteCutting(source);
    }

    @Override
    public List<Statement> split(Source source) {
        List<Statement> statements = new ArrayList<>();
        SqliteCutting cutting = new SqliteCutting(source);
        for (Optional<Statement> next = cutting.next(); next.isPresent(); next = cutting.next()) {
            statements.add(next.get());
        }
        cutting.last().ifPresent(statements::add);
        return statements;
    }

    @Override
    public boolean isComplete(String text) {
        Trigger trigger = new Trigger();
        boolean ended = true;
        for (Token token : tokenize(text)) {
            if (token.kind() == Kind.UNFINISHED) {
                return false;
            }
            if (token.kind() == Kind.SEMICOLON && !trigger.isInside()) {
                ended = true;
                trigger = new Trigger();
            } else if (token.isSignificant()) {
                ended = false;
                trigger.read(token);
            }
        }
        return ended;
    }

    @Override
    public List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        Trigger trigger = new Trigger();
        for (Token token : tokenize(text)) {
            if (token.kind() == Kind.SEMICOLON && !trigger.isInside()) {
                starts.add(token.to());
                trigger = new Trigger();
            } else {
                trigger.read(token);
            }
        }
        return starts;
    }

    @Override
    public Optional<Card> describe(String keyword) {
        return keyword.equalsIgnoreCase("EXPLAIN") ? Optional.of(EXPLAIN) : Optional.empty();
    }

    @Override
    public String literal(String text) {
        String literal = "'" + text.replace("'", "''") + "'";
        // The text of a statement ends where a NUL stands.
        return text.indexOf(0) < 0 ? literal : "(" + literal.replace("\0", "' || char(0) || '") + ")";
    }

    @Override
    public String quote(String name) {
        if (isOneWord(name) && !KEYWORDS.contains(name.toUpperCase(Locale.ROOT))) {
            return name;
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether all of a text is one token, a word; a byte order mark before it would be skipped, for one. */
    private static boolean isOneWord(String text) {
        return !text.isEmpty()
                && next(text, 0).kind() == Kind.WORD
                && next(text, 0).to() == text.length();
    }
}
