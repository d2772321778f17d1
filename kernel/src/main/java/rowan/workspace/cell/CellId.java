package rowan.workspace.cell;

/**
 * Which cell is running.
 *
 * @param executionCount Jupyter's counter, as in {@code In [7]}
 */
public record CellId(int executionCount) {

    /** What stack traces call the cell: {@code In[7]}. */
    public String name() {
        return "In[" + executionCount + "]";
    }

    /** A line of it: {@code In[7]:3}. */
    public String place(int line) {
        return name() + ":" + line;
    }
}
