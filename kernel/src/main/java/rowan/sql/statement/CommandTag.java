package rowan.sql.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowan.model.Quantity;

/** Says in a few words what a statement without rows has done. */
public final class CommandTag {

    private CommandTag() {}

    /** {@code 3 rows inserted}, {@code table posts created}, {@code transaction begun}. */
    public static String of(Statement statement, long changedRows) {
        Optional<TransactionControl> control = statement.transactionControl();
        if (control.isPresent()) {
            return of(control.get());
        }
        List<Token> tokens = statement.significant();
        return switch (statement.verb()) {
            case "INSERT", "REPLACE" -> Quantity.count(changedRows, "row") + " inserted";
            case "UPDATE" -> Quantity.count(changedRows, "row") + " updated";
            case "DELETE" -> Quantity.count(changedRows, "row") + " deleted";
            case "CREATE" -> object(tokens) + " created";
            case "DROP" -> object(tokens) + " dropped";
            case "ALTER" -> object(tokens) + " altered";
            case "ANALYZE" -> "statistics gathered";
            default -> "done";
        };
    }

    private static String of(TransactionControl control) {
        return switch (control.kind()) {
            case BEGIN -> "transaction begun";
            case COMMIT -> "transaction committed";
            case ROLLBACK -> "transaction rolled back";
            case SAVEPOINT -> "savepoint " + control.savepoint() + " set";
            case RELEASE -> "savepoint " + control.savepoint() + " released";
            case ROLLBACK_TO -> "rolled back to savepoint " + control.savepoint();
        };
    }

    /** {@code 4 rows changed by the triggers of paid_orders}: what became of a change of a view, which has no rows itself. */
    public static String byTriggers(Statement statement, long changedRows) {
        return Quantity.count(changedRows, "row") + " changed by the triggers of "
                + statement.changedTable().orElseThrow();
    }

    /** Whether a statement says that it may have nothing to do: {@code IF EXISTS}, {@code IF NOT EXISTS}. */
    public static boolean isConditional(Statement statement) {
        List<Token> tokens = statement.significant();
        int name = kind(tokens) + 1;
        return (statement.verb().equals("CREATE") || statement.verb().equals("DROP"))
                && name > 0
                && name < tokens.size()
                && tokens.get(name).is("IF");
    }

    /** {@code nothing done, there is no table posts}: what a conditional statement has found. */
    public static String nothing(Statement statement) {
        List<Token> tokens = statement.significant();
        // What is there already may be of another kind.
        return "nothing done, "
                + (statement.verb().equals("DROP")
                        ? "there is no " + object(tokens)
                        : nameOf(tokens) + " is there already");
    }

    /** {@code index posts_author}: the kind of thing, and its name without the words between them. */
    private static String object(List<Token> tokens) {
        int kind = kind(tokens);
        return kind < 0 ? "it is" : tokens.get(kind).text().toLowerCase(Locale.ROOT) + " " + nameOf(tokens);
    }

    private static int kind(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            Token kind = tokens.get(i);
            if (kind.is("TABLE") || kind.is("INDEX") || kind.is("VIEW") || kind.is("TRIGGER")) {
                return i;
            }
        }
        return -1;
    }

    /** What a CREATE, DROP or ALTER is about, without the name of its database; empty where that cannot be told. */
    public static String nameOf(List<Token> tokens) {
        int kind = kind(tokens);
        int name = kind + 1;
        while (name < tokens.size() - 1
                && (tokens.get(name).is("IF")
                        || tokens.get(name).is("NOT")
                        || tokens.get(name).is("EXISTS"))) {
            name++;
        }
        boolean qualified =
                name + 2 < tokens.size() && tokens.get(name + 1).text().equals(".");
        return kind >= 0 && name < tokens.size()
                ? tokens.get(qualified ? name + 2 : name).name()
                : "";
    }
}
