package rowan.sql.text;

import java.util.List;
import java.util.Optional;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * A statement whose rows are kept under a name: {@code name << SELECT …} or {@code name = << SELECT …}.
 *
 * @param statement without the name
 */
public record Capture(String name, Statement statement) {

    /** Reads it; empty where a statement is only a statement. */
    public static Optional<Capture> of(Statement whole) {
        List<Token> tokens = whole.significant();
        int sign = tokens.size() > 2 && tokens.get(1).text().equals("=") ? 2 : 1;
        boolean captures = tokens.size() > sign + 1
                && tokens.get(0).kind() == Token.Kind.WORD
                && tokens.get(sign).text().equals("<<");
        return captures
                ? Optional.of(new Capture(
                        tokens.get(0).text(), whole.from(tokens.get(sign + 1).from())))
                : Optional.empty();
    }
}
