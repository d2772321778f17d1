package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.table.Column;

/** A result that is read to its end behind its first page. */
class LiveResultTest {

    @TempDir
    Path directory;

    @Test
    void what_it_was_read_from_is_closed_at_the_end_and_when_a_row_cannot_be_read() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            ResultSet all = statement.executeQuery("VALUES (1), (2)");
            assertThat(read(all, "all").note()).isEmpty();
            assertThat(all.isClosed()).isTrue();

            ResultSet failing = statement.executeQuery("VALUES (1), (abs(-9223372036854775808))");
            assertThat(read(failing, "failing").note()).contains("integer overflow");
            assertThat(failing.isClosed()).isTrue();
        }
    }

    private LiveResult read(ResultSet rows, String file) throws SQLException {
        try (LiveResult result = new LiveResult(List.of(new Column("n", "")), directory.resolve(file))) {
            result.read(new RowSource() {
                @Override
                public Object[] next() throws SQLException {
                    return rows.next() ? new Object[] {rows.getLong(1)} : null;
                }

                @Override
                public void close() throws SQLException {
                    rows.close();
                }
            });
            return result;
        }
    }
}
