package rowan.sql.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import rowan.model.table.ResultTable;

/** How values get into statements of an engine, and out of its results. */
public interface Values {

    /** The value of a column in the current row, in the type that this very value is stored in. */
    Object read(ResultSet rows, int column) throws SQLException;

    /** Whether a Java value can be bound. */
    boolean binds(Object value);

    /** Whether the driver takes parameters by their names, {@code :name}; else each is sent as a question mark. */
    boolean takesNames();

    /** How many parameters one statement can have. */
    int mostParameters();

    /**
     * The types that the columns of a table are declared with that is made for these rows; an empty text for one that needs
     * none.
     *
     * @param asTheyAre whether every value has to stay what it is, rather than become what most of its column are
     */
    List<String> columnTypes(ResultTable rows, boolean asTheyAre);

    /** The type that a column of texts is declared with. */
    String textType();

    /** Binds a Java value, or fails with a sentence that names the type. */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException;
}
