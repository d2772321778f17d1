package rowan.sql.statement;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.model.Card;
import rowan.workspace.cell.Source;

/** The words of a dialect and how its text is cut. */
public interface Lexicon {

    /** The words a statement can begin with, in capitals. */
    Set<String> statementWords();

    /** Words, in capitals, with which statements of other engines begin: they are none here, and can be answered. */
    default Set<String> foreignWords() {
        return Set.of();
    }

    /** All keywords, in capitals. */
    Set<String> keywords();

    /** Words beside those of standard SQL that something must follow, in capitals. */
    default Set<String> unfinishedWords() {
        return Set.of();
    }

    /** The text as tokens without gaps. Never fails; what is not understood is an {@link Token.Kind#OPERATOR}. */
    List<Token> tokenize(String text);

    /**
     * The statements of a text, empty ones left out. Semicolons in strings, names, comments and the bodies of triggers
     * cut nothing.
     */
    List<Statement> split(Source source);

    /** Begins to cut a text, of which more may follow. */
    Cutting cut(Source source);

    /** A text that is cut into its statements one after the other, empty ones left out. */
    interface Cutting {

        /** The next statement that a semicolon ends; empty when there is no further one. */
        Optional<Statement> next();

        /** What follows the statements that were cut off. */
        Source rest();
    }

    /** The places in a text at which a statement may start: 0, and behind every semicolon that ends one. */
    List<Integer> starts(String text);

    /** Whether the last statement of a text is finished, by a semicolon or the end of a trigger's body. */
    boolean isComplete(String text);

    /** Where comments begin that end with their line, in UTF-16 units. */
    default List<Integer> lineComments(String text) {
        return tokenize(text).stream()
                .filter(token ->
                        token.kind() == Token.Kind.COMMENT && token.text().startsWith("--"))
                .map(Token::from)
                .toList();
    }

    /** What is worth knowing about a keyword; empty for those that need no words. */
    Optional<Card> describe(String keyword);

    /** A text as a literal. */
    String literal(String text);

    /** A name as it must be written: in quotes only where it needs them. */
    String quote(String name);
}
