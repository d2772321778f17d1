package rowan.workspace.contract;

/** What a cell has others do, such as a database its statements, and what has to stop when the cell is interrupted. */
public interface Cancellable {

    /** Begins to stop it; returns at once, and is harmless when nothing runs. */
    void cancel();

    /** Waits until all that was to stop has stopped, or a second is over. */
    void awaitCancelled();
}
