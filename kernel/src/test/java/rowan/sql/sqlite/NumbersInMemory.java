package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What statements are counted on: a database in memory with a table of 5,000 rows of numbers. */
public abstract class NumbersInMemory {

    protected Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        execute("CREATE TABLE p(id INTEGER PRIMARY KEY, a INT, b INT, c INT)");
        execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                + " INSERT INTO p SELECT i, i % 10, i % 100, i % 1000 FROM n");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    protected final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
