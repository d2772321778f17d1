package rowan.jshell.state;

/** A class loader for the classes of cells. Each class may exist in several versions. */
public interface VersionedLoader {

    /** The record of these versions. */
    Versions versions();
}
