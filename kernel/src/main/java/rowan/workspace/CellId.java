package rowan.workspace;

/**
 * Which cell is running.
 *
 * @param executionCount Jupyter's counter, as in {@code In [7]}
 */
public record CellId(int executionCount) {}
