package rowan.display.markup;

/** A value that draws itself. Cells may implement it. */
public interface Displayable {

    /** Itself, as a front end shows it. */
    MimeBundle drawn();
}
