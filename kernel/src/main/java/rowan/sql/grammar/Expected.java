package rowan.sql.grammar;

/** Something that may stand at a place. */
public sealed interface Expected {

    /**
     * A word or several.
     *
     * @param text as it is written
     * @param isKeyword whether it means the same in small letters
     * @param weight the higher, the likelier; mostly 0
     */
    record Word(String text, boolean isKeyword, int weight) implements Expected {}

    /**
     * A name or a value of some kind.
     *
     * @param kind such as {@code table}
     * @param of the role of the name that it belongs to, such as the table of a column; empty where that is not said
     */
    record Name(String kind, String of) implements Expected {}
}
