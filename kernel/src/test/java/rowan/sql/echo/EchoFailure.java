package rowan.sql.echo;

import java.sql.SQLException;

/** What the server has against a statement. */
final class EchoFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position of the mistake in the text that was sent, counted in characters from 1; 0 where it has none
     */
    EchoFailure(String message, String state, int position) {
        super(message, state);
        this.position = position;
    }

    int position() {
        return position;
    }
}
