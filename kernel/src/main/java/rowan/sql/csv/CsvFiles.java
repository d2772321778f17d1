package rowan.sql.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import rowan.files.GrowingFile;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.contract.Interrupt;

/** Tables as files of comma-separated values (RFC 4180, UTF-8); a name that ends in .tsv means tabs. */
public final class CsvFiles {

    private CsvFiles() {}

    private static char separator(Path name) {
        return name.toString().endsWith(".tsv") ? '\t' : ',';
    }

    /** Writes a result with its column names; NULL becomes an empty field, bytes become hexadecimal digits. */
    public static Done write(ResultTable table, GrowingFile file, Interrupt interrupt) throws SqlFailure {
        long start = System.nanoTime();
        try {
            file.write(out -> write(table, separator(file.name()), interrupt, out), interrupt);
        } catch (IOException e) {
            interrupt.check();
            throw new SqlFailure(Problem.of("IOException", e.getMessage()));
        }
        String what = Quantity.count(table.rows().size(), "row") + " written to " + file.name();
        return new Done(what, Duration.ofNanos(System.nanoTime() - start), List.of());
    }

    private static void write(ResultTable table, char separator, Interrupt interrupt, OutputStream out)
            throws IOException {
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).build(out, StandardCharsets.UTF_8)) {
            writer.writeRecord(table.columnNames());
            for (List<Object> row : table.rows()) {
                interrupt.check();
                writer.writeRecord(row.stream().map(CsvFiles::field).toList());
            }
        }
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
