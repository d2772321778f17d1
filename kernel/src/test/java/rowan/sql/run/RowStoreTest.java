package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.workspace.contract.Databases;

/** The rows of a captured result, of which those that are too many for memory lie in a file. */
class RowStoreTest {

    private static final int IN_MEMORY = 100_000;

    @TempDir
    Path directory;

    private static Object[] row(int i) {
        return new Object[] {(long) i, i / 4.0, i % 3 == 0 ? null : "Zeile " + i + " ☃", new byte[] {(byte) i}};
    }

    private RowStore rows(int count) throws Databases.Failure {
        RowStore store = new RowStore(() -> directory.resolve("rows"));
        for (int i = 0; i < count; i++) {
            store.append(row(i));
        }
        return store.finish();
    }

    @Test
    void rows_in_the_file_are_the_values_that_were_put_in_from_wherever_they_are_read() throws Exception {
        RowStore store = rows(IN_MEMORY + 3_000);
        assertThat(directory.resolve("rows")).exists();
        for (int i : new int[] {0, IN_MEMORY - 1, IN_MEMORY + 2_999, IN_MEMORY, IN_MEMORY + 1_023, IN_MEMORY + 1_024}) {
            assertThat(store.get(i)).usingRecursiveComparison().isEqualTo(Arrays.asList(row(i)));
        }
        assertThat(store).hasSize(IN_MEMORY + 3_000);
        assertThatThrownBy(() -> store.get(IN_MEMORY + 3_000))
                .hasMessage("row " + (IN_MEMORY + 3_000) + " of " + (IN_MEMORY + 3_000));
    }

    @Test
    void few_rows_need_no_file() throws Exception {
        assertThat(rows(3)).extracting(row -> row.get(0)).isEqualTo(List.of(0L, 1L, 2L));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_file_that_cannot_be_made_is_told_with_what_to_do() throws Exception {
        Files.createDirectory(directory.resolve("rows"));
        assertThatThrownBy(() -> rows(IN_MEMORY + 1)).isInstanceOfSatisfying(Databases.Failure.class, failure -> {
            assertThat(failure.problem().message()).contains("of which the first 100,000 are read");
            assertThat(failure.problem().notes().get(0)).startsWith("None of them is kept. Make room there");
        });
    }
}
