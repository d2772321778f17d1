package rowan.sql;

import java.util.List;
import rowan.workspace.Source;

/**
 * One statement of a cell.
 *
 * @param source its text without the semicolon, and where it stands in the cell
 * @param tokens its tokens, with places within {@code source}
 */
public record Statement(Source source, List<Token> tokens) {
    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** The tokens that mean something to the engine. */
    public List<Token> significant() {
        return tokens.stream().filter(Token::isSignificant).toList();
    }

    /** Its text. */
    public String text() {
        return source.text();
    }
}
