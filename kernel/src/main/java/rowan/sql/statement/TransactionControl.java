package rowan.sql.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a statement does to the transaction, in the words of the SQL standard and of the engines that have others. An engine
 * that lacks one of them refuses it itself.
 *
 * @param written the word that the author has chosen, in capitals
 * @param savepoint the name that it is about, as it is written; empty where it is about the whole transaction
 */
public record TransactionControl(Kind kind, String written, String savepoint) {

    /** What becomes of the transaction, or of the part of it behind a savepoint. */
    public enum Kind {
        /** {@code BEGIN}, {@code START TRANSACTION}. */
        BEGIN,
        /** {@code COMMIT}, {@code END}. */
        COMMIT,
        /** {@code ROLLBACK}, {@code ABORT}. */
        ROLLBACK,
        /** {@code SAVEPOINT name}; without a transaction, it begins one. */
        SAVEPOINT,
        /** {@code RELEASE name}; of a savepoint that has begun a transaction, it commits. */
        RELEASE,
        /** {@code ROLLBACK TO name}, {@code rollback(savepoint)} of JDBC; the transaction and the savepoint stay. */
        ROLLBACK_TO
    }

    private static final Pattern WORDS = Pattern.compile(
            "\\b(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE)\\b", Pattern.CASE_INSENSITIVE);

    /** What a statement does to the transaction; empty where it does nothing to it by itself. */
    static Optional<TransactionControl> of(Statement statement) {
        List<Token> tokens = statement.significant();
        String verb = statement.verb();
        return switch (verb) {
            case "BEGIN" -> of(Kind.BEGIN, verb);
            case "START" ->
                tokens.size() > 1 && tokens.get(1).is("TRANSACTION") ? of(Kind.BEGIN, verb) : Optional.empty();
            case "COMMIT", "END" -> of(Kind.COMMIT, verb);
            case "ROLLBACK" ->
                tokens.stream().anyMatch(token -> token.is("TO") || token.is("SAVEPOINT"))
                        ? of(Kind.ROLLBACK_TO, verb, statement)
                        : of(Kind.ROLLBACK, verb);
            case "ABORT" -> of(Kind.ROLLBACK, verb);
            case "SAVEPOINT" -> of(Kind.SAVEPOINT, verb, statement);
            case "RELEASE" -> of(Kind.RELEASE, verb, statement);
            default -> Optional.empty();
        };
    }

    private static Optional<TransactionControl> of(Kind kind, String verb) {
        return Optional.of(new TransactionControl(kind, verb, ""));
    }

    private static Optional<TransactionControl> of(Kind kind, String verb, Statement statement) {
        List<Token> tokens = statement.significant();
        return Optional.of(
                new TransactionControl(kind, verb, tokens.get(tokens.size() - 1).name()));
    }

    /** The name that it is about, as names of savepoints are compared: whatever the case of their letters. */
    public String savepointKey() {
        return savepoint.toLowerCase(Locale.ROOT);
    }

    /** Whether one of the words is in a text at all, which may have several statements: cheaper than to split it. */
    public static boolean mayBeIn(String text) {
        return WORDS.matcher(text).find();
    }
}
