package rowan.workspace.contract;

/** The two streams of text that a cell can write to. */
public enum Channel {
    STDOUT,
    STDERR
}
