package rowan.jshell.state;

/** Loads the classes of cells, of each of which there may be several versions. */
public interface VersionedLoader {

    /** What is known of these. */
    Versions versions();
}
