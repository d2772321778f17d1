package rowan.workspace.cell;

import java.util.List;

/** A language's own answer to where, in a text, a statement may start: the places at which a command may stand. */
@FunctionalInterface
public interface StatementStarts {

    /**
     * The places in ascending order, in UTF-16 units, the first of them 0; each is the end of the statement before it, so
     * blanks and comments may follow. Never inside a string, a comment or an open block.
     */
    List<Integer> in(String text);
}
