package rowan.sql.statement;

/**
 * A piece of SQL text as the engine's own tokenizer would cut it. The tokens of a text, comments and blanks among them,
 * cover it without gaps.
 *
 * @param from where it begins, in UTF-16 units
 * @param to where it ends
 */
public record Token(Kind kind, String text, int from, int to) {

    /** What a token is. */
    public enum Kind {
        /** A keyword or an unquoted name. */
        WORD,
        /** A name in the engine's quotes. */
        QUOTED_NAME,
        /** A text literal. */
        STRING,
        NUMBER,
        /** A literal of bytes. */
        BLOB,
        /** {@code :name}, {@code @name}, {@code $name}, {@code ?} or {@code ?7}. */
        PARAMETER,
        OPERATOR,
        SEMICOLON,
        SPACE,
        COMMENT,
        /** A quote or comment that is never closed; reaches to the end of the text. */
        UNFINISHED
    }

    /** Whether it means something to the engine. */
    public boolean isSignificant() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }

    /** Whether it is this keyword; case does not count. */
    public boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Whether it can be a name: a word, or a name in quotes. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name it stands for, without its quotes; SQLite takes a text literal for one where only a name can stand. */
    public String name() {
        if (kind != Kind.QUOTED_NAME && kind != Kind.STRING) {
            return text;
        }
        String quote = text.substring(text.length() - 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
