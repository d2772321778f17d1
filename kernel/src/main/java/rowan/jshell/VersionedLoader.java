package rowan.jshell;

/** Loads the classes of cells, of each of which there may be several versions. */
interface VersionedLoader {

    /** What is known of these. */
    Versions versions();
}
