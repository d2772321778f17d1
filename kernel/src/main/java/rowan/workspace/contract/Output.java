package rowan.workspace.contract;

import java.util.Optional;
import rowan.model.Progress;

/** Where an engine shows things while a cell runs. Takes values and draws none; safe from any thread. */
public interface Output {

    /** Shows a value below what was shown before. */
    void show(Object value);

    /** Shows a value that will change; the returned handle redraws it in place. */
    Live open(Object value);

    /**
     * Tells how far the work at hand is, in one place; what is shown next takes that place. Where nobody watches, nothing is
     * told: it would be no part of what the cell has shown in the end.
     */
    void progress(Progress progress);

    /** Redraws every display of this id, in this cell or an earlier one. */
    void update(String displayId, Object value);

    /** Writes text as it is. */
    void stream(Channel channel, CharSequence text);

    /**
     * Removes what the cell has shown.
     *
     * @param wait until the next output comes, so that the cell does not flicker
     */
    void clear(boolean wait);

    /** Shows a value beside the notebook, in the front end's pager. */
    void page(Object value);

    /**
     * Asks the user for a line of text; returns early, with empty, when the cell is interrupted.
     *
     * @param secret whether the answer is hidden as it is typed
     * @return the line, or empty where nobody can be asked
     */
    Optional<String> ask(String prompt, boolean secret);

    /** A display that can be redrawn in place. */
    interface Live {
        /** Jupyter's {@code display_id}. */
        String id();

        /** Redraws. */
        void update(Object value);
    }
}
