package rowan.sql.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import rowan.files.GrowingFile;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.grid.Grid;
import rowan.workspace.contract.InterruptSignal;

/**
 * Writes results beside the notebook as {@code result-1.csv}, {@code result-2.csv} …, never over a file that is there.
 *
 * @param directory the notebook's
 */
public record CsvExports(Path directory) implements Grid.Exports {

    @Override
    public String write(List<Column> columns, List<List<Object>> rows) throws IOException {
        Path file = null;
        for (int i = 1; file == null || Files.exists(file); i++) {
            file = directory.resolve("result-" + i + ".csv");
        }
        ResultTable table = new ResultTable(columns, rows, true, Duration.ZERO, 0, List.of());
        try {
            return CsvFiles.write(table, new GrowingFile(file), new InterruptSignal())
                    .what();
        } catch (SqlFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
