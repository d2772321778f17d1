package rowan.sql.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.files.NamedFile;
import rowan.files.TextEncoding;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.sql.connection.Session;
import rowan.sql.connection.Ticker;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.sql.run.FailureReport;
import rowan.sql.run.NewRows;
import rowan.sql.statement.Lexicon;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/**
 * Reads a file into a table, as the sqlite3 shell does: a table that does not exist is made, with the columns of the first
 * record, all of text; of one that does, every record is a row. What a record lacks is NULL, what it has too much is left out.
 * Other than in the shell, all of the file is kept or nothing.
 */
public final class TableImport {

    /**
     * What is to be read.
     *
     * @param database of the table, where it is named
     * @param skipped how many records are left out
     * @param told whether it is told in detail how it was read
     */
    public record Order(
            Path file,
            Optional<String> database,
            String table,
            FieldSeparators separators,
            long skipped,
            boolean told) {}

    private static final String NOTHING = "Nothing was imported.";

    /** One statement adds several rows, since most of the time goes into what is done once for each. */
    private static final int MOST_ROWS = 50;

    private static final int MOST_VALUES = 1_000;

    /** What stands between fields as often as not where the comma does not. */
    private static final List<String> OTHER_SEPARATORS = List.of(";", "|", "\t", ",");

    private final Session session;
    private final Order order;
    private final Run run;
    private final OddLines tooShort = new OddLines();
    private final OddLines tooLong = new OddLines();
    private final List<String> notes = new ArrayList<>();
    private volatile long rows;
    private long failedLine;

    private TableImport(Session session, Order order, Run run) {
        this.session = session;
        this.order = order;
        this.run = run;
    }

    /**
     * Reads the file.
     *
     * @return how many rows it were; or that it was interrupted, and what has become of the open transaction
     */
    public static Outcome of(Session session, Order order, Run run) throws SqlFailure, SQLException {
        return new TableImport(session, order, run).outcome();
    }

    private Outcome outcome() throws SqlFailure, SQLException {
        session.catchUp();
        OptionalLong changesBefore = session.transaction().changes();
        long start = System.nanoTime();
        try (Reader reader = NamedFile.reader(order.file(), run.interrupt());
                Ticker ticker = new Ticker(run.output(), () -> rows, true)) {
            FieldReader records = new FieldReader(reader, order.separators());
            NewRows.explained(session, order.table(), changesBefore, this::unkept, run.interrupt(), () -> {
                insert(records);
                return null;
            });
            ticker.done();
            session.glance();
            return new Outcome.Value(new Done(
                    Quantity.count(rows, "row") + " imported into " + order.table(),
                    Duration.ofNanos(System.nanoTime() - start),
                    notes(records)));
        } catch (Interrupt.InterruptedRun e) {
            return interrupted(changesBefore);
        } catch (IOException | UncheckedIOException e) {
            if (run.interrupt().requested()) {
                return interrupted(changesBefore);
            }
            throw unreadable(e);
        }
    }

    private Outcome interrupted(OptionalLong changesBefore) throws SQLException {
        return new FailureReport(session, Expectations.NONE, changesBefore).interrupted(List.of(NOTHING));
    }

    private String unkept() {
        return failedLine == 0
                ? NOTHING
                : "It is the record at line " + Quantity.count(failedLine) + " of "
                        + order.file().getFileName() + ". " + NOTHING;
    }

    private SqlFailure unreadable(Exception e) {
        String name = order.file().getFileName().toString();
        Throwable cause = e instanceof UncheckedIOException wrapper ? wrapper.getCause() : e;
        if (cause instanceof FieldReader.Unclosed unclosed) {
            return new SqlFailure(Problem.usage(
                    "The quote that begins a field in line " + Quantity.count(unclosed.line()) + " of " + name
                            + " is never closed. " + NOTHING,
                    "A quote that belongs to the text stands twice within quotes: \"5\"\" pipe\"."));
        }
        return cause instanceof CharacterCodingException
                ? SqlFailure.unreadable(order.file(), TextEncoding.foreign(order.file()) + " " + NOTHING)
                : SqlFailure.unreadable(order.file(), e);
    }

    private void insert(FieldReader records) throws SqlFailure, SQLException {
        Schema schema = session.refreshSchema();
        Optional<Schema.Relation> known = schema.relation(order.database().orElse(""), order.table());
        if (known.isEmpty() && order.database().isEmpty()) {
            NewRows.database(order.table(), schema, session.dialect())
                    .ifPresent(database -> notes.add("The name of the table is " + order.table()
                            + ", as in the sqlite3 shell; --schema " + database + " means the database."));
        }
        session.asOne("rowan_import", sql -> NewRows.execute(session.connection(), sql), () -> {
            try {
                List<String> fields = new ArrayList<>();
                for (long i = 0; i < order.skipped() && records.next(fields); i++) {
                    run.interrupt().check();
                }
                insert(records, known.isPresent() ? columns(known.get()) : create(records, fields));
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The columns that can be given a value, quoted. */
    private List<String> columns(Schema.Relation table) {
        return table.attributes().stream()
                .filter(column -> !column.isGenerated())
                .map(column -> session.dialect().lexicon().quote(column.name()))
                .toList();
    }

    /** Makes the table; its columns, quoted. */
    private List<String> create(FieldReader records, List<String> header) throws IOException, SqlFailure, SQLException {
        if (!records.next(header)) {
            throw new SqlFailure(Problem.usage(
                    order.file().getFileName() + " is empty" + (order.skipped() > 0 ? " behind what is skipped." : "."),
                    "The first line of a table that is to be made names its columns."));
        }
        ColumnNames names = ColumnNames.of(header);
        Lexicon lexicon = session.dialect().lexicon();
        String type = session.dialect().values().textType();
        List<String> columns = names.columns().stream().map(lexicon::quote).toList();
        NewRows.create(
                session.connection(), "CREATE TABLE " + table(), columns, Collections.nCopies(columns.size(), type));
        if (!names.renamed().isEmpty()) {
            notes.add("Columns need names of their own: " + names.renamed() + ".");
        }
        if (columns.size() == 1) {
            OTHER_SEPARATORS.stream()
                    .filter(header.get(0)::contains)
                    .findFirst()
                    .ifPresent(sign -> notes.add("Its only column is called " + header.get(0) + ". If " + sign
                            + " stands between the fields: DROP TABLE " + table() + "; and then .import --colsep \""
                            + sign
                            + "\" FILE TABLE"));
        }
        if (order.told()) {
            notes.add("The table is new: " + String.join(", ", columns) + ", each of them " + type + ".");
        }
        return columns;
    }

    private String table() {
        Lexicon lexicon = session.dialect().lexicon();
        return order.database().map(name -> lexicon.quote(name) + ".").orElse("") + lexicon.quote(order.table());
    }

    /** Rows on their way: the values of each, and the line of each. */
    private final class Block {

        private final int columns;
        private final int most;
        private final PreparedStatement several;
        private final PreparedStatement one;
        private final List<String> values = new ArrayList<>();
        private final List<Long> lines = new ArrayList<>();

        Block(int columns, PreparedStatement several, PreparedStatement one, int most) {
            this.columns = columns;
            this.several = several;
            this.one = one;
            this.most = most;
        }

        void add(List<String> fields, long line) throws SQLException {
            for (int i = 0; i < columns; i++) {
                values.add(i < fields.size() ? fields.get(i) : null);
            }
            lines.add(line);
            if (lines.size() == most) {
                send();
            }
        }

        /** Where the statement of several fails, none of its rows is there, and one after the other tells which is to blame. */
        private void send() throws SQLException {
            run.interrupt().check();
            try {
                execute(several, values);
            } catch (SQLException e) {
                run.interrupt().check();
                if (!session.dialect().inTransaction(session.connection())) {
                    throw e;
                }
                end();
                throw e;
            }
            rows += lines.size();
            clear();
        }

        /** Sends what is left. */
        void end() throws SQLException {
            for (int row = 0; row < lines.size(); row++) {
                failedLine = lines.get(row);
                execute(one, values.subList(row * columns, (row + 1) * columns));
            }
            failedLine = 0;
            rows += lines.size();
            clear();
        }

        private void clear() {
            values.clear();
            lines.clear();
        }

        private void execute(PreparedStatement insert, List<String> bound) throws SQLException {
            for (int i = 0; i < bound.size(); i++) {
                insert.setString(i + 1, bound.get(i));
            }
            insert.executeUpdate();
        }
    }

    private void insert(FieldReader records, List<String> names) throws IOException, SQLException {
        int columns = names.size();
        int most = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / columns));
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        String insert = "INSERT INTO " + table() + " (" + String.join(", ", names) + ") VALUES ";
        Connection connection = session.connection();
        try (PreparedStatement several =
                        connection.prepareStatement(insert + String.join(", ", Collections.nCopies(most, row)));
                PreparedStatement one = connection.prepareStatement(insert + row)) {
            Block block = new Block(columns, several, one, most);
            List<String> fields = new ArrayList<>();
            while (records.next(fields)) {
                if (fields.size() < columns) {
                    tooShort.add(records.recordLine());
                } else if (fields.size() > columns) {
                    tooLong.add(records.recordLine());
                }
                block.add(fields, records.recordLine());
            }
            block.end();
        }
    }

    private List<String> notes(FieldReader records) {
        tooShort.sentence("fewer fields than columns, and NULL where they end").ifPresent(notes::add);
        tooLong.sentence("more fields than columns, and what is too much is left out")
                .ifPresent(notes::add);
        if (order.told()) {
            notes.add(Quantity.count(records.line() - 1, "line") + " were read.");
        }
        return notes;
    }
}
