package rowan.jshell.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import rowan.jshell.snippets.UnchangedDeclarations;
import rowan.jshell.syntax.JavaStatements;
import rowan.jshell.syntax.SnippetText;

/**
 * Pieces of a cell, one behind the other, that are run together because they declare nothing that is not there.
 *
 * @param offset where the first begins in the cell
 * @param before all but the last, as they stand in the cell
 * @param count of the pieces
 */
public record StatementBatch(int offset, String before, String last, int count) {

    /** A statement that may end with a brace and be followed by another. */
    private static final Pattern BLOCK = Pattern.compile("(?:for|while|if|synchronized)\\b|\\{");

    /** What belongs to the statement before it. */
    private static final Pattern GOES_ON = Pattern.compile("(?:else|catch|finally)\\b|[.,;:?=*/%&|^<>)\\]}]");

    /**
     * All of a cell, where no parser is needed to see that it is statements and where they end; empty else.
     *
     * @param cell the text of the cell
     */
    public static Optional<StatementBatch> all(String cell, UnchangedDeclarations unchanged) {
        if (cell.contains("\\u")) {
            return Optional.empty(); // It may be a semicolon.
        }
        List<Integer> ends = new ArrayList<>(JavaStatements.starts(cell));
        ends.add(cell.length());
        List<SnippetText> pieces = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            String code = JavaStatements.code(cell.substring(from, end));
            if (!code.isEmpty()) {
                if (GOES_ON.matcher(code).lookingAt()
                        || code.endsWith("}") && !BLOCK.matcher(code).lookingAt()) {
                    return Optional.empty();
                }
                pieces.add(new SnippetText(cell.substring(from, end), from));
            }
            from = end;
        }
        return of(pieces, pieces.size(), cell, unchanged).filter(all -> all.count() == pieces.size());
    }

    /**
     * The first of the pieces that wait; empty where the first of them has to be run on its own.
     *
     * @param cell the text of the cell
     * @param most so many at most
     */
    public static Optional<StatementBatch> of(
            Iterable<SnippetText> waiting, int most, String cell, UnchangedDeclarations unchanged) {
        List<SnippetText> pieces = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (SnippetText piece : waiting) {
            OptionalInt start = start(piece.text(), unchanged);
            if (start.isEmpty() || pieces.size() == most) {
                break;
            }
            pieces.add(piece);
            starts.add(start.getAsInt());
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        int from = pieces.get(0).offset();
        SnippetText last = pieces.get(pieces.size() - 1);
        StringBuilder text = new StringBuilder(cell.substring(from, last.offset())).append(last.text());
        for (int i = 0; i < pieces.size(); i++) {
            blank(text, pieces.get(i).offset() - from, starts.get(i));
        }
        int atLast = last.offset() - from;
        return Optional.of(new StatementBatch(from, text.substring(0, atLast), text.substring(atLast), pieces.size()));
    }

    /** Where the statement begins in a piece: behind the type of a variable that is there already. */
    private static OptionalInt start(String piece, UnchangedDeclarations unchanged) {
        return JavaStatements.declaresNothing(piece) ? OptionalInt.of(0) : unchanged.untilName(piece);
    }

    /** The lines stay, so that errors are told where they are. */
    private static void blank(StringBuilder text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
