package rowan.workspace.contract;

import java.util.Optional;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;

/**
 * The outside, as a workspace sees it: a Jupyter front end, a notebook file, a test's list. Called from any thread, also
 * after the cell has ended, when a thread that the cell left behind still writes.
 */
public interface Sink {

    /** Whether somebody may be looking on while a cell runs. */
    default boolean isWatched() {
        return false;
    }

    /** The cell's result. */
    void result(MimeBundle bundle);

    /**
     * One of the cell's displays.
     *
     * @param displayId under which it can be redrawn later
     */
    void display(MimeBundle bundle, Optional<String> displayId);

    /** Redraws all displays of an id. */
    void update(MimeBundle bundle, String displayId);

    /** Text as it is written. */
    void stream(Channel channel, String text);

    /** See {@link Output#clear}. */
    void clear(boolean wait);

    /** See {@link Output#page}. */
    void page(MimeBundle bundle);

    /** The cell has failed. */
    void error(Traceback traceback);

    /** See {@link Output#ask}. */
    Optional<String> ask(String prompt, boolean secret);
}
