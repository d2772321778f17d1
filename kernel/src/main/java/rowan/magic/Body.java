package rowan.magic;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.experiment.Design.Arm;
import rowan.experiment.Design.Prepared;
import rowan.model.Problem;
import rowan.model.table.ResultTable;
import rowan.sql.SqlLanguage;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.CapturedTables;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.Source;
import rowan.workspace.command.Invocation;
import rowan.workspace.contract.Run;

/** The SQL below an experiment's command: its query, its setup and its arms, with parameters bound. */
final class Body {

    private final SqlLanguage sql;
    private final Session session;
    private final Invocation call;
    private final Run run;

    /**
     * @param run whose names the parameters stand for
     */
    Body(SqlLanguage sql, Session session, Invocation call, Run run) {
        this.sql = sql;
        this.session = session;
        this.call = call;
        this.run = run;
    }

    /** The one query that is measured. */
    Prepared query() throws SqlFailure {
        List<Prepared> statements = prepared(call.code());
        if (statements.size() != 1) {
            throw new SqlFailure(
                    Problem.usage(
                            call.written() + " measures one query, and there are " + statements.size()
                                    + " statements before the first section.",
                            missedSection()
                                    .orElse(
                                            "Put the SELECT first; what prepares an arm goes below a line -- arm: LABEL, another query below -- instead: LABEL")));
        }
        requireQuery(statements.get(0).written());
        return statements.get(0);
    }

    /** What to do about a comment that should have begun a section. */
    Optional<String> missedSection() {
        return call.command().sections().meant(call.code()).map(line -> "Did you mean " + line + "?");
    }

    boolean isQuery(Statement statement) {
        return session.dialect().isPlainQuery(statement);
    }

    void requireQuery(Statement statement) throws SqlFailure {
        if (!isQuery(statement)) {
            throw new SqlFailure(Problem.usage(
                    call.written() + " measures queries, and " + statement.verb() + " is none.",
                    "Put a SELECT there, and what changes the database below a line -- arm: LABEL"));
        }
    }

    /** The captured results that are read somewhere in it. */
    Map<String, ResultTable> captured(Prepared query, List<Prepared> setup, List<Arm> arms)
            throws SqlFailure, SQLException {
        List<Prepared> all = new ArrayList<>(setup);
        all.add(query);
        for (Arm arm : arms) {
            all.addAll(arm.preparation());
            all.add(arm.query());
        }
        synchronized (session) {
            return CapturedTables.read(
                    session.refreshSchema(),
                    session.dialect(),
                    all.stream().map(Prepared::written).toList(),
                    run.bindings());
        }
    }

    /** The statements of all setup sections. */
    List<Prepared> setup() throws SqlFailure {
        List<Prepared> setup = new ArrayList<>();
        for (Invocation.Section section : sections("setup")) {
            setup.addAll(prepared(section.source()));
        }
        return setup;
    }

    List<Invocation.Section> sections(String... kinds) {
        return call.sections().stream()
                .filter(section -> List.of(kinds).contains(section.kind()))
                .toList();
    }

    List<Prepared> prepared(Source source) throws SqlFailure {
        List<Prepared> prepared = new ArrayList<>();
        Source filled = sql.filled(session, source, run);
        for (Statement statement : session.dialect().lexicon().split(filled)) {
            prepared.add(new Prepared(statement, sql.bind(statement, run)));
        }
        return prepared;
    }
}
