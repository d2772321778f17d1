package rowan.magic;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import rowan.experiment.Stopwatch;
import rowan.jshell.JavaLanguage;
import rowan.model.Problem;
import rowan.model.experiment.Experiment;
import rowan.model.experiment.Timed;
import rowan.model.experiment.Times;
import rowan.sql.SqlLanguage;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.Measuring;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Statement;
import rowan.workspace.CellLanguage;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** {@code %timeit}, for SQL and Java alike. */
final class TimeCommands {

    private final SqlLanguage sql;
    private final JavaLanguage java;
    private final CellLanguage language;

    TimeCommands(SqlLanguage sql, JavaLanguage java, CellLanguage language) {
        this.sql = sql;
        this.java = java;
        this.language = language;
    }

    List<Command> rows() {
        return List.of(Command.of(
                        "timeit",
                        Command.Form.LINE_OR_CELL,
                        Options.NONE.code("SQL|JAVA"),
                        "Runs code many times: the median with its interval, and the steps of a query.",
                        this::timeMany)
                .over(LanguageRule.JAVA));
    }

    private boolean isSql(Invocation call) {
        return language.of(call.code().text()).equals(LanguageRule.SQL);
    }

    /** Where results go, so that the compiler cannot leave out what computes them; nothing reads it. */
    private static final AtomicReference<Object> KEPT = new AtomicReference<>();

    private Outcome timeMany(Invocation call, Run run) {
        if (isSql(call)) {
            return timeQuery(call, run);
        }
        Interrupt interrupt = run.interrupt();
        return java.measure(
                call.code(),
                run,
                code -> new Timed(Stopwatch.time(() -> KEPT.setOpaque(code.call()), interrupt), Optional.empty()));
    }

    private Outcome timeQuery(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            List<Statement> statements = session.dialect().lexicon().split(sql.filled(session, call.code(), run));
            if (statements.size() != 1 || !session.dialect().isPlainQuery(statements.get(0))) {
                throw new SqlFailure(Problem.usage(
                        call.written() + " runs one query many times, and this is "
                                + (statements.size() == 1
                                        ? statements.get(0).verb()
                                        : statements.size() + " statements")
                                + ".",
                        "%time runs anything once; %%compare measures on private copies."));
            }
            return new Outcome.Value(sql.prepared(
                    session, statements.get(0), run, (query, interrupt) -> timed(session, query, interrupt)));
        });
    }

    private static Timed timed(Session session, BoundStatement query, Interrupt interrupt) throws SQLException {
        Optional<Measuring> counting = session.dialect().measuring();
        Optional<Experiment.Work> work = Optional.empty();
        if (counting.isPresent()) {
            work = Optional.of(new Experiment.Work(counting.get()
                    .count(session.connection(), query, Counting.EXACT_STEPS, interrupt)
                    .steps()));
        }
        try (PreparedStatement prepared =
                query.prepare(session.connection(), session.dialect().values())) {
            Times times = Stopwatch.<SQLException>time(() -> drain(prepared, interrupt), interrupt);
            return new Timed(times, work);
        }
    }

    private static void drain(PreparedStatement prepared, Interrupt interrupt) throws SQLException {
        try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                if (interrupt.requested()) {
                    interrupt.check();
                }
            }
        }
    }
}
