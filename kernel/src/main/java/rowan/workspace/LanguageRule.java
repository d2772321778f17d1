package rowan.workspace;

import java.util.Set;

/**
 * Tells from the text of a cell alone whether it is SQL or Java.
 *
 * @param statementWords the words a SQL statement can begin with, in capitals
 */
public record LanguageRule(Set<String> statementWords) {

    /**
     * The language of a text that does not begin with a command.
     *
     * @param doubtful whether the first word is nearly a statement word, so that text which does not compile as Java was
     *     most likely meant as SQL
     */
    public record Decision(String language, boolean doubtful) {}

    public LanguageRule {
        statementWords = Set.copyOf(statementWords);
    }

    /** Decides for a text, {@code defaultLanguage} where nothing speaks for SQL. */
    public Decision decide(String text, String defaultLanguage) {
        return new Decision(defaultLanguage, false);
    }
}
