package rowan.sql.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.files.GrowingFile;
import rowan.files.NamedFile;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.sql.run.FailureReport;
import rowan.sql.run.NewRows;
import rowan.sql.statement.Lexicon;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

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

    /**
     * Reads a file into a table, as the sqlite3 shell does: a table that does not exist is made, with the columns of the
     * first line and without types; of one that does, every line is a row. All of it or nothing.
     *
     * @return how many rows it were; or that it was interrupted, and what has become of the open transaction
     */
    public static Outcome read(Session session, Path file, String table, int skippedLines, Interrupt interrupt)
            throws SqlFailure, SQLException {
        session.catchUp();
        OptionalLong changesBefore = session.changesInTransaction();
        long start = System.nanoTime();
        try (BufferedReader reader = NamedFile.reader(file, interrupt)) {
            for (int i = 0; i < skippedLines; i++) {
                reader.readLine();
            }
            try (CsvReader<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(separator(file))
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(reader)) {
                long rows = NewRows.explained(
                        session,
                        table,
                        changesBefore,
                        "Nothing was imported.",
                        interrupt,
                        () -> insert(session, records.iterator(), table, interrupt));
                session.glance();
                String what = Quantity.count(rows, "row") + " imported into " + table;
                return new Outcome.Value(new Done(what, Duration.ofNanos(System.nanoTime() - start), List.of()));
            }
        } catch (Interrupt.InterruptedRun e) {
            return interrupted(session, changesBefore);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            if (interrupt.requested()) {
                return interrupted(session, changesBefore);
            }
            throw SqlFailure.unreadable(file, e);
        }
    }

    private static Outcome interrupted(Session session, OptionalLong changesBefore) throws SQLException {
        return new FailureReport(session, Expectations.NONE, changesBefore)
                .interrupted(List.of("Nothing was imported."));
    }

    private static long insert(Session session, Iterator<CsvRecord> records, String table, Interrupt interrupt)
            throws SQLException, SqlFailure {
        Lexicon lexicon = session.dialect().lexicon();
        if (!records.hasNext()) {
            throw new SqlFailure(Problem.usage("The file is empty.", "Its first line names the columns."));
        }
        Optional<Schema.Relation> known = session.refreshSchema().relation(table);
        return session.asOne("rowan_import", sql -> NewRows.execute(session.connection(), sql), () -> {
            int columns = known.map(r -> r.attributes().size()).orElse(0);
            if (known.isEmpty()) {
                List<String> names = new ArrayList<>();
                records.next()
                        .getFields()
                        .forEach(name -> names.add(lexicon.quote(name.strip().replace("\uFEFF", ""))));
                columns = names.size();
                NewRows.create(
                        session.connection(),
                        "CREATE TABLE " + lexicon.quote(table),
                        names,
                        session.dialect().values().columnTypes(headed(names), true));
            }
            return insertAll(session, records, lexicon.quote(table), columns, interrupt);
        });
    }

    /** A table of texts, of which no row is known yet. */
    private static ResultTable headed(List<String> names) {
        return new ResultTable(
                names.stream().map(name -> new Column(name, "")).toList(),
                List.of(),
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    private static long insertAll(
            Session session, Iterator<CsvRecord> records, String table, int columns, Interrupt interrupt)
            throws SQLException, SqlFailure {
        String marks = String.join(", ", Collections.nCopies(columns, "?"));
        long rows = 0;
        try (PreparedStatement insert =
                session.connection().prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            while (records.hasNext()) {
                interrupt.check();
                CsvRecord csv = records.next();
                if (csv.getFieldCount() != columns) {
                    throw new SqlFailure(Problem.usage(
                            "The record at line " + csv.getStartingLineNumber() + " has "
                                    + Quantity.count(csv.getFieldCount(), "field") + ", but " + columns
                                    + " are expected. Nothing was imported.",
                            "Mend the file, or leave lines out with --skip N."));
                }
                for (int i = 0; i < columns; i++) {
                    session.dialect().values().bind(insert, i + 1, csv.getField(i));
                }
                insert.executeUpdate();
                rows++;
            }
        }
        return rows;
    }
}
