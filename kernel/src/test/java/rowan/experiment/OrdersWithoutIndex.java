package rowan.experiment;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

/** What comparisons are tried on: a notebook with a table that has no index on its users. */
abstract class OrdersWithoutIndex {

    @TempDir
    Path directory;

    Notebook notebook;

    @BeforeEach
    void a_table_without_an_index() {
        notebook = new Notebook(directory);
        notebook.run("""
                CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, price REAL);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
                INSERT INTO orders SELECT i, i % 600, i * 0.1 FROM n;
                """);
    }

    @AfterEach
    void close() {
        notebook.close();
    }
}
