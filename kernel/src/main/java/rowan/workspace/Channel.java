package rowan.workspace;

/** The two streams of text that a cell can write to. */
public enum Channel {
    STDOUT,
    STDERR
}
