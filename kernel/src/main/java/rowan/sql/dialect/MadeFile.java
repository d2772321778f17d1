package rowan.sql.dialect;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import rowan.files.WholeFile;
import rowan.model.Problem;
import rowan.workspace.contract.Databases;

/**
 * The file that a statement makes, such as {@code VACUUM INTO}: it is there when all of it is on the disk, or not at all.
 *
 * @param file where it is to be
 * @param elsewhere the statement that makes it at another place
 */
public record MadeFile(Path file, Function<Path, BoundStatement> elsewhere) {

    /** Carries a statement out. */
    @FunctionalInterface
    public interface Running<T> {
        T run(BoundStatement statement) throws SQLException;
    }

    /** Carries the statement out beside the place of its file, which it then takes. */
    public <T> T whole(Connection connection, DatabaseFiles files, Running<T> work) throws SQLException {
        AtomicReference<T> result = new AtomicReference<>();
        try {
            WholeFile.make(file, beside -> {
                try {
                    result.set(work.run(elsewhere.apply(beside)));
                } catch (SQLException e) {
                    // Before what was written is removed, and its disk has room again.
                    throw files.problem(connection, e, file)
                            .<SQLException>map(problem -> new Databases.Failure(problem, e))
                            .orElse(e);
                }
            });
        } catch (IOException e) {
            throw new Databases.Failure(Problem.of("IOException", e.getMessage()), null);
        }
        return result.get();
    }
}
