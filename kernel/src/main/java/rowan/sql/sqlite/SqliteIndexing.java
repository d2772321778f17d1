package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sqlite.ProgressHandler;
import rowan.model.Quantity;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.StatementHooks;
import rowan.sql.sqlite.measure.SqliteInstrumented;
import rowan.sql.sqlite.measure.SqliteInstrumented.Instruction;
import rowan.sql.statement.Token;
import rowan.workspace.contract.LongStep;

/**
 * Tells how far the making of an index is. SQLite reads all rows into a sorter and then puts them into the index in their
 * order, by two loops of its virtual machine that take the same number of steps for every row; counted are those steps.
 */
final class SqliteIndexing {

    /** Some thousand rows: often enough to look alive, and rarely enough to cost nothing. */
    private static final int EVERY = 10_000;

    private final Connection connection;
    private final long rows;
    private final long readingSteps;
    private final long allSteps;
    private final boolean isPartial;

    private SqliteIndexing(Connection connection, long rows, int stepsToRead, int stepsToPut, boolean isPartial) {
        this.connection = connection;
        this.rows = rows;
        this.readingSteps = rows * stepsToRead;
        this.allSteps = rows * (stepsToRead + stepsToPut);
        this.isPartial = isPartial;
    }

    /** The making of an index, if that is what a statement does. */
    static Optional<SqliteIndexing> of(Connection connection, Dialect dialect, String sql) throws SQLException {
        List<Token> words = dialect.lexicon().tokenize(sql).stream()
                .filter(Token::isSignificant)
                .toList();
        int on = place(words, "ON");
        boolean makesIndex = on + 1 < words.size() && words.get(0).is("CREATE") && place(words, "INDEX") < 3;
        if (!makesIndex) {
            return Optional.empty();
        }
        Optional<Integer> stepsToRead;
        Optional<Integer> stepsToPut;
        try {
            List<Instruction> program = SqliteInstrumented.program(connection, dialect, BoundStatement.of(sql));
            stepsToRead = stepsOfLoop(program, "Next");
            stepsToPut = stepsOfLoop(program, "SorterNext");
        } catch (SQLException wrong) {
            // The statement itself will tell.
            return Optional.empty();
        }
        if (stepsToRead.isEmpty() || stepsToPut.isEmpty()) {
            return Optional.empty();
        }
        String database = words.get(on - 2).text().equals(".")
                ? dialect.lexicon().quote(words.get(on - 3).name()) + "."
                : "";
        long rows = count(
                connection, database + dialect.lexicon().quote(words.get(on + 1).name()));
        boolean isPartial = place(words, "WHERE") < words.size();
        return Optional.of(new SqliteIndexing(connection, rows, stepsToRead.get(), stepsToPut.get(), isPartial));
    }

    /** Where a keyword stands first; behind all where it does not. */
    private static int place(List<Token> words, String keyword) {
        return IntStream.range(0, words.size())
                .filter(i -> words.get(i).is(keyword))
                .findFirst()
                .orElse(words.size());
    }

    /** How many instructions there are in the loop that an instruction ends. */
    private static Optional<Integer> stepsOfLoop(List<Instruction> program, String end) {
        return IntStream.range(0, program.size())
                .filter(address -> program.get(address).operation().equals(end))
                .mapToObj(address -> address - program.get(address).target() + 1)
                .findFirst();
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    /** Runs the statement and tells how far it is. */
    <T> T watched(LongStep.Listener listener, StatementHooks.Running<T> running) throws SQLException {
        try (LongStep step = new LongStep(listener)) {
            ProgressHandler.setHandler(connection, EVERY, new Steps(step));
            try {
                return running.run();
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        }
    }

    private final class Steps extends ProgressHandler {
        private final LongStep step;
        private long count;

        Steps(LongStep step) {
            this.step = step;
        }

        @Override
        protected int progress() {
            count += EVERY;
            if (isPartial) {
                // How many of the rows will be in it is not known before.
                step.goesOn("reading and sorting " + Quantity.count(rows, "row"));
            } else {
                step.reached(count, allSteps, SqliteIndexing.this::words);
            }
            return 0;
        }
    }

    private String words(long done) {
        boolean isReading = done < readingSteps;
        long rowsDone =
                isReading ? done * rows / readingSteps : (done - readingSteps) * rows / (allSteps - readingSteps);
        return Quantity.count(rowsDone) + " of " + Quantity.count(rows, "row")
                + (isReading ? " read for the index" : " put into the index");
    }
}
