package rowan.sql.run;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import rowan.model.Done;
import rowan.model.Schema;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Readers;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.StatementHooks;
import rowan.sql.log.StatementRecorder;
import rowan.sql.statement.CommandTag;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.TransactionControl.Kind;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.LongStep;

/** Runs one bound statement on a session and reads what it gives. */
public final class StatementRunner {

    private final Session session;
    private final int pageRows;
    private final StatementRecorder recorder;
    private final AtomicLong rowsRead;
    private final LongStep.Listener steps;
    private long start;
    private long rowsChanged;

    /**
     * @param rowsRead counts them as they come
     * @param steps hears how far a statement is that takes long
     */
    public StatementRunner(
            Session session, int pageRows, StatementRecorder recorder, AtomicLong rowsRead, LongStep.Listener steps) {
        this.session = session;
        this.pageRows = pageRows;
        this.recorder = recorder;
        this.rowsRead = rowsRead;
        this.steps = steps;
    }

    /**
     * A {@link ResultTable} or a {@link Done}.
     *
     * @param whole whether all rows are kept; else reading stops behind the first page
     */
    public Object run(Statement statement, BoundStatement bound, boolean whole) throws SQLException {
        if (session.dialect().hooks().needsDatabaseAlone(statement)) {
            session.settleAlone(recorder.interrupt(), steps);
        }
        session.roundTrip(recorder.interrupt());
        start = System.nanoTime();
        Optional<String> own = session.dialect().hooks().intercept(session.connection(), statement);
        if (own.isPresent()) {
            return new Done(own.get(), Duration.ofNanos(System.nanoTime() - start), List.of());
        }
        return session.whole(bound, made -> runHere(statement, made, whole));
    }

    private Object runHere(Statement statement, BoundStatement bound, boolean whole) throws SQLException {
        Optional<Readers.Reader> reader = whole ? Optional.empty() : session.reader(statement, bound);
        if (reader.isPresent()) {
            try {
                return sent(statement, bound, false, reader);
            } catch (SQLException e) {
                // What the session's own connection says of the mistake is what counts, if it is one there.
                recorder.interrupt().check();
            }
        }
        return sent(statement, bound, whole, Optional.empty());
    }

    private Object sent(Statement statement, BoundStatement bound, boolean whole, Optional<Readers.Reader> reader)
            throws SQLException {
        SentQuery sent = SentQuery.on(session, bound, reader);
        return session.executing(sent.connection(), sent.prepared(), () -> executed(statement, bound, whole, sent));
    }

    private Object executed(Statement statement, BoundStatement bound, boolean whole, SentQuery sent)
            throws SQLException {
        PreparedStatement prepared = sent.prepared();
        boolean handedOn = false;
        try {
            long aside = System.nanoTime();
            boolean failed = session.transaction().isFailed();
            Optional<String> schema = CommandTag.isConditional(statement) ? session.schemaStamp() : Optional.empty();
            StatementHooks hooks = session.dialect().hooks();
            List<String> remarks = hooks.remarks(session.connection(), statement, bound, session.schema());
            OptionalLong changesBefore = session.totalChanges();
            boolean hasRows = hooks.watched(session.connection(), bound.sql(), steps, () -> {
                start += System.nanoTime() - aside; // What is looked at before is not the statement's time.
                return prepared.execute();
            });
            if (!hasRows || !hooks.givesRows(statement)) {
                rowsChanged = Math.max(0, prepared.getUpdateCount());
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                boolean idle = schema.isPresent() && schema.equals(session.schemaStamp());
                return new Done(
                        idle ? CommandTag.nothing(statement) : deed(statement, failed, changesBefore),
                        elapsed,
                        remarks);
            }
            // A statement that changes something and gives rows has to be read to its end to be carried out.
            boolean all = whole || session.dialect().effect(statement) != Effect.READ;
            Cursor cursor = new Cursor(session, sent);
            ResultTable table = read(statement, cursor, all, remarks);
            handedOn = !table.complete() && table.handle().isPresent();
            return table;
        } finally {
            if (!handedOn) {
                sent.close();
            }
        }
    }

    private String deed(Statement statement, boolean failed, OptionalLong changesBefore) throws SQLException {
        if (failed
                && statement
                        .transactionControl()
                        .filter(control -> control.kind() == Kind.COMMIT)
                        .isPresent()) {
            // An engine takes COMMIT of a failed transaction without a word, and rolls it back.
            return "transaction rolled back, since a statement had failed in it: nothing of it is kept";
        }
        // What the triggers of a view have changed in place of it does not count as changed by the statement itself.
        long byTriggers = changesBefore.isPresent() && rowsChanged == 0 && statement.changesRows()
                ? session.totalChanges().orElseThrow() - changesBefore.getAsLong()
                : 0;
        // Only then the schema is asked: to read it anew takes long where it has thousands of tables.
        boolean isOfView = byTriggers > 0
                && statement
                        .changedTable()
                        .flatMap(session.refreshSchema()::relation)
                        .filter(changed -> changed.kind() == Schema.Kind.VIEW)
                        .isPresent();
        return isOfView
                ? CommandTag.byTriggers(statement, byTriggers)
                : session.dialect().commandTag(statement, rowsChanged);
    }

    /** How many rows the statement has changed that was run last; where it changes none by its kind, this means nothing. */
    public long rowsChanged() {
        return rowsChanged;
    }

    private ResultTable read(Statement statement, Cursor cursor, boolean whole, List<String> notes)
            throws SQLException {
        List<Column> columns = cursor.columns();
        RowStore store = new RowStore(session.results()::file);
        Object[] row = cursor.next();
        Duration elapsed;
        try {
            while (row != null && (whole || store.size() < pageRows)) {
                store.append(row);
                rowsRead.incrementAndGet();
                row = cursor.next();
            }
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            store.finish();
        } catch (Databases.Failure e) {
            // What RETURNING gives comes when all is changed.
            throw session.dialect().effect(statement) == Effect.READ
                    ? e
                    : new Databases.Failure(e.problem().withNote("The statement was carried out."), null);
        }
        boolean complete = row == null;
        Optional<String> handle = Optional.empty();
        if (session.results().isAttended() && !complete) {
            handle = session.results().readOn(columns, store, cursor.from(row));
        }
        return session.results().offered(new ResultTable(columns, store, complete, elapsed, pageRows, notes, handle));
    }
}
