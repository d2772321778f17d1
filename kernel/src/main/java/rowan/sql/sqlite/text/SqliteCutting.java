package rowan.sql.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.statement.Token.Kind;
import rowan.workspace.cell.Source;

/** Cuts a text at its semicolons, those in the bodies of triggers excepted. */
final class SqliteCutting implements Lexicon.Cutting {

    private final Source source;
    private final String text;
    private int at;
    private int counted;
    private int line;
    private List<Token> unfinished = List.of();

    SqliteCutting(Source source) {
        this.source = source;
        this.text = source.text();
        this.line = source.line();
    }

    @Override
    public Optional<Statement> next() {
        List<Token> tokens = new ArrayList<>();
        Trigger trigger = new Trigger();
        for (int place = at; place < text.length(); ) {
            Token token = SqliteLexicon.next(text, place);
            place = token.to();
            if (token.kind() != Kind.SEMICOLON || trigger.isInside()) {
                tokens.add(token);
                trigger.read(token);
                continue;
            }
            at = place;
            Optional<Statement> statement = statement(tokens, true);
            if (statement.isPresent()) {
                return statement;
            }
            tokens.clear();
            trigger = new Trigger();
        }
        unfinished = tokens;
        return Optional.empty();
    }

    @Override
    public Source rest() {
        return part(at, text.length());
    }

    /** What no semicolon ends, once there is no next statement. */
    Optional<Statement> last() {
        return statement(unfinished, false);
    }

    /**
     * A statement from its first to its last token that means something. SQLite keeps a definition as it is written up to
     * the semicolon, so that one goes on to there.
     */
    private Optional<Statement> statement(List<Token> tokens, boolean ended) {
        int first = 0;
        int last = tokens.size() - 1;
        while (first <= last && !tokens.get(first).isSignificant()) {
            first++;
        }
        if (first > last) {
            return Optional.empty();
        }
        boolean whole = ended && tokens.get(first).is("CREATE");
        while (!whole && !tokens.get(last).isSignificant()) {
            last--;
        }
        int from = tokens.get(first).from();
        List<Token> moved = new ArrayList<>(last - first + 1);
        for (Token token : tokens.subList(first, last + 1)) {
            moved.add(new Token(token.kind(), token.text(), token.from() - from, token.to() - from));
        }
        return Optional.of(Statement.of(part(from, tokens.get(last).to()), moved));
    }

    /** As {@link Source#part}, for places in their order: lines that were counted once are not counted again. */
    private Source part(int from, int to) {
        for (int end = text.indexOf('\n', counted); end >= 0 && end < from; end = text.indexOf('\n', counted)) {
            line++;
            counted = end + 1;
        }
        return new Source(text.substring(from, to), source.offset() + from, line);
    }

    /**
     * Whether a place is within the body of a trigger, whose statements end with semicolons of their own. As for SQLite
     * itself, a trigger is what has the word right behind {@code CREATE} or {@code TEMP}, and only {@code END} right behind
     * a semicolon ends it; elsewhere both words may be names.
     *
     * @see <a href="https://www.sqlite.org/c3ref/complete.html">sqlite3_complete</a>
     */
    static final class Trigger {

        private enum State {
            START,
            EXPLAIN,
            CREATE,
            TRIGGER,
            SEMICOLON_IN_TRIGGER,
            OTHER
        }

        private State state = State.START;

        void read(Token token) {
            if (token.isSignificant()) {
                state = behind(token);
            }
        }

        private State behind(Token token) {
            return switch (state) {
                case START -> token.is("EXPLAIN") ? State.EXPLAIN : token.is("CREATE") ? State.CREATE : State.OTHER;
                case EXPLAIN ->
                    token.is("QUERY") || token.is("PLAN")
                            ? State.EXPLAIN
                            : token.is("CREATE") ? State.CREATE : State.OTHER;
                case CREATE ->
                    token.is("TEMP") || token.is("TEMPORARY")
                            ? State.CREATE
                            : token.is("TRIGGER") ? State.TRIGGER : State.OTHER;
                case TRIGGER -> token.kind() == Kind.SEMICOLON ? State.SEMICOLON_IN_TRIGGER : State.TRIGGER;
                case SEMICOLON_IN_TRIGGER ->
                    token.is("END")
                            ? State.OTHER
                            : token.kind() == Kind.SEMICOLON ? State.SEMICOLON_IN_TRIGGER : State.TRIGGER;
                case OTHER -> State.OTHER;
            };
        }

        boolean isInside() {
            return state == State.TRIGGER || state == State.SEMICOLON_IN_TRIGGER;
        }
    }
}
