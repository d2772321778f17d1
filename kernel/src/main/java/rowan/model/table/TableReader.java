package rowan.model.table;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Reads tables of a library as Rowan's own. It is declared as a service beside the library, among the classes of cells, and is
 * found from there: Rowan itself knows no such library.
 */
public interface TableReader {

    /** The rows of a value as a database keeps them; they are read from the value itself. Empty where it is no table. */
    Optional<ResultTable> stored(Object value);

    /** The same rows as they are shown, truth as {@code true} and {@code false}, with notes on what the table is made of. */
    Optional<ResultTable> shown(Object value);

    /**
     * A result, or what some library's reader makes of a value.
     *
     * @return empty for all that is no table
     */
    static Optional<ResultTable> read(Object value) {
        return value instanceof ResultTable table
                ? Optional.of(table)
                : of(value).flatMap(reader -> reader.stored(value));
    }

    /** The reader that knows a value. */
    static Optional<TableReader> of(Object value) {
        ClassLoader library = value == null ? null : value.getClass().getClassLoader();
        if (library == null || library == TableReader.class.getClassLoader()) {
            return Optional.empty();
        }
        try {
            for (TableReader reader : ServiceLoader.load(TableReader.class, library)) {
                if (reader.stored(value).isPresent()) {
                    return Optional.of(reader);
                }
            }
        } catch (ServiceConfigurationError | LinkageError otherVersion) {
            System.getLogger(TableReader.class.getName())
                    .log(System.Logger.Level.DEBUG, "no table: " + value.getClass(), otherVersion);
        }
        return Optional.empty();
    }
}
