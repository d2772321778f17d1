package rowan.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import rowan.experiment.Experiments;
import rowan.jshell.JavaLanguage;
import rowan.sql.SqlLanguage;
import rowan.sql.WatchedLanguage;
import rowan.sql.log.StatementRecorder;
import rowan.workspace.CellLanguage;
import rowan.workspace.Cells;
import rowan.workspace.Settings;
import rowan.workspace.command.Command;
import rowan.workspace.command.Commands;

/** The table of all commands. Its order is the order of help. */
public final class Magics {

    private Magics() {}

    /**
     * All commands over these engines.
     *
     * @param cells the notebook, for commands that run cells; asked for when one does
     */
    public static Commands of(
            SqlLanguage sql,
            JavaLanguage java,
            WatchedLanguage watched,
            StatementRecorder recorder,
            Settings settings,
            CellLanguage language,
            Supplier<Cells> cells) {
        AtomicReference<Commands> all = new AtomicReference<>();
        List<Command> rows = new ArrayList<>();
        SqlCommands sqlCommands = new SqlCommands(sql);
        rows.addAll(sqlCommands.rows());
        rows.addAll(new PlanCommands(sql).rows());
        rows.addAll(new ExperimentCommands(
                        sql, new Experiments(), new Records(sql.connections().directory()))
                .rows());
        rows.addAll(new TimeCommands(sql, java, language).rows());
        rows.addAll(new ChartCommands(sql).rows());
        rows.addAll(new JavaCommands(java, sql.connections().directory()).rows());
        rows.addAll(new MavenCommands(java, sql.connections().directory()).rows());
        rows.addAll(new LogCommands(watched, recorder, sql.connections().network()).rows());
        rows.addAll(new CellCommands(sql, language, cells).rows());
        rows.addAll(new ExerciseCommands(cells).rows());
        rows.addAll(new ContentCommands(sql.connections().directory()).rows());
        rows.addAll(NotebookCommands.rows(all::get, settings));
        rows.addAll(new JupySqlCommands(sql, sqlCommands, settings).rows());
        rows.addAll(new XeusCommands(sql).rows());
        rows.addAll(new DotCommands(sql, sqlCommands, settings).rows());
        all.set(new Commands(rows));
        return all.get();
    }
}
