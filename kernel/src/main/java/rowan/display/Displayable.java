package rowan.display;

/** A value that draws itself. Cells may implement it. */
public interface Displayable {

    /** Itself, as a front end shows it. */
    MimeBundle drawn();
}
