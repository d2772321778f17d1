package rowan.jshell.cell;

/** What a library does to the notebook that it is added to. */
public interface CellExtension {

    /** Called once, as if a cell did it. */
    void install();
}
